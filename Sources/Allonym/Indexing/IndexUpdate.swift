// SPDX-License-Identifier: GPL-2.0-or-later
public import Documents
import Spelling
import Xapian

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Brings an index up to date with files and folders: what is new, changed, moved or gone since it was last
/// brought up to date. What it holds of other files stays.
///
/// A few changes are committed to the current generation in its place; many, as the first time, make a
/// new one.
public struct IndexUpdate: Sendable {
  let index: IndexDirectory
  let paths: [String]
  let reading: SourceOptions?
  let options: UpdateOptions

  /// From how many bytes of files to read on a new generation is the quicker: this many, or this share
  /// of the text of the index where it has less.
  private static let manyBytes = 64 << 20
  private static let fewBytes = 1 << 20
  private static let manyShare = 0.1

  /// An update of `index`, which is made if there is none.
  ///
  /// - Parameters:
  ///   - index: the index.
  ///   - paths: files and folders: what the index holds already, a part of it, or more. None means all
  ///     that it holds.
  ///   - reading: what is walked and how it is read; `nil` for those that the index remembers.
  ///   - options: what to look at more closely.
  public init(
    index: IndexDirectory, paths: [String], reading: SourceOptions? = nil,
    options: UpdateOptions = UpdateOptions()
  ) {
    self.index = IndexDirectory(path: AbsolutePath.of(index.path))
    self.paths = paths.map(AbsolutePath.of)
    self.reading = reading
    self.options = options
  }

  /// Runs the update.
  ///
  /// - Parameter progress: called from any thread.
  /// - Throws: `AllonymError` when a path is neither there nor known, nothing can be indexed, the index
  ///   is being written by another process, or the disk is full or not writable; `CancellationError`.
  public func run(
    progress: @escaping @Sendable (BuildProgress) -> Void = { _ in }
  ) async throws -> BuildReport {
    let run = IndexRun(index: index, program: options.limits.reader, progress: progress)
    if paths.isEmpty, try Manifest(of: index.currentGeneration()).sources.isEmpty {
      throw AllonymError.noSources(path: index.path)
    }
    for path in paths
    where !FileSystem.exists(path) && !options.passesOverMissing && !isPartOfSource(path) {
      if Self.sources(of: index, with: []).contains(path) {
        throw AllonymError.sourceGone(path: path)
      }
      throw AllonymError.sourceUnreadable(path: path, detail: "there is no such file or folder")
    }
    return try await run.locked {
      guard let generation = try former else { return try await rebuild(run, manifest: nil) }
      let manifest = try Manifest(of: generation)
      let sources = Self.sources(manifest.sources, with: paths)
      guard try reasonToReadAll(manifest) == nil else {
        return try await rebuild(run, manifest: manifest)
      }
      try generation.checkTables()
      return try await update(generation, manifest, sources, run)
    }
  }

  /// The generation to bring up to date; nil where there is no index yet.
  var former: Generation? {
    get throws {
      do {
        return try index.currentGeneration()
      } catch AllonymError.indexMissing {
        return nil
      }
    }
  }

  /// Whether a path lies within a folder that the index holds and that is there.
  private func isPartOfSource(_ path: String) -> Bool {
    let sources = (try? Manifest(of: index.currentGeneration()))?.sources ?? []
    return sources.contains {
      $0 != path && RawPath($0).contains(RawPath(path)) && FileSystem.exists($0)
    }
  }

  /// The sources of an index after more were named: none lies within another.
  static func sources(_ known: [String], with paths: [String]) -> [String] {
    var sources = known
    for path in paths where !sources.contains(where: { RawPath($0).contains(RawPath(path)) }) {
      sources.removeAll { RawPath(path).contains(RawPath($0)) }
      sources.append(path)
    }
    return sources
  }

  /// The sources of an index, of which there may be none yet, after more were named.
  static func sources(of index: IndexDirectory, with paths: [String]) -> [String] {
    sources((try? Manifest(of: index.currentGeneration()))?.sources ?? [], with: paths)
  }

  /// What its walk leaves out.
  var walkOptions: WalkOptions {
    (reading ?? (try? Manifest(of: index.currentGeneration()))?.reading ?? SourceOptions()).walk
  }

  /// Makes a generation of everything anew: there is none, or one that this update cannot go on with.
  private func rebuild(_ run: IndexRun, manifest: Manifest?) async throws -> BuildReport {
    var builder = IndexBuilder(
      index: index, sources: Self.sources(manifest?.sources ?? [], with: paths),
      reading: withNamed(reading ?? manifest?.reading ?? SourceOptions()))
    builder.limits = options.limits
    return try await builder.build(in: run)
  }

