// SPDX-License-Identifier: GPL-2.0-or-later
import CSpellingTables
import Glibc

/// The rows of a TSV table compiled into the program: comment lines begin with `#`, the first
/// other line names the columns.
///
/// A search in a new process reads some tables, so they are read by bytes where they lie, without a
/// string or an array for each cell.
struct TableFile: Sequence, IteratorProtocol {
  private var lines: TableCell.Parts

  init(_ table: spelling_table) {
    let bytes = UnsafeRawBufferPointer(start: table.bytes, count: table.count)
    lines = TableCell(bytes: bytes).split(at: "\n")
    _ = next()
  }

  mutating func next() -> TableRow? {
    while let line = lines.next() {
      if line.bytes.first != UInt8(ascii: "#") { return TableRow(line: line) }
    }
    return nil
  }
}

/// A row of a table.
struct TableRow {
  /// The number of cells.
  private(set) var count = 0

  private let line: TableCell
  /// Where each cell ends in the line.
  private var ends = InlineArray<8, Int>(repeating: 0)

  /// Finds the cells in one go: of some tables each row is looked at several times.
  fileprivate init(line: TableCell) {
    self.line = line
    for offset in 0..<line.bytes.count where line.bytes[offset] == UInt8(ascii: "\t") {
      endCell(at: offset)
    }
    endCell(at: line.bytes.count)
  }

  private mutating func endCell(at offset: Int) {
    if count < ends.count { ends[count] = offset }
    count += 1
  }

  /// The cell of a column; empty where the row has fewer. No table has more than eight.
  subscript(column: Int) -> TableCell {
    guard column < min(count, ends.count) else {
      return TableCell(bytes: UnsafeRawBufferPointer(start: nil, count: 0))
    }
    let start = column == 0 ? 0 : ends[column - 1] + 1
    return TableCell(bytes: UnsafeRawBufferPointer(rebasing: line.bytes[start..<ends[column]]))
  }
}

/// A cell of a table, or a part of one. The bytes are the program's own and always there.
struct TableCell {
  let bytes: UnsafeRawBufferPointer

  /// The cell as a string.
  var text: String { String(decoding: bytes, as: UTF8.self) }
  /// The cell as a number of few digits.
  var number: Int? {
    guard !bytes.isEmpty, bytes.count <= 9 else { return nil }
    var number = 0
    for byte in bytes {
      guard 0x30...0x39 ~= byte else { return nil }
      number = number * 10 + Int(byte - 0x30)
    }
    return number
  }
  /// The words of the cell.
  var words: Parts { split(at: " ") }

  /// Whether another cell holds the same.
  func isEqual(to other: TableCell) -> Bool {
    bytes.count == other.bytes.count && bytes.elementsEqual(other.bytes)
  }

  /// The script of a table's first column.
  var script: Script? {
    switch text {
    case "Latn": return .latin
    case "Arab": return .arabic
    case "Cyrl": return .cyrillic
    default: return nil
    }
  }

  /// The parts between separators.
  func split(at separator: Unicode.Scalar, keepingEmpty: Bool = false) -> Parts {
    Parts(rest: bytes, separator: UInt8(ascii: separator), keepsEmpty: keepingEmpty)
  }

  /// What stands between separators.
  struct Parts: Sequence, IteratorProtocol {
    /// What was not yet asked for; nil after the last part.
    fileprivate(set) var rest: UnsafeRawBufferPointer?
    fileprivate let separator: UInt8
    fileprivate let keepsEmpty: Bool

    mutating func next() -> TableCell? {
      while let bytes = rest, let start = bytes.baseAddress {
        let end = memchr(start, Int32(separator), bytes.count).map { UnsafeRawPointer($0) - start }
        rest = end.map {
          UnsafeRawBufferPointer(start: start + $0 + 1, count: bytes.count - $0 - 1)
        }
        let count = end ?? bytes.count
        if count > 0 || keepsEmpty {
          return TableCell(bytes: UnsafeRawBufferPointer(start: start, count: count))
        }
      }
      return nil
    }
  }
}
