// SPDX-License-Identifier: GPL-2.0-or-later
public import Documents

extension SearchIndex {
  /// The words on a page that a query matches.
  ///
  /// - Throws: `QueryError` when the query cannot be read.
  public func matches(
    on page: PageWords, of query: String, options: SearchOptions = SearchOptions()
  ) throws -> [PageWord] {
    try answering {
      let (highlighter, _) = try highlighter(for: query, options: options)
      let (text, ranges) = page.text
      var tokens = TokenBuffer()
      var found: [PageWord] = []
      SearchRun.withUTF8(text) { bytes in
        let highlights = highlighter.highlights(
          in: bytes, isTitle: false, analyzer: Analyzer(), tokens: &tokens)
        // Both ascend.
        var next = 0
        for (word, range) in zip(page.words, ranges) {
          while next < highlights.count, highlights[next].match.range.upperBound <= range.lowerBound
          {
            next += 1
          }
          guard next < highlights.count else { break }
          if highlights[next].match.range.overlaps(range) { found.append(word) }
        }
      }
      return found
    }
  }
}