  private func update(
    _ generation: Generation, _ manifest: Manifest, _ sources: [String], _ run: IndexRun
  ) async throws -> BuildReport {
    run.progress(BuildProgress(stage: .walking))
    let parts = paths.isEmpty ? sources : paths
    let reading = withNamed(manifest.reading)
    var walkResult = try run.walkResult(of: sources, within: parts, options: reading.walk)
    if !options.acceptsEmpty {
      walkResult.failures += try emptied(sources, within: parts, walkResult, generation)
    }
    var report = RunReport(
      paths: parts, isRebuild: false, started: run.started, after: run.formerReport)
    report.add(walkResult)
    let plan = try plan(generation, parts, walkResult, run)
    var renewed = manifest
    // Before its documents come in: a rebuild must know of them.
    renewed.sources = sources
    renewed.reading = reading
    let build = GenerationBuild(
      index: index, sources: sources, reading: reading, limits: options.limits,
      progress: run.progress, started: run.started)
    if plan.isEmpty {
      try renewed.write(over: manifest, of: generation)
      report.add(plan)
      return try run.ended(generation, report)
    }
    let textBytes = try FileRecordStore.textBytes(in: Database(path: generation.databasePath))
    if plan.bytes > Self.fewBytes,
      plan.bytes > min(Self.manyBytes, Int(Double(textBytes) * Self.manyShare))
    {
      return try run.ended(try await build.run(plan, over: generation, &report), report)
    }
    renewed.checksums = nil
    try renewed.write(over: manifest, of: generation)
    let outcome = try await InPlaceUpdate(
      generation: generation, reading: reading, limits: options.limits,
      progress: run.progress
    ).run(plan, &report)
    switch outcome {
    case .nothing:
      return try run.ended(generation, report)
    case .generation(let rest):
      return try run.ended(try await build.run(rest, over: generation, &report), report)
    case .compaction:
      var none = report
      let compact = try await build.run(
        UpdatePlan(reading: WalkResult(), asOf: run.time), over: generation, &none)
      return try run.ended(compact, report)
    }
  }

  private func plan(
    _ generation: Generation, _ parts: [String], _ walkResult: WalkResult, _ run: IndexRun
  ) throws -> UpdatePlan {
    let database = try Database(path: generation.databasePath)
    var records: [RawPath: FileRecord] = [:]
    for part in parts {
      let known = try FileRecordStore.records(in: database, below: RawPath(part))
      if known.isEmpty, !paths.isEmpty, !options.passesOverMissing {
        try checkHoldsSomething(part, walkResult)
      }
      records.merge(known) { first, _ in first }
    }
    return UpdatePlan(updating: records, to: walkResult, options: options, asOf: run.time)
  }

  /// Sources of which the index holds documents and that hold no file at all any more: an unmounted disk
  /// leaves an empty folder.
  private func emptied(
    _ sources: [String], within parts: [String], _ walkResult: WalkResult, _ generation: Generation
  ) throws -> [ReadFailure] {
    let database = try Database(path: generation.databasePath)
    return try sources.compactMap { source in
      let path = RawPath(source)
      guard parts.contains(where: { RawPath($0).contains(path) }),
        walkResult.folders.contains(path),
        !walkResult.files.contains(where: { path.contains($0.path) }),
        !walkResult.skipped.contains(where: { path.contains(RawPath(shown: $0.path)) }),
        !walkResult.failures.contains(where: { path.contains(RawPath(shown: $0.path)) })
      else { return nil }
      let known = try FileRecordStore.records(in: database, below: path).values
      let documents = known.reduce(0) { $0 + $1.documents }
      guard documents > 0 else { return nil }
      return ReadFailure(
        path: path.shown, kind: .missing,
        reason:
          "holds no file any more, while the index has \(documents) documents of it: nothing is taken out, "
          + "as its disk may not be mounted; if it has moved, run 'allonym move \(source) NEW'; "
          + "if it is to be empty, 'allonym index --accept-empty'"
      )
    }
  }

  /// Checks that something was found below a path of which the index knows nothing.
  private func checkHoldsSomething(_ path: String, _ walkResult: WalkResult) throws {
    guard FileSystem.exists(path) else {
      throw AllonymError.sourceUnreadable(path: path, detail: "there is no such file or folder")
    }
    let found = walkResult.files.map(\.path) + walkResult.failures.map { RawPath(shown: $0.path) }
    guard found.contains(where: { RawPath(path).contains($0) }) else {
      throw AllonymError.nothingIndexed(paths: [path], failures: [])
    }
  }
}
