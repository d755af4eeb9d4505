// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// Writes a file so that readers see the old one or the whole new one.
enum AtomicFile {
  /// Writes what `body` hands over, piece by piece.
  static func write(
    to path: String, _ body: (_ writer: (UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws {
    let temporary = "\(path).\(getpid()).partial"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw VocabularyError.system(call: "open", path: temporary, code: errno)
    }
    do {
      defer { close(descriptor) }
      try body { try writeAll($0, to: descriptor, path: temporary) }
      guard fsync(descriptor) == 0 else {
        throw VocabularyError.system(call: "fsync", path: temporary, code: errno)
      }
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, path) == 0 else {
      let code = errno
      unlink(temporary)
      throw VocabularyError.system(call: "rename", path: path, code: code)
    }
  }

  /// Writes all bytes to an open file.
  static func writeAll(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String
  ) throws {
    var offset = 0
    while offset < bytes.count {
      let written = systemWrite(
        descriptor, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
      if written < 0 {
        if errno == EINTR { continue }
        throw VocabularyError.system(call: "write", path: path, code: errno)
      }
      offset += written
    }
  }
}

/// The system call; inside `AtomicFile` its name would find `AtomicFile.write`.
private func systemWrite(
  _ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int
) -> Int {
  write(descriptor, start, count)
}
