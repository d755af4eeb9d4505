// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Synchronization

/// Cuts the work into segments of about the same size and hands them out to threads. The cut depends
/// on the files alone, so the index is the same whatever the number of threads.
final class SegmentQueue: Sendable {
  /// One segment's work.
  struct Job: Sendable {
    var number: Int
    var items: [WorkItem]
  }

  /// How many bytes of files go into a segment. Measured on 126 MB of news in three languages: from
  /// 1 to 16 MB the time is the same; the index takes 0.97 of its space with 2 MB.
  static let segmentBytes = 8 << 20
  /// How many items at most: a file may be tiny.
  private static let mostItems = 20_000

  private struct State {
    var items: WorkItems
    var next = 0
  }
  private let state: Mutex<State>

  init(_ items: sending WorkItems) {
    state = Mutex(State(items: items))
  }

  /// The next segment's work, nil after the last.
  func next() -> Job? {
    state.withLock { state in
      var items: [WorkItem] = []
      var bytes = 0
      while bytes < Self.segmentBytes, items.count < Self.mostItems, let item = state.items.next() {
        items.append(item)
        bytes += item.bytes
      }
      guard !items.isEmpty else { return nil }
      defer { state.next += 1 }
      return Job(number: state.next, items: items)
    }
  }
}
