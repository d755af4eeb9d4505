// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Xapian

extension SearchIndex {
  private static let samples = 4
  /// As much of a text is looked at, in bytes.
  private static let sampleLength = 1 << 16

  /// A folded word as documents write it most often, capitals and marks and all, by a few of the documents that
  /// hold it; nil where none of these shows it.
  public func writtenForm(of form: String) throws -> String? {
    try answering {
      let enquire = try Enquire(database)
      try enquire.setQuery(try Query(form))
      try enquire.setWeighting(.bool)
      let matches = try enquire.mset(limit: Self.samples)
      let highlighter = Highlighter([
        HighlightPattern(parts: [[form]], distance: nil, inTitleOnly: false)
      ])
      let analyzer = Analyzer()
      var tokens = TokenBuffer()
      var counts: [String: Int] = [:]
      try matches.forEachData(in: 0..<matches.count) { data in
        let document = StoredDocument(decoding: Array(data))
        for text in [document.title, document.text] {
          SearchRun.withUTF8(text) { bytes in
            let part = UnsafeBufferPointer(rebasing: bytes.prefix(Self.sampleLength))
            for highlight in highlighter.highlights(
              in: part, isTitle: true, analyzer: analyzer, tokens: &tokens)
            {
              let word = String(decoding: part[highlight.match.range], as: UTF8.self)
              counts[word, default: 0] += 1
            }
          }
        }
      }
      return counts.largestFirst.first?.key
    }
  }

  /// Words of the index that begin as the last word of a text does, the most frequent first, each with the text
  /// before it.
  ///
  /// - Parameter limit: how many at most.
  public func completions(of text: String, limit: Int = 8) throws -> [Suggestion] {
    try answering {
      guard let word = Analyzer().tokens(of: text).last, word.range.upperBound == text.utf8.count
      else { return [] }
      let start = String(decoding: Array(text.utf8)[..<word.range.lowerBound], as: UTF8.self)
      let found = vocabulary.indices(withPrefix: word.term)
        .map { (index: $0, documents: vocabulary.frequency(at: $0)) }
        .sorted { ($1.documents, $0.index) < ($0.documents, $1.index) }
      return try found.prefix(limit).map { highlight, documents in
        let form = vocabulary.form(at: highlight)
        return Suggestion(
          query: start + (try writtenForm(of: form) ?? form), documents: documents)
      }
    }
  }
}
