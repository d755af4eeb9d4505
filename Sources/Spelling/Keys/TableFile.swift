// SPDX-License-Identifier: GPL-2.0-or-later
import CSpellingTables

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
  fileprivate let line: TableCell

  /// The number of cells.
  var count: Int { line.bytes.reduce(1) { $0 + ($1 == UInt8(ascii: "\t") ? 1 : 0) } }

  /// The cell of a column; empty where the row has fewer.
  subscript(column: Int) -> TableCell {
    var cells = line.split(at: "\t", keepingEmpty: true)
    for _ in 0..<column { _ = cells.next() }
    return cells.next() ?? TableCell(bytes: UnsafeRawBufferPointer(start: nil, count: 0))
  }
}

/// A cell of a table, or a part of one. The bytes are the program's own and always there.
struct TableCell {
  let bytes: UnsafeRawBufferPointer

  /// The cell as a string.
  var text: String { String(decoding: bytes, as: UTF8.self) }
  /// The cell as a number.
  var number: Int? { Int(text) }
  /// The words of the cell.
  var words: Parts { split(at: " ") }

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
      while let bytes = rest {
        let end = bytes.firstIndex(of: separator) ?? bytes.count
        rest = end < bytes.count ? UnsafeRawBufferPointer(rebasing: bytes[(end + 1)...]) : nil
        if end > 0 || keepsEmpty {
          return TableCell(bytes: UnsafeRawBufferPointer(rebasing: bytes[..<end]))
        }
      }
      return nil
    }
  }
}
