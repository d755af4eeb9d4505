// SPDX-License-Identifier: GPL-2.0-or-later
internal import CProgram
import Glibc

/// A file that lies in memory only, for libraries and programs that read a descriptor.
package final class MemoryFile {
  private let descriptor: Int32

  /// A file that holds these bytes.
  package init(_ bytes: [UInt8]) throws(Unreadable) {
    descriptor = bytes.withUnsafeBytes { program_memory_file($0.baseAddress, $0.count) }
    guard descriptor >= 0 else { throw Unreadable(errno: errno) }
  }

  deinit {
    close(descriptor)
  }

  /// Calls `body` with the descriptor, which stands at the beginning the first time.
  package func withDescriptor<Value, Problem: Error>(
    _ body: (Int32) throws(Problem) -> Value
  ) throws(Problem) -> Value { try body(descriptor) }
}
