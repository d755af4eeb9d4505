// SPDX-License-Identifier: GPL-2.0-or-later

/// Some whole lines or rows of a file.
package struct FilePart: Sendable, Equatable {
  /// The first byte.
  package var offset: Int
  /// How many bytes, with the last line's end.
  package var count: Int
  /// The number of the first line, from 1.
  package var firstLine: Int
  /// What the reader wants to know of the whole file when it reads the part: its own words.
  package var layout: [UInt8]

  /// A part of a file.
  package init(offset: Int, count: Int, firstLine: Int, layout: [UInt8] = []) {
    self.offset = offset
    self.count = count
    self.firstLine = firstLine
    self.layout = layout
  }
}

extension MessageWriter {
  mutating func write(_ part: FilePart) {
    write(part.offset)
    write(part.count)
    write(part.firstLine)
    write(part.layout)
  }

  mutating func write(_ reason: Unreadable) {
    write(reason.kind.rawValue)
    write(reason.reason)
  }
}

extension MessageReader {
  mutating func part() throws(Garbled) -> FilePart {
    let (offset, count, line) = (try number(), try number(), try number())
    guard offset >= 0, count >= 0, line >= 1, count <= Int.max - offset else { throw Garbled() }
    return FilePart(offset: offset, count: count, firstLine: line, layout: try content())
  }

  mutating func reason() throws(Garbled) -> Unreadable {
    guard let kind = FailureKind(rawValue: try text()) else { throw Garbled() }
    return Unreadable(kind, try text())
  }

  mutating func type() throws(Garbled) -> DocumentType {
    guard let type = DocumentType(rawValue: try text()) else { throw Garbled() }
    return type
  }
}
