// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// A regular file that is open for reading, closed at the end of its life.
package final class OpenFile: Sendable {
  private let descriptor: Int32
  /// What the file was when it was opened.
  package let status: FileStatus

  /// Opens `path`, unless it is anything but a regular file.
  convenience init(_ path: RawPath) throws(Unreadable) {
    // A named pipe may have taken the file's place since the walk: without O_NONBLOCK, opening it
    // would wait for ever.
    guard !path.bytes.contains(0) else { throw Unreadable(errno: ENOENT) }
    let descriptor = path.withSystemPath { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
    guard descriptor >= 0 else { throw Unreadable(errno: errno) }
    try self.init(descriptor: descriptor)
  }

  /// Takes over an open file, unless it is anything but a regular one.
  package init(descriptor: Int32) throws(Unreadable) {
    do throws(Unreadable) {
      let status = try FileStatus(ofDescriptor: descriptor)
      guard status.kind == .file else { throw Unreadable(.system, "is no longer a regular file") }
      self.descriptor = descriptor
      self.status = status
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit {
    close(descriptor)
  }

  /// Up to `count` bytes from `offset`, fewer at the end of the file, and `padding` bytes of any
  /// content.
  package func bytes(at offset: Int, count: Int, padding: Int = 0) throws(Unreadable) -> [UInt8] {
    var failure: Unreadable?
    let bytes = [UInt8](unsafeUninitializedCapacity: count + padding) { buffer, initialized in
      do throws(Unreadable) {
        let length = try read(into: UnsafeMutableRawBufferPointer(buffer), at: offset, count: count)
        buffer[length..<length + padding].initialize(repeating: 0)
        initialized = length + padding
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Calls `body` with the descriptor, at the beginning of the file.
  package func withDescriptor<Value, Problem: Error>(
    _ body: (Int32) throws(Problem) -> Value
  ) throws(Problem) -> Value {
    // Opened without waiting for a pipe; a program that reads the file expects it as usual.
    lseek(descriptor, 0, SEEK_SET)
    return try body(descriptor)
  }

  private func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int, count: Int)
    throws(Unreadable) -> Int
  {
    var length = 0
    while length < count {
      let target = UnsafeMutableRawBufferPointer(rebasing: buffer[length..<count])
      let got = pread(descriptor, target.baseAddress, target.count, off_t(offset + length))
      if got == 0 { break }
      if got < 0 {
        if errno == EINTR { continue }
        throw Unreadable(errno: errno)
      }
      length += got
    }
    return length
  }
}
