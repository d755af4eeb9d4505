// SPDX-License-Identifier: GPL-2.0-or-later
import Synchronization

/// The processes that read for this one and have nothing to do at the moment.
final class ReaderPool: Sendable {
  let program: ReaderProgram
  private let idle = Mutex<[ReaderProcess]>([])
  private let found = Mutex<ReaderProblem?>(nil)

  init(_ program: ReaderProgram) {
    self.program = program
  }

  deinit {
    for process in idle.withLock({ $0 }) { process.end() }
  }

  /// Why no file can be read, where that is so.
  var problem: ReaderProblem? { found.withLock { $0 } }

  /// Why a file cannot be read; where the program is to blame that is noted, too.
  func reason(_ blame: ReaderProcess.Blame) -> Unreadable {
    switch blame {
    case .file(let reason):
      return reason
    case .program(let problem):
      found.withLock { $0 = $0 ?? problem }
      return Unreadable(.system, "cannot be read: \(problem)")
    }
  }

  /// One that waits, or a new one.
  func take() throws(Unreadable) -> ReaderProcess {
    if let process = idle.withLock({ $0.popLast() }) { return process }
    do throws(ReaderProcess.Blame) {
      let path: String
      do throws(ReaderProblem) {
        path = try program.located()
      } catch {
        throw .program(error)
      }
      return try ReaderProcess(path, program)
    } catch {
      throw reason(error)
    }
  }

  /// Takes one back that is asked nothing any more.
  func giveBack(_ process: ReaderProcess) {
    process.isWorn ? process.end() : idle.withLock { $0.append(process) }
  }
}
