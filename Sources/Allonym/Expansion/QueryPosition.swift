// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

/// One position of a query's text: the word typed there and the terms that it may be.
///
/// An article has no position of its own: `al-Shara` is one position.
struct QueryPosition: Equatable {
  /// The word as typed, article included.
  var surface: String
  /// Where it stands in the query, in UTF-8 bytes.
  var range: Range<Int>
  /// Whether an article was typed before the word.
  var hasArticle = false
  /// The word, folded and as its marks say; more than one where it may be read in two ways (`d'Assad`).
  var words: [TypedWord]
  /// The folded words.
  var terms: [String] { words.map(\.folded) }

  /// The positions of a text in a query that starts at byte `offset`.
  static func positions(of text: String, at offset: Int) -> [QueryPosition] {
    var positions: [QueryPosition] = []
    var position = -1
    var isArticle = false
    let bytes = Array(text.utf8)
    for token in Analyzer().tokens(of: text) {
      let range = token.range.lowerBound + offset..<token.range.upperBound + offset
      let word = TypedWord(
        folded: token.term, typed: String(decoding: bytes[token.range], as: UTF8.self))
      if token.position != position {
        positions.append(QueryPosition(surface: "", range: range, words: [word]))
      } else if isArticle {
        positions[positions.count - 1].words = [word]
        positions[positions.count - 1].hasArticle = true
      } else {
        positions[positions.count - 1].words.append(word)
      }
      let lower = min(positions[positions.count - 1].range.lowerBound, range.lowerBound)
      let upper = max(positions[positions.count - 1].range.upperBound, range.upperBound)
      positions[positions.count - 1].range = lower..<upper
      position = token.position
      isArticle = token.kind == .article
    }
    for index in positions.indices {
      let range = positions[index].range
      positions[index].surface = String(
        decoding: bytes[range.lowerBound - offset..<range.upperBound - offset], as: UTF8.self)
    }
    return positions
  }

  /// The positions of words typed side by side, read together: an article typed as a word of its own
  /// (`Al Shara`) belongs to the word after it.
  static func positions(of words: [WordNode]) -> [QueryPosition] {
    var text = ""
    var starts: [Int] = []
    for word in words {
      starts.append(text.utf8.count)
      text += word.text + " "
    }
    func offsetTyped(_ offset: Int) -> Int {
      let word = (starts.firstIndex { $0 > offset } ?? starts.count) - 1
      return words[word].range.lowerBound + offset - starts[word]
    }
    return positions(of: text, at: 0).map { queryPosition in
      var queryPosition = queryPosition
      queryPosition.range =
        offsetTyped(queryPosition.range.lowerBound)..<offsetTyped(
          queryPosition.range.upperBound - 1) + 1
      return queryPosition
    }
  }
}
