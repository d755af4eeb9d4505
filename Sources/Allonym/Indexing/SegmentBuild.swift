// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Synchronization
import Xapian

/// Fills segments side by side, one thread a core.
struct SegmentBuild {
  let folder: String
  let hash: IdentityHash
  let reader: DocumentReader
  let bytesTotal: Int
  let progress: @Sendable (BuildProgress) -> Void
  let limits: BuildLimits

  /// The segments of files, in the files' order.
  func segments(of files: [SourceFile]) async throws -> [Segment] {
    let queue = SegmentQueue(
      reader.workItems(of: files), memory: limits.memory, threads: limits.threads)
    let meter = Meter(bytesTotal: bytesTotal, progress)
    return try await withThrowingTaskGroup(of: [(Int, [Segment])].self) { group in
      for _ in 0..<limits.threads {
        group.addTask { [folder, hash, reader] in
          var segments: [(Int, [Segment])] = []
          while let job = queue.next() {
            await queue.begin(job)
            defer { queue.end(job) }
            try Task.checkCancellation()
            let path = "\(folder)/segment-\(job.number)"
            let parts = try Segment.build(
              at: path, from: job.items, hash: hash, reader: reader,
              maxText: 2 * queue.segmentBytes
            ) {
              meter.add(documents: $0, bytes: $1)
            }
            if let problem = reader.problem { throw AllonymError.readerUnusable(problem) }
            segments.append((job.number, parts))
          }
          return segments
        }
      }
      var all: [(Int, [Segment])] = []
      for try await segments in group { all += segments }
      return all.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }
  }
}

/// Adds up what the threads did.
private final class Meter: Sendable {
  private let state: Mutex<BuildProgress>
  private let progress: @Sendable (BuildProgress) -> Void

  init(bytesTotal: Int, _ progress: @escaping @Sendable (BuildProgress) -> Void) {
    state = Mutex(BuildProgress(stage: .reading, bytesTotal: bytesTotal))
    self.progress = progress
  }

  func add(documents: Int, bytes: Int) {
    let now = state.withLock { state in
      state.documents += documents
      state.bytesDone += bytes
      return state
    }
    progress(now)
  }
}
