// SPDX-License-Identifier: GPL-2.0-or-later
import CSpellingTables

/// Names of countries and cities that need be no spellings of each other: Egypt, مصر, Египет.
///
/// The table `CSpellingTables/tables/place_names.tsv`, made of Unicode CLDR, is searched where it
/// lies: a search in a new process needs few of its lines, which are sorted.
package enum PlaceNames {
  /// A name of a place, with the other names of the place.
  package struct Row: Sendable {
    /// The words of the name, folded and without an article.
    package let words: [String]
    /// The other names as they are written.
    package let others: [String]

    init(_ line: TableCell) {
      var cells = line.split(at: "\t")
      words = cells.next()?.words.map(\.text) ?? []
      others = cells.map(\.text)
    }
  }

  /// The lines of the table, without what stands before them.
  private static var lines: UnsafeRawBufferPointer {
    let table = spelling_place_names()
    var parts = TableCell(bytes: UnsafeRawBufferPointer(start: table.bytes, count: table.count))
      .split(at: "\n")
    // Comments, and the names of the columns.
    while let line = parts.next(), line.bytes.first == UInt8(ascii: "#") {}
    return parts.rest ?? UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// Every name of the table.
  package static var rows: [Row] { TableCell(bytes: lines).split(at: "\n").map(Row.init) }

  /// The names whose first word is a folded word.
  package static func rows(beginningWith word: String) -> [Row] {
    let word = Array(word.utf8)
    let lines = lines
    let found = UnsafeRawBufferPointer(rebasing: lines[firstLine(of: lines, notBefore: word)...])
    // A tab and a space sort before all letters, so the lines stand side by side.
    return TableCell(bytes: found).split(at: "\n").prefix { line in
      guard line.bytes.starts(with: word), line.bytes.count > word.count else { return false }
      let next = line.bytes[word.count]
      return next == UInt8(ascii: "\t") || next == UInt8(ascii: " ")
    }.map(Row.init)
  }

  /// Whether a folded word is the name of a place.
  package static func holds(_ word: String) -> Bool {
    rows(beginningWith: word).contains { $0.words.count == 1 }
  }

  /// Where the first line begins that does not sort before a word.
  private static func firstLine(
    of lines: UnsafeRawBufferPointer, notBefore word: [UInt8]
  ) -> Int {
    let newline = UInt8(ascii: "\n")
    var (low, high) = (0, lines.count)
    while low < high {
      let middle = (low + high) / 2
      let start = lines[low..<middle].lastIndex(of: newline).map { $0 + 1 } ?? low
      let end = lines[middle..<high].firstIndex(of: newline) ?? high
      if lines[start..<end].lexicographicallyPrecedes(word) {
        low = min(end + 1, lines.count)
      } else {
        high = start
      }
    }
    return low
  }
}
