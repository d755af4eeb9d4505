// SPDX-License-Identifier: GPL-2.0-or-later

/// Numbers and texts as bytes, one after another: how the program and its reader speak.
package struct MessageWriter {
  /// What was written.
  package private(set) var bytes: [UInt8] = []

  /// - Parameter room: about how many bytes there will be.
  package init(room: Int = 256) {
    bytes.reserveCapacity(room)
  }

  /// Writes a number.
  package mutating func write(_ number: Int) {
    withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
  }

  /// Writes a number over an earlier one.
  mutating func write(_ number: Int, at offset: Int) {
    withUnsafeBytes(of: number.littleEndian) {
      bytes.replaceSubrange(offset..<offset + 8, with: $0)
    }
  }

  /// Writes bytes with their number before them.
  package mutating func write(_ content: [UInt8]) {
    write(content.count)
    bytes += content
  }

  /// Writes a text, or that there is none.
  package mutating func write(_ text: String?) {
    guard let text else { return write(-1) }
    write(text.utf8.count)
    bytes += text.utf8
  }
}

/// Reads what a ``MessageWriter`` wrote, or what passes for it: nothing is taken on trust.
package struct MessageReader {
  /// The bytes are no such message.
  package struct Garbled: Error {
    /// Nothing more is known.
    package init() {}
  }

  private var rest: ArraySlice<UInt8>

  /// Reads these bytes.
  package init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  /// Whether all has been read.
  var isAtEnd: Bool { rest.isEmpty }

  /// The number that comes next.
  package mutating func number() throws(Garbled) -> Int {
    guard rest.count >= 8 else { throw Garbled() }
    defer { rest = rest.dropFirst(8) }
    return rest.withUnsafeBytes { Int(littleEndian: $0.loadUnaligned(as: Int.self)) }
  }

  mutating func content() throws(Garbled) -> [UInt8] { Array(try slice(of: try number())) }

  /// The text that comes next.
  package mutating func text() throws(Garbled) -> String {
    guard let text = try textIfAny() else { throw Garbled() }
    return text
  }

  mutating func textIfAny() throws(Garbled) -> String? {
    let count = try number()
    if count == -1 { return nil }
    let bytes = try slice(of: count)
    guard let span = try? UTF8Span(validating: bytes.span) else { throw Garbled() }
    return String(copying: span)
  }

  private mutating func slice(of count: Int) throws(Garbled) -> ArraySlice<UInt8> {
    guard 0...rest.count ~= count else { throw Garbled() }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }
}
