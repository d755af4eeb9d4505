// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

/// Words of the index that were perhaps meant by one that it does not have.
struct WordSuggestions {
  let vocabulary: Vocabulary

  /// A place of the query and what may be put there.
  struct Candidate: Equatable {
    var range: Range<Int>
    var word: String
  }

  private static let maxOfAKind = 3

  /// Candidates for a word of a query, the likeliest first: typed under another keyboard layout, with
  /// one typing error or else two, spelt in a less likely way.
  ///
  /// - Parameters:
  ///   - word: the folded word.
  ///   - range: where it stands in the query, in bytes of its UTF-8.
  func candidates(for word: String, at range: Range<Int>, in query: String) -> [Candidate] {
    // A number that is near another is no error of it.
    guard !word.utf8.contains(where: NumberReading.isDigit) else { return [] }
    var found = fromOtherKeyboards(range, in: query)
    let length = word.unicodeScalars.count
    var words: [String] = []
    if length > 2 { words += typingErrors(of: word, maximum: 1) }
    if length > 4, words.isEmpty { words += typingErrors(of: word, maximum: 2) }
    words += vocabulary.spellings(of: word, tier: .wide, limit: Self.maxOfAKind).map(\.form)
    for word in words {
      let candidate = Candidate(range: range, word: word)
      if !found.contains(candidate) { found.append(candidate) }
    }
    return found
  }

  /// The nearest forms: fewest errors first, then those with the same first letter, then the most
  /// frequent.
  private func typingErrors(of word: String, maximum: Int) -> [String] {
    let first = word.unicodeScalars.first
    return vocabulary.forms(near: word, errors: maximum)
      .filter { $0.errors > 0 }
      .map { near in
        let form = vocabulary.form(at: near.index)
        let isOtherStart = form.unicodeScalars.first != first
        return (near.errors, isOtherStart ? 1 : 0, -vocabulary.frequency(at: near.index), form)
      }
      .sorted { $0 < $1 }
      .prefix(Self.maxOfAKind).map(\.3)
  }

  /// What the keys of a word write under another layout, where the index has it. Some of the keys
  /// write signs under one layout and letters under another: these are tried with and without.
  private func fromOtherKeyboards(_ range: Range<Int>, in query: String) -> [Candidate] {
    let bytes = Array(query.utf8)
    guard range.upperBound <= bytes.count else { return [] }
    let signs = Set("[];',.".utf8)
    var wide = range
    while wide.lowerBound > 0, signs.contains(bytes[wide.lowerBound - 1]) {
      wide = wide.lowerBound - 1..<wide.upperBound
    }
    while wide.upperBound < bytes.count, signs.contains(bytes[wide.upperBound]) {
      wide = wide.lowerBound..<wide.upperBound + 1
    }
    for span in wide == range ? [range] : [wide, range] {
      let typed = String(decoding: bytes[span], as: UTF8.self)
      let readings = KeyboardLayouts.shared.readings(of: typed).map(Folding.folded)
      let known = readings.filter { vocabulary.index(of: $0) != nil }
      if !known.isEmpty { return known.map { Candidate(range: span, word: $0) } }
    }
    return []
  }
}
