// SPDX-License-Identifier: GPL-2.0-or-later
internal import Spelling

/// Tells the language of a text from its script, its commonest words and the letters that its
/// neighbours lack. Says nothing where that is too little to go by.
public enum LanguageGuess {
  /// More of a text than this says nothing new.
  private static let tokensRead = 200
  /// Very common words count twice as much as letters, which names and quotations bring along.
  private static let wordWeight = 2
  private static let letterWeight = 1
  /// What a language must reach: in Latin script, where many languages share short words and their
  /// letters are folded alike, two common words; elsewhere one sign, if no other language has as many.
  private static func minScore(in script: Script) -> Int {
    script == .latin ? 2 * wordWeight : letterWeight
  }

  /// The ISO 639-1 code of the language that an analysed text is in for the most part; nil when it
  /// has too few telling words, or as many of two languages.
  public static func language(of buffer: borrowing TokenBuffer) -> String? {
    buffer.withUnsafeTokens { tokens, terms in
      let tokens = tokens.prefix(tokensRead)
      for script in scripts(of: tokens) {
        if let language = language(of: tokens, terms: terms, in: script) {
          return language.description
        }
      }
      return nil
    }
  }

  /// The scripts by number of words, those with a quarter of them at least. The second counts where
  /// the first says nothing: a short message may have more words in its links than in its text.
  private static func scripts(of tokens: Slice<UnsafeBufferPointer<Token>>) -> [Script] {
    var counts = [0, 0, 0, 0]
    for token in tokens { counts[Int(token.script.rawValue)] += 1 }
    func words(_ script: Script) -> Int { counts[Int(script.rawValue)] }
    let known = Script.allCases.filter { $0 != .other && words($0) > 0 }
    let total = known.reduce(0) { $0 + words($1) }
    return known.filter { words($0) * 4 >= total }.sorted { words($0) > words($1) }
  }

  private static func language(
    of tokens: Slice<UnsafeBufferPointer<Token>>, terms: UnsafeBufferPointer<UInt8>,
    in script: Script
  ) -> LanguageCode? {
    var scores: [LanguageCode: Int] = [:]
    for token in tokens where token.script == script && token.kind != .joined {
      addSigns(of: token.term(in: terms), to: &scores)
    }
    let ranked = scores.sorted { $0.value > $1.value }
    guard let best = ranked.first, best.value >= minScore(in: script) else { return nil }
    if ranked.count > 1, ranked[1].value == best.value { return nil }
    return best.key
  }

  private static func addSigns(
    of term: UnsafeBufferPointer<UInt8>, to scores: inout [LanguageCode: Int]
  ) {
    LanguageSigns.forEachLanguage(ofWord: term) { scores[$0, default: 0] += wordWeight }
    guard let start = term.baseAddress else { return }
    var offset = 0
    while offset < term.count {
      let (_, length) = FoldingTable.scalar(at: offset, in: start, count: term.count)
      if length > 1 {
        LanguageSigns.forEachLanguage(ofLetter: .init(rebasing: term[offset..<offset + length])) {
          scores[$0, default: 0] += letterWeight
        }
      }
      offset += length
    }
  }
}
