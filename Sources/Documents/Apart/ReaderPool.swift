// SPDX-License-Identifier: GPL-2.0-or-later
import Synchronization

/// The processes that read for this one and have nothing to do at the moment.
final class ReaderPool: Sendable {
  let program: ReaderProgram
  private let idle = Mutex<[ReaderProcess]>([])

  init(_ program: ReaderProgram) {
    self.program = program
  }

  deinit {
    for process in idle.withLock({ $0 }) { process.end() }
  }

  /// One that waits, or a new one.
  func take() throws(Unreadable) -> ReaderProcess {
    if let process = idle.withLock({ $0.popLast() }) { return process }
    return try ReaderProcess(program)
  }

  /// Takes one back that is asked nothing any more.
  func giveBack(_ process: ReaderProcess) {
    process.isWorn ? process.end() : idle.withLock { $0.append(process) }
  }
}
