// SPDX-License-Identifier: GPL-2.0-or-later

/// Decides what each word does in its name.
struct NameTokens {
  private let words: [NameWord]
  private(set) var tokens: [NameToken] = []
  private var inTitles = true

  /// What a word does, and its meaning.
  private typealias Role = (kind: NameToken.Kind, meaning: Int)

  /// The tokens of a name's words: articles go with the word after them, and the words of a legal form are one.
  static func tokens(of words: [NameWord]) -> [NameToken] {
    var reader = NameTokens(words: words)
    reader.read()
    return reader.tokens.withPatronymic.withoutPeerages.withBodyWords
  }

  private init(words: [NameWord]) { self.words = words }

  private mutating func read() {
    var index = 0
    while index < words.count {
      if let (count, name) = legalForm(at: index) {
        add(words[index..<index + count], text: name, (.legal, 0))
        index += count
        continue
      }
      var article = ""
      let first = index
      while index + 1 < words.count, isArticle(words[index], before: words[index + 1]) {
        article += words[index].folded
        index += 1
      }
      let word = words[index]
      let role = role(
        of: word, first: tokens.isEmpty, hasArticle: !article.isEmpty,
        following: words.count - index - 1)
      if role.kind != .title { inTitles = false }
      add(
        words[first...index], text: word.folded, typed: word.typed, article: article, role,
        mayBeWhole: !word.hasStop && (word.endsPart || index == words.count - 1))
      index += 1
    }
  }

  private mutating func add(
    _ words: ArraySlice<NameWord>, text: String, typed: String? = nil, article: String = "",
    _ role: Role,
    mayBeWhole: Bool = false
  ) {
    guard let first = words.first, let last = words.last else { return }
    tokens.append(
      NameToken(
        text: text, typed: typed ?? text, article: article, kind: role.kind, meaning: role.meaning,
        isGiven: KnownNames.shared.isGiven(text),
        customary: Nicknames.shared.others(of: text), mayBeWhole: mayBeWhole,
        start: first.range.lowerBound, end: last.range.upperBound))
  }

  /// A legal form at the end of a name, or at its beginning with more behind it.
  private func legalForm(at index: Int) -> (count: Int, name: String)? {
    guard let found = LegalForms.shared.form(at: index, in: words), found.count < words.count
    else { return nil }
    if index == 0 { return found }
    // Several may stand side by side: Co., Ltd.
    var end = index + found.count
    while end < words.count {
      guard let next = LegalForms.shared.form(at: end, in: words) else { return nil }
      end += next.count
    }
    return found
  }

  private func role(
    of word: NameWord, first: Bool, hasArticle: Bool, following: Int
  ) -> Role {
    let text = word.folded
    let listed = NameWords.shared.entries(of: text)
    if inTitles, following > 0, let entry = listed.entry(as: .title) {
      return (.title, entry.meaning)
    }
    if following > 0, let entry = listed.entry(as: .peerage), first || isAfterComma(word) {
      return (.peerage, entry.meaning)
    }
    if !first, following > 0, !word.hasStop, text.unicodeScalars.count == 1,
      let entry = listed.entry(as: .particle)
    {
      return (.particle, entry.meaning)
    }
    if Self.isInitial(word) { return (.initial, 0) }
    if inTitles, following > 1, let entry = listed.entry(as: .rank) {
      return (.rank, entry.meaning)
    }
    if !first, following == 0, let entry = listed.entry(as: .honour) {
      return (.honour, entry.meaning)
    }
    if following > 0, !hasArticle {
      // Meanings of compounds are counted down from -1, those of other words up.
      if let opening = CompoundTable.opening(text) { return (.head, -1 - opening) }
      if let entry = listed.entry(as: .particle) {
        return (first ? .head : .particle, entry.meaning)
      }
    }
    if let entry = listed.entry(as: .generic) { return (.generic, entry.meaning) }
    if text.utf8.allSatisfy({ $0 < 0x80 && ($0 < 0x61 || $0 > 0x7A) }) { return (.number, 0) }
    return (.word, 0)
  }

  /// Whether a comma stands before a word.
  private func isAfterComma(_ word: NameWord) -> Bool {
    words.contains { $0.endsPart && $0.range.upperBound < word.range.lowerBound }
  }

  /// One letter, or two or three with a full stop: V. Yu. Дж.
  private static func isInitial(_ word: NameWord) -> Bool {
    let count = word.folded.unicodeScalars.count
    let first = word.folded.unicodeScalars.first
    guard let first, !("0"..."9").contains(first) else { return false }
    return count == 1
      || word.hasStop && (count == 2 || Initials.shared.isLetterName(word.folded))
  }

  private func isArticle(_ word: NameWord, before next: NameWord) -> Bool {
    let bytes = word.folded.utf8
    guard bytes.count <= 8, !word.endsPart, !word.hasStop else { return false }
    func packed(_ bytes: some Sequence<UInt8>) -> UInt64 {
      bytes.enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
    }
    let beginning = UInt32(truncatingIfNeeded: packed(next.folded.utf8.prefix(4)))
    return ArticleTable.shared.binds(packed(bytes), to: beginning, hyphen: word.hasHyphen)
  }
}

extension [NameToken] {
  /// Names of three words and more may have one patronymic, never first; of two that look like one,
  /// the later is the family name.
  fileprivate var withPatronymic: [NameToken] {
    guard count > 2,
      let index = indices.dropFirst().first(where: {
        self[$0].kind == .word && NameWords.shared.isPatronymic(self[$0].text)
      })
    else { return self }
    var tokens = self
    tokens[index].kind = .patronymic
    tokens[index].isGiven = false
    return tokens
  }

  /// A peerage is hardly part of a name where it says a name over again, Baron Luce, or a place: of Swansea.
  /// Otherwise the word before the name is a title.
  fileprivate var withoutPeerages: [NameToken] {
    var tokens = self
    for index in indices where self[index].kind == .peerage {
      tokens[index].kind = .title
      var next = index + 1
      while next < count {
        let isRepeated = indices.contains {
          $0 != next && tokens[$0].kind != .repeated && self[$0].text == self[next].text
        }
        let isPlace =
          next > index + 1 && self[next - 1].kind == .particle && self[next].kind == .word
          && next + 1 < count
        guard isRepeated || self[next].kind == .particle || isPlace else { break }
        if self[next].kind != .particle { tokens[next].kind = .repeated }
        next += 1
        if isPlace { break }
      }
    }
    return tokens
  }

  /// In the name of a body, words that mean the same in other languages and numbers in words have their meaning.
  fileprivate var withBodyWords: [NameToken] {
    let meanings = map {
      $0.kind == .word || $0.kind == .number ? BodyWords.shared.meaning(of: $0.text) : 0
    }
    let isBody =
      contains { $0.kind == .legal || $0.kind == .generic }
      || zip(self, meanings).filter { $0.0.kind == .word && $0.1 != 0 }.count > 1
    guard isBody else { return self }
    var tokens = self
    for (index, meaning) in meanings.enumerated() where meaning != 0 {
      tokens[index].meaning = meaning
      if tokens[index].kind == .word { tokens[index].kind = .bodyWord }
    }
    return tokens
  }
}
