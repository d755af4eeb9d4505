// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Glibc

/// How the cells of a table are kept apart: RFC 4180 with a separator of its own.
///
/// A cell that begins with a quote ends with one, holds separators and line ends, and writes a quote
/// as two. A quote within any other cell stands for itself. Rows end with LF or CR LF, in tables of old
/// Macintoshes with CR alone.
struct CSVDialect: Sendable, Equatable {
  /// The byte between two cells.
  var separator: UInt8
  /// The byte that ends a row.
  var lineEnd = UInt8(ascii: "\n")

  private static let quote = UInt8(ascii: "\"")

  /// Where a cell lies in its row, quotes left out.
  struct Cell: Equatable {
    var range: Range<Int>
    /// Whether it holds doubled quotes.
    var hasQuotes = false
  }

  /// The length of the row at the beginning of `bytes`, with its line end; nil where it does not end in
  /// them.
  func rowLength(in bytes: UnsafeRawBufferPointer) -> Int? {
    guard let start = bytes.baseAddress, let end = memchr(start, Int32(lineEnd), bytes.count) else {
      return nil
    }
    let length = UnsafeRawPointer(end) - start + 1
    guard memchr(start, Int32(Self.quote), length) != nil else { return length }
    var isCellStart = true
    var offset = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == Self.quote && isCellStart {
        guard let closing = closingQuote(of: bytes, from: offset + 1) else { return nil }
        offset = closing
        isCellStart = false
      } else if byte == lineEnd {
        return offset + 1
      } else {
        // A space before a quote is no part of the cell.
        isCellStart = byte == separator || isCellStart && byte == 0x20
      }
      offset += 1
    }
    return nil
  }

  /// The place of the quote that closes a cell whose content begins at `start`.
  private func closingQuote(of bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    var offset = start
    while offset < bytes.count,
      let found = memchr(base + offset, Int32(Self.quote), bytes.count - offset)
    {
      let quote = UnsafeRawPointer(found) - base
      guard quote + 1 < bytes.count, bytes[quote + 1] == Self.quote else { return quote }
      offset = quote + 2
    }
    return nil
  }

  /// The cells of a row, which may have its line end.
  func cells(of row: UnsafeRawBufferPointer) throws(Unreadable) -> [Cell] {
    var end = row.count
    if end > 0, row[end - 1] == 0x0a { end -= 1 }
    if end > 0, row[end - 1] == 0x0d { end -= 1 }
    let row = UnsafeRawBufferPointer(rebasing: row[..<end])
    var cells: [Cell] = []
    var offset = 0
    while true {
      let cell: Cell
      let start = row[offset...].prefix(while: { $0 == 0x20 }).endIndex
      if start > offset, start < end, row[start] == Self.quote { offset = start }
      if offset < end, row[offset] == Self.quote {
        cell = try quotedCell(of: row, at: offset)
        offset = cell.range.upperBound + 1
        while offset < end, row[offset] == 0x20 { offset += 1 }
      } else {
        let next = row[offset...].firstIndex(of: separator) ?? end
        cell = Cell(range: offset..<next)
        offset = next
      }
      cells.append(cell)
      if offset >= end { return cells }
      offset += 1
    }
  }

  private func quotedCell(of row: UnsafeRawBufferPointer, at quote: Int) throws(Unreadable) -> Cell
  {
    guard let closing = closingQuote(of: row, from: quote + 1) else {
      throw Unreadable(
        .badRecord, "opens a quote that is never closed; what follows it is not read")
    }
    let next = row[(closing + 1)...].first { $0 != 0x20 }
    guard next == nil || next == separator else {
      throw Unreadable(.badRecord, "has more in a cell after its closing quote")
    }
    let content = quote + 1..<closing
    return Cell(range: content, hasQuotes: row[content].contains(Self.quote))
  }

  /// The bytes of a cell, doubled quotes made one.
  static func content(of cell: Cell, in row: UnsafeRawBufferPointer) -> [UInt8] {
    guard cell.hasQuotes else { return Array(row[cell.range]) }
    var bytes: [UInt8] = []
    var isSecond = false
    for byte in row[cell.range] {
      isSecond = byte == quote && !isSecond
      if !isSecond { bytes.append(byte) }
    }
    return bytes
  }
}
