// SPDX-License-Identifier: GPL-2.0-or-later

/// A line of a table with commas between its cells, by RFC 4180.
package enum CSVLine {
  /// The line with the names of the columns, behind a byte order mark where one is wanted.
  package static func head(_ columns: [String], bom: Bool) -> String {
    (bom ? "\u{FEFF}" : "") + encoded(columns)
  }

  /// The line with its end.
  package static func encoded(_ cells: [String]) -> String {
    cells.map(quoted).joined(separator: ",") + "\r\n"
  }

  /// A cell, in quotes where its bytes would be read as more than text.
  private static func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x2C }) else { return cell }
    let parts = cell.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"\(parts.joined(separator: "\"\""))\""
  }
}

/// A line of a table that is read.
package enum TableLine {
  /// The cells of a row between separators; of one with commas by RFC 4180.
  package static func cells(of line: String, separator: Unicode.Scalar) -> [String] {
    guard separator != "\t" else {
      return line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    var scalars = line.unicodeScalars.makeIterator()
    var next = scalars.next()
    while let scalar = next {
      next = scalars.next()
      switch scalar {
      case "\"" where isQuoted && next == "\"":
        cell.unicodeScalars.append(scalar)
        next = scalars.next()
      case "\"" where isQuoted || cell.isEmpty: isQuoted.toggle()
      case separator where !isQuoted:
        cells.append(cell)
        cell = ""
      default: cell.unicodeScalars.append(scalar)
      }
    }
    return cells + [cell]
  }
}
