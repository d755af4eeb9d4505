// SPDX-License-Identifier: GPL-2.0-or-later
import Synchronization

/// Counts of what was answered, in the text format of Prometheus.
final class Metrics: Sendable {
  /// The upper bounds of the times that are counted, in seconds.
  private static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  private struct Counts {
    var statuses: [Int: Int] = [:]
    var buckets = [Int](repeating: 0, count: Metrics.bounds.count + 1)
    var seconds = 0.0
  }

  private let counts = Mutex(Counts())

  /// Counts an answer.
  func count(_ status: Int, milliseconds: Double) {
    let seconds = milliseconds / 1000
    let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
    counts.withLock {
      $0.statuses[status, default: 0] += 1
      $0.buckets[bucket] += 1
      $0.seconds += seconds
    }
  }

  /// All counts, with what is known of the index.
  func text(documents: Int, generation: Int, waiting: Int) -> String {
    let counts = counts.withLock { $0 }
    var lines = ["# TYPE allonym_requests_total counter"]
    for (status, count) in counts.statuses.sorted(by: { $0.key < $1.key }) {
      lines.append("allonym_requests_total{status=\"\(status)\"} \(count)")
    }
    lines.append("# TYPE allonym_request_seconds histogram")
    var sum = 0
    for (index, count) in counts.buckets.enumerated() {
      sum += count
      let bound = index < Self.bounds.count ? "\(Self.bounds[index])" : "+Inf"
      lines.append("allonym_request_seconds_bucket{le=\"\(bound)\"} \(sum)")
    }
    lines.append("allonym_request_seconds_sum \(counts.seconds)")
    lines.append("allonym_request_seconds_count \(sum)")
    for (name, value) in [
      ("documents", documents), ("generation", generation), ("waiting_searches", waiting),
    ] {
      lines.append("# TYPE allonym_\(name) gauge")
      lines.append("allonym_\(name) \(value)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Bounds how much is made at a time of what takes long: exports, lists, pictures.
final class HeavyWork: Sendable {
  private let maximum: Int
  private let running = Mutex(0)

  init(maximum: Int) { self.maximum = maximum }

  /// Takes a place; whoever has it gives it back with ``leave()``.
  func enter() throws {
    let isFree = running.withLock { running in
      guard running < maximum else { return false }
      running += 1
      return true
    }
    guard isFree else { throw Problem.tooMany }
  }

  /// Gives a place back.
  func leave() { running.withLock { $0 -= 1 } }
}
