// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym

/// Prints an answer page by page, so that no number of hits takes more memory than a page.
struct SearchPrinter {
  /// How many hits are in memory at a time.
  static let pageSize = 1000

  var format: SearchCommand.Format?
  var off: Set<String>
  var style: Style
  /// Whether any document matches.
  private(set) var hasFound = false
  private var printed = 0
  private var isBegun = false
  /// What follows the hits.
  private var end = ""

  init(format: SearchCommand.Format?, off: Set<String>, style: Style) {
    self.format = format
    self.off = off
    self.style = style
  }

  /// Prints the next page.
  mutating func print(_ page: SearchResult) throws {
    let isFirst = !isBegun
    if isFirst { begin(page) }
    printed += page.hits.count
    switch format {
    case .json: try printObject(page, isFirst: isFirst)
    case .jsonl: try Output.write(page.hits.map { HitJSON($0).line }.joined())
    // A table goes with --batch only.
    case nil, .csv:
      let text = SearchText(page, style: style)
      try Output.write(isFirst ? text.text : text.hits)
    }
  }

  private mutating func begin(_ page: SearchResult) {
    isBegun = true
    hasFound = !page.hits.isEmpty || page.total > 0
    for note in page.distinctNotes { StandardError.write("note: \(note)\n") }
    if format != .json { Self.tell(page.suggestions) }
  }

  /// Prints a page as a piece of the one object that the answer is.
  private mutating func printObject(_ page: SearchResult, isFirst: Bool) throws {
    if isFirst {
      guard page.hits.count < page.shown else {
        return try Output.write(SearchJSON(page, off: off).line)
      }
      var empty = page
      empty.hits = []
      let line = SearchJSON(empty, off: off).line
      // Within a string the quotes would have backslashes.
      guard let place = line.firstRange(of: "\"hits\":[") else { return }
      try Output.write(String(line[..<place.upperBound]))
      end = String(line[place.upperBound...])
    }
    let hits = page.hits.map { HitJSON($0).line.dropLast() }.joined(separator: ",")
    try Output.write(isFirst ? hits : "," + hits)
    if printed >= page.shown { try Output.write(end) }
  }

  private static func tell(_ suggestions: [Suggestion]) {
    for suggestion in suggestions {
      let documents = suggestion.documents == 1 ? "document" : "documents"
      StandardError.write(
        "did you mean: \(Safe.line(suggestion.query)) "
          + "(\(Numbers.grouped(suggestion.documents)) \(documents))\n")
    }
  }
}
