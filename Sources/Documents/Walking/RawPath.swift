// SPDX-License-Identifier: GPL-2.0-or-later

/// A path as the file system knows it: bytes, in no certain encoding.
///
/// Its ``shown`` form is text on one line that is safe to print, and leads back to the same bytes: a
/// byte that is not UTF-8, and each byte of a control character, a line separator or a bidirectional
/// override, is written `\xNN` with two lower-case hexadecimal digits. A backslash stays as it is,
/// except before `x` and two such digits, where it is written `\x5c`. Ordinary names are shown as
/// they are.
public struct RawPath: Sendable, Hashable, Comparable {
  /// The bytes, without the closing NUL.
  public let bytes: [UInt8]

  /// The path with these bytes.
  public init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// In the order of their bytes.
  public static func < (left: Self, right: Self) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  /// The path as a person or program typed it.
  public init(_ text: String) {
    self.init(bytes: Array(text.utf8))
  }

  /// The path that is shown as `shown`.
  public init(shown: String) {
    let source = Array(shown.utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.count)
    var index = 0
    while index < source.count {
      if let byte = Self.escapedByte(in: source, at: index) {
        bytes.append(byte)
        index += 4
      } else {
        bytes.append(source[index])
        index += 1
      }
    }
    self.init(bytes: bytes)
  }

  /// The path as text that is safe to print and leads back to the path.
  public var shown: String {
    if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7f && $0 != 0x5c }) {
      return String(decoding: bytes, as: UTF8.self)
    }
    var text: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let length = Self.printableLength(in: bytes, at: index)
      if length == 0 || Self.escapedByte(in: bytes, at: index) != nil {
        text += Self.escape(bytes[index])
        index += 1
      } else {
        text += bytes[index..<index + length]
        index += length
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Whether this is a path itself or the folder of it, at any depth.
  public func contains(_ path: RawPath) -> Bool {
    guard path.bytes.starts(with: bytes) else { return false }
    return path.bytes.count == bytes.count || bytes.last == UInt8(ascii: "/")
      || path.bytes[bytes.count] == UInt8(ascii: "/")
  }

  /// The last component.
  public var name: [UInt8] {
    let trimmed = bytes.dropLast(while: { $0 == UInt8(ascii: "/") })
    return Array(trimmed.suffix(while: { $0 != UInt8(ascii: "/") }))
  }

  /// The folder that this is in.
  public var folder: RawPath {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return RawPath(".") }
    return RawPath(bytes: Array(bytes[..<max(slash, 1)]))
  }

  /// What follows the last dot of the name, in lower-case ASCII; empty where the name has no
  /// extension.
  package var fileExtension: String {
    let name = name
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return "" }
    return RawPath(bytes: name[(dot + 1)...].map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 })
      .shown
  }

  /// The path of an entry of the folder that this path names.
  func entry(_ name: [UInt8]) -> RawPath {
    bytes.last == UInt8(ascii: "/")
      ? RawPath(bytes: bytes + name) : RawPath(bytes: bytes + [UInt8(ascii: "/")] + name)
  }

  /// Calls `body` with the path as the system wants it.
  func withSystemPath<Value>(_ body: (UnsafePointer<CChar>) -> Value) -> Value {
    (bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
      // The closing NUL is in it, so the buffer is never empty and has an address.
      buffer.baseAddress.map(body) ?? body("")
    }
  }
}

extension RawPath {
  private static let digits = Array("0123456789abcdef".utf8)

  private static func escape(_ byte: UInt8) -> [UInt8] {
    [UInt8(ascii: "\\"), UInt8(ascii: "x"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }

  /// The byte that `\xNN` at `index` stands for.
  private static func escapedByte(in bytes: [UInt8], at index: Int) -> UInt8? {
    guard index + 3 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "x"),
      let high = digits.firstIndex(of: bytes[index + 2]),
      let low = digits.firstIndex(of: bytes[index + 3])
    else { return nil }
    return UInt8(high << 4 | low)
  }

  /// How many bytes the printable character at `index` takes; 0 where there is none.
  private static func printableLength(in bytes: [UInt8], at index: Int) -> Int {
    let first = bytes[index]
    if first < 0x80 { return first >= 0x20 && first != 0x7f ? 1 : 0 }
    let length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
    guard index + length <= bytes.count,
      let text = String(validating: bytes[index..<index + length], as: UTF8.self),
      let scalar = text.unicodeScalars.first
    else { return 0 }
    switch scalar.value {
    case 0x80...0x9f, 0x2028...0x202e, 0x2066...0x2069: return 0
    default: return length
    }
  }
}

extension BidirectionalCollection {
  fileprivate func dropLast(while condition: (Element) -> Bool) -> SubSequence {
    var end = endIndex
    while end != startIndex, condition(self[index(before: end)]) { end = index(before: end) }
    return self[..<end]
  }

  fileprivate func suffix(while condition: (Element) -> Bool) -> SubSequence {
    self[dropLast(while: condition).endIndex...]
  }
}
