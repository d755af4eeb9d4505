// SPDX-License-Identifier: GPL-2.0-or-later
import CSpellingTables

/// The rows of a TSV table compiled into the program: comment lines begin with `#`, the first
/// other line names the columns.
enum TableFile {
  static func rows(of table: spelling_table) -> [[Substring]] {
    let bytes = UnsafeRawBufferPointer(start: table.bytes, count: table.count)
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    return lines.dropFirst().map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
  }

  /// The script of a table's first column.
  static func script(_ name: Substring) -> Script? {
    switch name {
    case "Latn": return .latin
    case "Arab": return .arabic
    case "Cyrl": return .cyrillic
    default: return nil
    }
  }
}
