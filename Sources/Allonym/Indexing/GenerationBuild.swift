// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Spelling
import Xapian

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Makes a new generation: of files alone, or of a former generation and what has changed since.
///
/// Files are read and analysed in parallel into small databases side by side, which are then merged by
/// compaction, with a copy of the former database from which the changed documents are deleted. The caller
/// has the lock.
struct GenerationBuild {
  let index: IndexDirectory
  let sources: [String]
  let reading: SourceOptions
  let limits: BuildLimits
  let progress: @Sendable (BuildProgress) -> Void
  /// When the run began.
  let started: Date

  /// Makes the generation and puts it in place.
  ///
  /// - Parameters:
  ///   - plan: what to read and to change.
  ///   - former: the generation that it is an update of.
  func run(_ plan: UpdatePlan, over former: Generation?, _ report: inout RunReport) async throws
    -> Generation
  {
    let generation = Generation(index: index, number: index.nextGenerationNumber())
    var isComplete = false
    defer {
      if !isComplete { try? FileManager.default.removeItem(atPath: generation.buildPath) }
    }
    try FileSystem.makeFolder(generation.buildPath)
    let counts = try await fill(generation, plan, over: former, &report)
    try Task.checkCancellation()
    try finish(generation, counts)
    isComplete = true
    return generation
  }

  /// Fills the segments and merges them with what is left of the former database.
  private func fill(
    _ generation: Generation, _ plan: UpdatePlan, over former: Generation?,
    _ report: inout RunReport
  ) async throws -> Manifest.Counts {
    let folder = generation.buildPath
    let hash = try former.map { try $0.identityHash(limits) } ?? .random(bits: limits.identityBits)
    var segments = try await SegmentBuild(
      folder: folder, hash: hash, reader: DocumentReader(reading, program: limits.reader),
      bytesTotal: plan.bytes, progress: progress, limits: limits
    ).segments(of: plan.changes.map(\.file))
    report.replaced += try Segment.removeReplaced(in: &segments)
    let results = FileResult.results(of: segments)
    try Task.checkCancellation()
    let base = "\(folder)/base"
    if let former { try FileSystem.copy(folder: former.databasePath, to: base) }
    let database = try WritableDatabase(path: base, options: [.noSync])
    // In a transaction Xapian does not commit by itself after some thousand changes.
    try database.transaction {
      try hash.write(to: database)
      try UpdateChanges(plan, results, hash).make(in: database, copyingFrom: nil)
    }
    report.add(plan)
    report.add(results, of: plan)
    let documents =
      try database.documentCount + results.reduce(0) { $0 + $1.documents.count }
    guard documents > 0 else {
      throw AllonymError.nothingIndexed(
        paths: sources, failures: results.flatMap(\.failures))
    }
    var counts = Manifest.Counts()
    counts.indexed = documents
    counts.textBytes = try FileRecordStore.textBytes(in: database)
    try database.close()
    progress(BuildProgress(stage: .merging, documents: documents))
    try SegmentMerge.merge(
      [base] + segments.map(\.path), into: "\(folder)/database", atOnce: limits.mergedAtOnce)
    return counts
  }

  /// Writes the vocabulary and the manifest, and puts the generation in place.
  private func finish(_ generation: Generation, _ counts: Manifest.Counts) throws {
    progress(BuildProgress(stage: .vocabulary, documents: counts.indexed))
    let folder = generation.buildPath
    let database = try Database(path: "\(folder)/database")
    try VocabularyFile.write(for: database, to: "\(folder)/vocabulary")
    try Manifest(
      sources: sources, reading: reading, counts: counts, created: started,
      modelChecksum: "\(SpellingModel.shared?.checksum ?? 0)", database: database,
      in: "\(folder)/database"
    ).write(to: "\(folder)/manifest.json")
    try FileSystem.synchronize(tree: folder)
    try Task.checkCancellation()
    try FileSystem.move(folder, to: generation.path)
    try index.makeCurrent(generation)
  }
}

extension Generation {
  /// The hash that distinguishes its documents and files.
  func identityHash(_ limits: BuildLimits) throws -> IdentityHash {
    let database = try Database(path: databasePath)
    guard let hash = try IdentityHash(of: database, bits: limits.identityBits) else {
      throw AllonymError.indexDamaged(
        path: index.path, detail: "it does not tell by what its documents are told apart")
    }
    return hash
  }
}

extension UpdateChanges {
  /// The changes of a plan, some or all of whose files were read.
  init(
    _ plan: UpdatePlan, _ results: [FileResult], _ hash: IdentityHash, isFirst: Bool = true
  ) {
    time = plan.time
    self.hash = hash
    let planned = Dictionary(
      plan.changes.map { ($0.file.path, $0) }, uniquingKeysWith: { first, _ in first })
    self.results = results.map {
      ($0, planned[$0.file.path]?.former, planned[$0.file.path]?.failedBefore)
    }
    guard isFirst else { return }
    deleted = plan.deleted
    moves = plan.moves
    sameContent = plan.sameContent
  }
}
