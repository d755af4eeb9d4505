// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Spelling
import Xapian

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What every run that writes an index begins and ends with.
struct IndexRun: Sendable {
  let index: IndexDirectory
  let program: ReaderProgram
  let progress: @Sendable (BuildProgress) -> Void
  let started = Date()
  private let start = ContinuousClock.now

  /// - Parameter program: what reads the files.
  init(
    index: IndexDirectory, program: ReaderProgram,
    progress: @escaping @Sendable (BuildProgress) -> Void
  ) {
    self.index = index
    self.program = program
    self.progress = progress
  }

  /// When it began, in nanoseconds since 1970.
  var time: Int { Int(started.timeIntervalSince1970 * 1e9) }

  /// What Xapian says of a database that cannot be as it was written.
  private static let damage: [XapianError.Kind] = [
    .databaseCorrupt, .databaseOpening, .databaseNotFound, .databaseVersion, .documentNotFound,
  ]

  /// Runs `body` with what reading needs and the right to write; failures of Xapian and of the vocabulary
  /// to write become an `AllonymError`.
  func locked<Result>(_ body: () async throws -> Result) async throws -> Result {
    try AllonymError.checkModel()
    do throws(ReaderProblem) {
      try DocumentReader(program: program).checkProgram()
    } catch {
      throw AllonymError.readerUnusable(error)
    }
    let lock = try WriterLock(index)
    defer { withExtendedLifetime(lock) {} }
    index.removeDebris()
    do {
      return try await body()
    } catch let error as XapianError where Self.damage.contains(error.kind) {
      throw AllonymError.reading(index.path, failed: error)
    } catch let error as XapianError {
      let reason = error.systemError.isEmpty ? error.message : error.systemError
      throw AllonymError.cannotWrite(path: index.path, detail: reason)
    } catch let error as VocabularyError {
      throw AllonymError.cannotWrite(path: index.path, detail: "\(error)")
    }
  }

  /// What the last run told, if there was one.
  var formerReport: RunReport? { try? RunReport(of: index.currentGeneration()) }

  /// What could not be read of the files that the index holds.
  func failedRecords() -> [RawPath: FileRecord] {
    guard let generation = try? index.currentGeneration(),
      let database = try? Database(path: generation.databasePath),
      let records = try? FileRecordStore.records(in: database, below: RawPath(bytes: []))
    else { return [:] }
    return records.filter { $0.value.failureCount > 0 }
  }

  /// What the sources hold, but for the index itself where it lies within them.
  func walkResult(
    of sources: [String], within parts: [String]? = nil, options: WalkOptions
  ) throws(AllonymError) -> WalkResult {
    let reader = DocumentReader(program: program)
    var walkResult = FolderWalk.walkResult(
      of: sources.map { RawPath($0) }, within: parts.map { $0.map { RawPath($0) } },
      options: options, recognisedBy: reader)
    if let problem = reader.problem { throw .readerUnusable(problem) }
    walkResult.failures = walkResult.failures.map { failure in
      guard failure.kind == .missing,
        sources.contains(where: { RawPath($0) == RawPath(shown: failure.path) })
      else {
        return failure
      }
      return ReadFailure(
        path: failure.path, kind: .missing, reason: SourceGone.reason(failure.path))
    }
    let own = RawPath(index.path)
    walkResult.files.removeAll { own.contains($0.path) }
    walkResult.skipped.removeAll { own.contains(RawPath(shown: $0.path)) }
    return walkResult
  }

  /// Writes the report of a run into the generation that it ended with.
  func ended(_ generation: Generation, _ report: RunReport) throws -> BuildReport {
    var report = report
    let database = try Database(path: generation.databasePath)
    report.documents = try database.documentCount
    report.seconds = (ContinuousClock.now - start) / .seconds(1)
    try report.write(to: generation)
    return BuildReport(
      run: report, indexBytes: FileSystem.size(of: generation.path), generation: generation)
  }
}
