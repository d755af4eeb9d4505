// SPDX-License-Identifier: GPL-2.0-or-later

/// One position of a query's text: the word typed there and the terms that it may be.
///
/// An article has no position of its own: `al-Shara` is one slot.
struct QuerySlot: Equatable {
  /// The word as typed, article included.
  var surface: String
  /// Where it stands in the query, in UTF-8 bytes.
  var range: Range<Int>
  /// Whether an article was typed before the word.
  var hasArticle = false
  /// The folded word; more than one where a word may be read in two ways (`d'Assad`).
  var terms: [String]

  /// The slots of a text in a query that starts at byte `offset`.
  static func slots(of text: String, at offset: Int) -> [QuerySlot] {
    var slots: [QuerySlot] = []
    var position = -1
    var isArticle = false
    for token in Analyzer().tokens(of: text) {
      let range = token.range.lowerBound + offset..<token.range.upperBound + offset
      if token.position != position {
        slots.append(QuerySlot(surface: "", range: range, terms: [token.term]))
      } else if isArticle {
        slots[slots.count - 1].terms = [token.term]
        slots[slots.count - 1].hasArticle = true
      } else {
        slots[slots.count - 1].terms.append(token.term)
      }
      let lower = min(slots[slots.count - 1].range.lowerBound, range.lowerBound)
      let upper = max(slots[slots.count - 1].range.upperBound, range.upperBound)
      slots[slots.count - 1].range = lower..<upper
      position = token.position
      isArticle = token.kind == .article
    }
    let bytes = Array(text.utf8)
    for index in slots.indices {
      let range = slots[index].range
      slots[index].surface = String(
        decoding: bytes[range.lowerBound - offset..<range.upperBound - offset], as: UTF8.self)
    }
    return slots
  }

  /// Whether `word` is an article that belongs to `next`, as in `Al Shara`.
  static func isArticle(_ word: String, before next: String) -> Bool {
    let tokens = Analyzer().tokens(of: "\(word) \(next)")
    return tokens.first?.kind == .article && tokens.count > 1
      && tokens[0].position == tokens[1].position
  }
}
