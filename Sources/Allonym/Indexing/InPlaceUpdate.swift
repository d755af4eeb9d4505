// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Xapian

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Brings a generation up to date in its place, by commits of some seconds' work each: what a kill
/// can lose. Each is whole or not at all, and readers see the one that they opened. The caller has the
/// lock.
struct InPlaceUpdate {
  let generation: Generation
  let reading: SourceOptions
  let limits: BuildLimits
  let progress: @Sendable (BuildProgress) -> Void

  /// How many bytes and files are read for a commit.
  private static let batchBytes = 4 << 20
  private static let batchFiles = 2000

  /// What an update in place leaves to do.
  enum Outcome {
    case nothing
    /// The generation should be made compact.
    case compaction
    /// A few files hold too much: a new generation is to be made of these changes and what is there.
    case generation(UpdatePlan)
  }

  /// Makes the changes of a plan.
  func run(_ plan: UpdatePlan, _ report: inout RunReport) async throws -> Outcome {
    let hash = try generation.identityHash(limits)
    let database = try WritableDatabase(path: generation.databasePath, mode: .open)
    let folder = Generation(
      index: generation.index, number: generation.index.nextGenerationNumber()
    ).buildPath
    try FileSystem.makeFolder(folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let progress = self.progress
    let reader = DocumentReader(reading, program: limits.reader)
    var bytesDone = 0
    let batches = Self.batches(of: plan.changes)
    for (number, batch) in batches.enumerated() {
      try Task.checkCancellation()
      let build = SegmentBuild(
        folder: "\(folder)/\(number)", hash: hash, reader: reader, bytesTotal: plan.bytes,
        progress: { [bytesDone] in
          var all = $0
          all.bytesDone += bytesDone
          progress(all)
        }, limits: limits)
      try FileSystem.makeFolder(build.folder)
      var segments = try await build.segments(of: batch.map(\.file))
      guard isLittle(segments) else {
        try database.close()
        return .generation(rest(of: plan, batches[number...], &report))
      }
      report.replaced += try Segment.removeReplaced(in: &segments)
      let parts = try segments.map { try Database(path: $0.path) }
      let results = FileResult.results(of: segments)
      let revision = try (database.revision ?? 0) + 1
      try database.transaction {
        try UpdateChanges(plan, results, hash, isFirst: number == 0)
          .make(in: database, copyingFrom: parts)
        try VocabularyFile.writeNext(for: generation, database, revision: revision)
      }
      try VocabularyFile.adoptNext(for: generation, database)
      report.add(results, of: plan)
      bytesDone += batch.reduce(0) { $0 + $1.file.size }
      try FileManager.default.removeItem(atPath: build.folder)
    }
    report.add(plan)
    let documents = try database.documentCount
    try database.close()
    return documents > 0 && hasGrown ? .compaction : .nothing
  }

  /// Whether Xapian may hold the changes of a commit in memory: an archive unfolds to many times its size.
  private func isLittle(_ segments: [Segment]) -> Bool {
    let text = segments.reduce(0) { $0 + $1.documents.reduce(0) { $0 + $1.textBytes } }
    return text <= limits.memory / BuildLimits.memoryPerByte
  }

  /// What is to do from a batch on, and is not in the report yet.
  private func rest(
    of plan: UpdatePlan, _ batches: ArraySlice<[UpdatePlan.FileChange]>, _ report: inout RunReport
  ) -> UpdatePlan {
    var rest = plan
    rest.changes = batches.flatMap(\.self)
    if batches.startIndex > 0 {
      // What is not read was done with the first batch.
      report.add(plan)
      (rest.untouched, rest.sameContent, rest.stillFailing) = ([], [], [])
      (rest.moves, rest.deleted) = ([], [])
    }
    return rest
  }

  /// The files in batches; one without files where there are other changes only.
  private static func batches(of changes: [UpdatePlan.FileChange]) -> [[UpdatePlan.FileChange]] {
    var batches: [[UpdatePlan.FileChange]] = [[]]
    var bytes = 0
    for change in changes {
      if bytes >= batchBytes || batches[batches.count - 1].count >= batchFiles {
        batches.append([])
        bytes = 0
      }
      batches[batches.count - 1].append(change)
      bytes += change.file.size
    }
    return batches
  }

  private var hasGrown: Bool {
    guard let compact = try? Manifest(of: generation).databaseBytes,
      FileRecord.counts.contains(compact)
    else { return false }
    let now = FileSystem.size(of: generation.databasePath)
    return now > compact + limits.minGrowth && Double(now) > Double(compact) * limits.growth
  }
}
