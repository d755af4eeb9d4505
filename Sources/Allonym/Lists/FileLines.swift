// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// The lines of a file one after the other, `-` for standard input, without holding the file in memory.
package struct FileLines: ~Copyable {
  private let path: String
  private let file: Int32
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  private var chunk = [UInt8](repeating: 0, count: 1 << 18)

  /// The number of the line that was read last, from 1.
  package private(set) var number = 0
  /// Where in the file that line begins, in bytes.
  package private(set) var offset = 0
  /// Where the next one begins.
  private var end = 0
  /// How many bytes were read.
  package private(set) var bytesRead = 0
  /// The size of the file; nil where it is none.
  package let size: Int?

  package init(_ path: String) throws {
    self.path = path
    file = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw LineFileError(path: path, code: errno) }
    var status = stat()
    size =
      fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
  }

  deinit { if file != STDIN_FILENO { close(file) } }

  /// The next line without its end; nil after the last.
  package mutating func next() throws -> [UInt8]? {
    while true {
      if let end = buffer[start...].firstIndex(of: 0x0A) {
        defer { start = end + 1 }
        return line(buffer[start..<end])
      }
      if isAtEnd {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        return line(buffer[start...])
      }
      try fill()
    }
  }

  /// Whether no line is left.
  package mutating func isDone() throws -> Bool {
    while start == buffer.count, !isAtEnd { try fill() }
    return start == buffer.count
  }

  private mutating func line(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    number += 1
    offset = end
    end += bytes.count + 1
    var bytes = bytes
    if number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    if bytes.last == 0x0D { bytes = bytes.dropLast() }
    return Array(bytes)
  }

  private mutating func fill() throws {
    if start > 0 {
      buffer.removeSubrange(..<start)
      start = 0
    }
    while true {
      let count = read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw LineFileError(path: path, code: errno) }
      isAtEnd = count == 0
      bytesRead += count
      buffer += chunk[..<count]
      return
    }
  }
}

/// A file of lines could not be read.
package struct LineFileError: Error, CustomStringConvertible {
  let path: String
  let code: Int32

  package var description: String {
    "Cannot read \(path == "-" ? "standard input" : path): \(String(cString: strerror(code)))."
  }
}
