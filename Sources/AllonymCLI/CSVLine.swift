// SPDX-License-Identifier: GPL-2.0-or-later

/// A line of a table with commas between its cells, by RFC 4180.
enum CSVLine {
  /// The line with the names of the columns, behind a byte order mark where one is wanted.
  static func head(_ columns: [String], bom: Bool) -> String {
    (bom ? "\u{FEFF}" : "") + encoded(columns)
  }

  /// The line with its end.
  static func encoded(_ cells: [String]) -> String {
    cells.map(quoted).joined(separator: ",") + "\r\n"
  }

  /// A cell, in quotes where its bytes would be read as more than text.
  private static func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x2C }) else { return cell }
    let parts = cell.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"\(parts.joined(separator: "\"\""))\""
  }
}
