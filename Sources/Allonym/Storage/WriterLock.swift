// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// The right to write an index. At most one process has it; it ends with the value or the process,
/// however that dies, because the kernel holds the lock (`flock(2)`).
final class WriterLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock of an index, whose folder is made if need be.
  ///
  /// - Throws: `AllonymError.indexLocked` when another process has it, `.foreignFolder` when the folder
  ///   is used for something else, `.cannotWrite` when it cannot be written.
  init(_ index: IndexDirectory) throws {
    try index.checkIsNotForeign()
    try FileSystem.makeFolder(index.path)
    let path = "\(index.path)/lock"
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw AllonymError.cannotWrite(path: path, detail: FileSystem.systemMessage(errno))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw AllonymError.indexLocked(path: index.path)
    }
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }
}
