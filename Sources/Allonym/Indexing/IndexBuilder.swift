// SPDX-License-Identifier: GPL-2.0-or-later
public import Documents
import Spelling
import Xapian

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Builds a complete new generation of an index from files and folders.
///
/// The former generation answers searches until the new one is in place, and stays in place when the
/// build fails.
public struct IndexBuilder: Sendable {
  private let index: IndexDirectory
  private let sources: [String]
  private let reading: SourceOptions
  /// What the build may take of the machine.
  public var limits = BuildLimits()

  /// A build of `sources` into `index`.
  ///
  /// - Parameters:
  ///   - index: where the new generation goes; the folder is made if need be.
  ///   - sources: files and folders.
  ///   - reading: what is walked and how it is read.
  public init(
    index: IndexDirectory, sources: [String], reading: SourceOptions = SourceOptions()
  ) {
    self.index = IndexDirectory(path: AbsolutePath.of(index.path))
    self.sources = sources.map(AbsolutePath.of)
    self.reading = reading
  }

  /// What the index is made of and would not be made of after the build.
  public var sourcesLeftOut: [String] {
    let known = (try? Manifest(of: index.currentGeneration()))?.sources ?? []
    return known.filter { source in
      !sources.contains { RawPath($0).contains(RawPath(source)) }
    }
  }

  /// Runs the build.
  ///
  /// - Parameter progress: called from any thread.
  /// - Throws: `AllonymError` when a source is missing, nothing can be indexed, the index is being
  ///   written by another process, or the disk is full or not writable; `CancellationError`.
  public func build(
    progress: @escaping @Sendable (BuildProgress) -> Void = { _ in }
  ) async throws -> BuildReport {
    guard !sources.isEmpty else { throw AllonymError.noSources(path: index.path) }
    let known = (try? Manifest(of: index.currentGeneration()))?.sources ?? []
    for source in sources where !FileSystem.exists(source) {
      if known.contains(source) { throw AllonymError.sourceGone(path: source) }
      throw AllonymError.sourceUnreadable(path: source, detail: "there is no such file or folder")
    }
    let run = IndexRun(index: index, program: limits.reader, progress: progress)
    return try await run.locked { try await build(in: run) }
  }

  /// Runs the build for a caller that has the lock.
  func build(in run: IndexRun) async throws -> BuildReport {
    run.progress(BuildProgress(stage: .walking))
    let walkResult = try run.walkResult(of: sources, options: reading.walk)
    var report = RunReport(
      paths: sources, isRebuild: true, started: run.started, after: run.formerReport)
    report.add(walkResult)
    let build = GenerationBuild(
      index: index, sources: sources, reading: reading, limits: limits, progress: run.progress,
      started: run.started)
    let plan = UpdatePlan(
      reading: walkResult, failedBefore: run.failedRecords(), asOf: run.time)
    do {
      return try run.ended(try await build.run(plan, over: nil, &report), report)
    } catch AllonymError.nothingIndexed(let paths, let failures) {
      throw AllonymError.nothingIndexed(paths: paths, failures: walkResult.failures + failures)
    }
  }
}
