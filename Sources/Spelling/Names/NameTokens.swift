// SPDX-License-Identifier: GPL-2.0-or-later

/// Decides what each word does in its name.
enum NameTokens {
  /// The tokens of a name's words: articles go with the word after them.
  static func tokens(of words: [NameWord]) -> [NameToken] {
    var tokens: [NameToken] = []
    var inTitles = true
    var index = 0
    while index < words.count {
      var article = ""
      let first = index
      while index + 1 < words.count, isArticle(words[index], before: words[index + 1]) {
        article += words[index].folded
        index += 1
      }
      let word = words[index]
      let role = role(
        of: word, first: tokens.isEmpty, hasArticle: !article.isEmpty, inTitles: inTitles,
        following: words.count - index - 1)
      if role.kind != .title { inTitles = false }
      tokens.append(
        NameToken(
          text: word.folded, typed: word.typed, article: article, kind: role.kind,
          meaning: role.meaning, isGiven: KnownNames.shared[word.folded].isGiven,
          start: words[first].range.lowerBound, end: word.range.upperBound))
      index += 1
    }
    return withPatronymic(tokens)
  }

  private static func role(
    of word: NameWord, first: Bool, hasArticle: Bool, inTitles: Bool, following: Int
  ) -> (kind: NameToken.Kind, meaning: Int) {
    let words = NameWords.shared
    let text = word.folded
    if inTitles, following > 0, let entry = words.entry(of: text, as: .title) {
      return (.title, entry.meaning)
    }
    if isInitial(word) { return (.initial, 0) }
    if inTitles, following > 1, let entry = words.entry(of: text, as: .rank) {
      return (.rank, entry.meaning)
    }
    if !first, following == 0, let entry = words.entry(of: text, as: .honour) {
      return (.honour, entry.meaning)
    }
    if following > 0, !hasArticle {
      // Meanings of compounds are counted down from -1, those of other words up.
      if let opening = CompoundTable.opening(text) { return (.head, -1 - opening) }
      if let entry = words.entry(of: text, as: .particle) {
        return (first ? .head : .particle, entry.meaning)
      }
    }
    if let entry = words.entry(of: text, as: .generic) { return (.generic, entry.meaning) }
    if text.utf8.allSatisfy({ $0 < 0x80 && ($0 < 0x61 || $0 > 0x7A) }) { return (.number, 0) }
    return (.word, 0)
  }

  /// One letter, or two or three with a full stop: V. Yu. Дж.
  private static func isInitial(_ word: NameWord) -> Bool {
    let count = word.folded.unicodeScalars.count
    let first = word.folded.unicodeScalars.first
    guard let first, !("0"..."9").contains(first) else { return false }
    return count == 1 || count == 2 && word.hasStop
  }

  private static func isArticle(_ word: NameWord, before next: NameWord) -> Bool {
    let bytes = word.folded.utf8
    guard bytes.count <= 8, !word.endsPart, !word.hasStop else { return false }
    func packed(_ bytes: some Sequence<UInt8>) -> UInt64 {
      bytes.enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
    }
    let beginning = UInt32(truncatingIfNeeded: packed(next.folded.utf8.prefix(4)))
    return ArticleTable.shared.binds(packed(bytes), to: beginning, hyphen: word.hasHyphen)
  }

  /// Names of three words and more may have one patronymic, never first; of two that look like one,
  /// the later is the family name.
  private static func withPatronymic(_ tokens: [NameToken]) -> [NameToken] {
    guard tokens.count > 2,
      let index = tokens.indices.dropFirst().first(where: {
        tokens[$0].kind == .word && NameWords.shared.isPatronymic(tokens[$0].text)
      })
    else { return tokens }
    var tokens = tokens
    let token = tokens[index]
    tokens[index] = NameToken(
      text: token.text, typed: token.typed, article: token.article, kind: .patronymic,
      meaning: 0, isGiven: false, start: token.start, end: token.end)
    return tokens
  }
}
