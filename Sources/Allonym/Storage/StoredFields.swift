// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// The fields of a ``StoredDocument`` as they lie in Xapian, each made a string when it is asked for: who
/// asks many queries mostly wants an id.
struct StoredFields: Sendable {
  private let lines: [UInt8]

  /// The fields before the empty line that the text follows.
  init(of document: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while let base = document.baseAddress, start < document.count,
      let newline = memchr(base + start, 0x0A, document.count - start),
      newline > UnsafeRawPointer(base + start)
    {
      start = UnsafeRawPointer(newline) - UnsafeRawPointer(base) + 1
    }
    lines = Array(document[..<start])
  }

  /// How many bytes they take.
  var count: Int { lines.count }

  /// The value of a field; nil where there is none.
  subscript(name: StaticString) -> String? {
    let name = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    return lines.withUnsafeBufferPointer { lines in
      var start = 0
      while start < lines.count {
        let end = lines[start...].firstIndex(of: UInt8(ascii: "\n")) ?? lines.count
        let line = UnsafeBufferPointer(rebasing: lines[start..<end])
        if line.count > name.count, line[name.count] == UInt8(ascii: "="), line.starts(with: name) {
          return Self.unescaped(UnsafeBufferPointer(rebasing: line[(name.count + 1)...]))
        }
        start = end + 1
      }
      return nil
    }
  }

  private static func unescaped(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "\\")) else { return String(decoding: bytes, as: UTF8.self) }
    var plain: [UInt8] = []
    var escaped = false
    for byte in bytes {
      if escaped {
        plain.append(byte == UInt8(ascii: "n") ? UInt8(ascii: "\n") : byte)
        escaped = false
      } else if byte == UInt8(ascii: "\\") {
        escaped = true
      } else {
        plain.append(byte)
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }
}
