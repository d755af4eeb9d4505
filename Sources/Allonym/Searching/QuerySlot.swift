// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

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
  /// The word, folded and as its marks say; more than one where it may be read in two ways (`d'Assad`).
  var words: [TypedWord]
  /// The folded words.
  var terms: [String] { words.map(\.folded) }

  /// The slots of a text in a query that starts at byte `offset`.
  static func slots(of text: String, at offset: Int) -> [QuerySlot] {
    var slots: [QuerySlot] = []
    var position = -1
    var isArticle = false
    let bytes = Array(text.utf8)
    for token in Analyzer().tokens(of: text) {
      let range = token.range.lowerBound + offset..<token.range.upperBound + offset
      let word = TypedWord(
        folded: token.term, typed: String(decoding: bytes[token.range], as: UTF8.self))
      if token.position != position {
        slots.append(QuerySlot(surface: "", range: range, words: [word]))
      } else if isArticle {
        slots[slots.count - 1].words = [word]
        slots[slots.count - 1].hasArticle = true
      } else {
        slots[slots.count - 1].words.append(word)
      }
      let lower = min(slots[slots.count - 1].range.lowerBound, range.lowerBound)
      let upper = max(slots[slots.count - 1].range.upperBound, range.upperBound)
      slots[slots.count - 1].range = lower..<upper
      position = token.position
      isArticle = token.kind == .article
    }
    for index in slots.indices {
      let range = slots[index].range
      slots[index].surface = String(
        decoding: bytes[range.lowerBound - offset..<range.upperBound - offset], as: UTF8.self)
    }
    return slots
  }

  /// The slots of words typed side by side, read together: an article typed as a word of its own
  /// (`Al Shara`) belongs to the word after it.
  static func slots(of words: [WordNode]) -> [QuerySlot] {
    var text = ""
    var starts: [Int] = []
    for word in words {
      starts.append(text.utf8.count)
      text += word.text + " "
    }
    func place(_ offset: Int) -> Int {
      let word = (starts.firstIndex { $0 > offset } ?? starts.count) - 1
      return words[word].range.lowerBound + offset - starts[word]
    }
    return slots(of: text, at: 0).map { slot in
      var slot = slot
      slot.range = place(slot.range.lowerBound)..<place(slot.range.upperBound - 1) + 1
      return slot
    }
  }
}
