// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Glibc

/// The right to run the alerts of an index: one process at a time, and one that waits for it. It ends with the value
/// or the process, however that dies.
final class RunTurn: Sendable {
  private let descriptor: Int32

  /// Waits for the turn.
  ///
  /// - Parameter isPatient: whether to wait behind another that waits; that one will see what there is now.
  /// - Returns: nil where another waits already.
  init?(_ index: IndexDirectory, isPatient: Bool) throws {
    let waiting = try Self.opened("\(index.path)/.alerts-waiting")
    defer { close(waiting) }
    if flock(waiting, LOCK_EX | (isPatient ? 0 : LOCK_NB)) != 0 { return nil }
    descriptor = try Self.opened("\(index.path)/.alerts-running")
    while flock(descriptor, LOCK_EX) != 0 && errno == EINTR {}
  }

  deinit { close(descriptor) }

  private static func opened(_ path: String) throws -> Int32 {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw AllonymError.cannotWrite(path: path, detail: String(cString: strerror(errno)))
    }
    return descriptor
  }
}
