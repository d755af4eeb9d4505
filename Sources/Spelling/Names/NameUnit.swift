// SPDX-License-Identifier: GPL-2.0-or-later

/// One to three neighbouring words of a name that may be written as one: Abd al-Rahman, Deir ez-Zor.
struct NameUnit: Sendable {
  /// The words, by their places in the name.
  let tokens: Range<Int>
  /// What is looked for: the folded words without spaces, articles between them included.
  let text: String
  /// The one word that it is, as it stands in the name; nil where letters were joined or left out.
  var typed: String?

  /// The word to look for, with what its marks say.
  var word: TypedWord {
    typed.map { TypedWord(folded: text, typed: $0) } ?? TypedWord(folded: text)
  }

  /// The units of a name: its words, two words together, three where an article, a particle or a
  /// short word is between them.
  static func units(of name: Name) -> [NameUnit] {
    let tokens = name.tokens
    var units: [NameUnit] = []
    for (index, token) in tokens.enumerated() {
      units.append(NameUnit(tokens: index..<index + 1, text: token.text, typed: token.typed))
      let stem =
        (index + 1 < tokens.count ? Self.withoutArticleAfter(token.text) : nil)
        ?? Self.withoutArticleBefore(token.text, isFirst: index == 0)
      if let stem { units.append(NameUnit(tokens: index..<index + 1, text: stem)) }
      for length in 2...3 where index + length <= tokens.count {
        let span = tokens[index..<index + length]
        guard canBeSolid(span) else { continue }
        for text in solidForms(span) {
          units.append(NameUnit(tokens: index..<index + length, text: text))
        }
      }
    }
    return units
  }

  /// The words written as one: nuraldin and, as it is spoken, nuruddin.
  private static func solidForms(_ span: ArraySlice<NameToken>) -> [String] {
    guard let first = span.first else { return [] }
    let written = span.dropFirst().reduce(first.text) { $0 + $1.article + $1.text }
    let spoken = span.dropFirst().reduce(first.text) { $0 + $1.spokenArticle + $1.text }
    return written == spoken ? [written] : [written, spoken]
  }

  /// The word of الشرع, and "zor" of "Deir Ezzor": the article may have become part of the word.
  private static func withoutArticleBefore(_ word: String, isFirst: Bool) -> String? {
    if word.hasPrefix(Gazetteer.article) {
      let core = Gazetteer.withoutArticle(word)
      return core == word ? nil : core
    }
    let letters = Array(word.utf8.prefix(3))
    guard !isFirst, word.utf8.count >= 5, letters[0] == UInt8(ascii: "e"), letters[1] == letters[2],
      "dnrstz".utf8.contains(letters[1])
    else { return nil }
    return String(word.dropFirst(2))
  }

  /// "Saif" of "Saiful Islam": the article may be written with the word before it.
  private static func withoutArticleAfter(_ word: String) -> String? {
    for ending in ["ul", "ud", "ur", "ush", "uz", "ool", "oul"]
    where word.hasSuffix(ending) && word.utf8.count >= ending.utf8.count + 3 {
      return String(word.dropLast(ending.utf8.count))
    }
    return nil
  }

  private static func canBeSolid(_ span: ArraySlice<NameToken>) -> Bool {
    guard
      span.allSatisfy({
        switch $0.kind {
        case .word, .head, .particle, .rank, .honour, .generic, .bodyWord: true
        case .number, .initial, .title, .patronymic, .peerage, .repeated, .legal: false
        }
      })
    else { return false }
    return span.count == 2
      || span.dropLast().contains { $0.kind == .head || $0.kind == .particle }
      || span.dropFirst().dropLast().contains { $0.text.unicodeScalars.count <= 3 }
  }
}
