// SPDX-License-Identifier: GPL-2.0-or-later
public import Documents
import Spelling
import Synchronization
import Xapian

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Builds a complete new generation of an index from files and folders.
///
/// Documents are read and analysed in parallel into small databases side by side, which are then
/// merged by compaction. The former generation answers searches until the new one is in place, and
/// stays in place when the build fails.
public struct IndexBuilder: Sendable {
  private let index: IndexDirectory
  private let sources: [String]
  private let fields: RecordFields

  /// A build of `sources` into `index`.
  ///
  /// - Parameters:
  ///   - index: where the new generation goes; the folder is made if need be.
  ///   - sources: files and folders.
  ///   - fields: the names of the members of JSON Lines.
  public init(
    index: IndexDirectory, sources: [String], fields: RecordFields = RecordFields()
  ) {
    self.index = IndexDirectory(path: AbsolutePath.of(index.path))
    self.sources = sources.map(AbsolutePath.of)
    self.fields = fields
  }

  /// Runs the build.
  ///
  /// - Parameter progress: called from any thread.
  /// - Throws: `AllonymError` when a source is missing, nothing can be indexed, the index is being
  ///   written by another process, or the disk is full or not writable.
  public func build(
    progress: @escaping @Sendable (BuildProgress) -> Void = { _ in }
  ) async throws -> BuildReport {
    let start = ContinuousClock.now
    let created = Date()
    for source in sources where !FileManager.default.fileExists(atPath: source) {
      throw AllonymError.sourceUnreadable(path: source, detail: "there is no such file or folder")
    }
    let lock = try WriterLock(index)
    defer { withExtendedLifetime(lock) {} }
    index.removeDebris()
    let generation = Generation(index: index, number: index.nextGenerationNumber())
    var isComplete = false
    defer {
      if !isComplete { try? FileManager.default.removeItem(atPath: generation.buildPath) }
    }
    progress(BuildProgress(stage: .walking))
    let survey = self.survey()
    var report = BuildReport(
      counts: Manifest.Counts(survey), failures: survey.failures, seconds: 0, indexBytes: 0,
      generation: generation)
    try await tellingDisk(generation.buildPath) {
      try FileSystem.makeFolder(generation.buildPath)
      try await fill(generation, survey: survey, report: &report, progress: progress)
      try finish(generation, report: report, created: created, progress: progress)
    }
    isComplete = true
    report.indexBytes = FileSystem.size(of: generation.path)
    report.seconds = (ContinuousClock.now - start) / .seconds(1)
    return report
  }

  /// What the sources hold, but for the index itself where it lies within them.
  private func survey() -> Survey {
    var survey = FolderWalk.survey(of: sources.map { RawPath($0) })
    let own = Array("\(index.path)/".utf8)
    survey.files.removeAll { $0.path.bytes.starts(with: own) }
    survey.skipped.removeAll { $0.path.utf8.starts(with: own) }
    return survey
  }

  /// Fills the segments and merges them.
  private func fill(
    _ generation: Generation, survey: Survey, report: inout BuildReport,
    progress: @escaping @Sendable (BuildProgress) -> Void
  ) async throws {
    let reader = DocumentReader(fields: fields)
    var segments = try await SegmentBuild(
      folder: generation.buildPath, reader: reader, bytesTotal: survey.bytes, progress: progress
    ).segments(of: survey.files)
    report.counts.replaced = try Self.removeReplaced(&segments)
    report.failures += segments.flatMap(\.failures)
    let documents = segments.reduce(0) { $0 + $1.identities.count }
    report.counts.seen += documents + segments.reduce(0) { $0 + $1.failures.count }
    report.counts.indexed = documents - report.counts.replaced
    report.counts.failed = report.failures.count
    report.counts.textBytes = segments.reduce(0) { $0 + $1.textBytes }
    guard report.counts.indexed > 0 else {
      throw AllonymError.nothingIndexed(paths: sources, failures: report.failures)
    }
    progress(BuildProgress(stage: .merging, documents: documents))
    try SegmentMerge.merge(segments.map(\.path), into: "\(generation.buildPath)/database")
  }

  /// Deletes documents that a later one with the same identity replaces; returns how many.
  private static func removeReplaced(_ segments: inout [Segment]) throws -> Int {
    var seen: Set<UInt64> = []
    var replaced = 0
    for number in segments.indices.reversed() {
      let identities = segments[number].identities
      let places = Set(
        identities.indices.reversed().filter { !seen.insert(identities[$0]).inserted })
      if !places.isEmpty { try segments[number].remove(places) }
      replaced += places.count
    }
    return replaced
  }

  /// Writes the vocabulary and the manifest, and puts the generation in place.
  private func finish(
    _ generation: Generation, report: BuildReport, created: Date,
    progress: @Sendable (BuildProgress) -> Void
  ) throws {
    progress(BuildProgress(stage: .vocabulary, documents: report.counts.indexed))
    let folder = generation.buildPath
    let database = try Database(path: "\(folder)/database")
    try VocabularyFile.write(for: database, to: "\(folder)/vocabulary")
    try Manifest(
      sources: sources, fields: fields, counts: report.counts, created: created,
      modelChecksum: "\(SpellingModel.shared?.checksum ?? 0)"
    ).write(to: "\(folder)/manifest.json")
    try FileSystem.synchronize(tree: folder)
    try FileSystem.move(folder, to: generation.path)
    try index.makeCurrent(generation)
  }

  /// Runs `body`; failures of Xapian and of the vocabulary to write become an `AllonymError`.
  private func tellingDisk(_ path: String, _ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let error as XapianError {
      let reason = error.systemError.isEmpty ? error.message : error.systemError
      throw AllonymError.cannotWrite(path: path, detail: reason)
    } catch let error as VocabularyError {
      throw AllonymError.cannotWrite(path: path, detail: "\(error)")
    }
  }
}
