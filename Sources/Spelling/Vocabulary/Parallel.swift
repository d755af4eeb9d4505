// SPDX-License-Identifier: GPL-2.0-or-later
import Dispatch

/// Runs a job over parts of a range on all cores; the results come in the range's order.
package enum Parallel {
  package static func map<Result: Sendable>(
    count: Int, parts wanted: Int = 16, _ job: (Range<Int>) -> Result
  ) -> [Result] {
    let parts = count < wanted ? 1 : wanted
    let slots = Slots<Result>(count: parts)
    withoutActuallyEscaping(job) { job in
      // Every part is called once, and all calls end before `concurrentPerform` returns.
      nonisolated(unsafe) let sharedJob = job
      DispatchQueue.concurrentPerform(iterations: parts) { part in
        slots.results[part] = sharedJob(count * part / parts..<count * (part + 1) / parts)
      }
    }
    return slots.results.compactMap { $0 }
  }

  /// `@unchecked Sendable`: each slot is written by one call only, and read after all have ended.
  private final class Slots<Result>: @unchecked Sendable {
    let results: UnsafeMutableBufferPointer<Result?>

    init(count: Int) {
      results = .allocate(capacity: count)
      results.initialize(repeating: nil)
    }

    deinit {
      results.deinitialize()
      results.deallocate()
    }
  }
}
