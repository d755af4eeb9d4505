// SPDX-License-Identifier: GPL-2.0-or-later
import Dispatch
import Glibc

/// Runs jobs side by side.
package enum Parallel {
  /// Runs a job over parts of a range on all cores; the results come in the range's order.
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

  /// Runs two jobs at the same time, the second on a thread of its own: one is there in a third of the time that
  /// the first of a dispatch queue takes, which counts where a process runs for some milliseconds.
  static func both<First, Second>(_ first: () -> First, _ second: () -> Second) -> (First, Second) {
    var result: Second?
    let own = withoutActuallyEscaping(second) { second in
      let job = Job { result = second() }
      // The thread has ended when the job goes.
      return withExtendedLifetime(job) { () -> First? in
        let start: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
          if let job = $0 { Unmanaged<Job>.fromOpaque(job).takeUnretainedValue().body() }
          return nil
        }
        var thread = pthread_t()
        guard
          pthread_create(&thread, nil, start, Unmanaged.passUnretained(job).toOpaque()) == 0
        else { return nil }
        let own = first()
        pthread_join(thread, nil)
        return own
      }
    }
    return (own ?? first(), result ?? second())
  }

  /// A job on its way to another thread.
  private final class Job {
    let body: () -> Void

    init(_ body: @escaping () -> Void) { self.body = body }
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
