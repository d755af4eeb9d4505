// SPDX-License-Identifier: GPL-2.0-or-later

/// Words of one name that may be the same as words of another.
struct TokenPair: Sendable {
  /// Why they may be the same.
  enum Ground: Sendable {
    case identity, spelling, meaning, initial
    /// Names that are the same by custom: Jim and James.
    case custom
    /// Legal forms that differ, where those do not count.
    case ignoredForm
  }

  let left: Range<Int>
  let right: Range<Int>
  /// How sure it is, in log-odds.
  let logOdds: Double
  let ground: Ground
  /// Open data knows both words as spellings of one name.
  var isKnownSame = false
  /// Open data knows both words, and as different names.
  var isKnownOther = false

  /// How sure it is, 0 to 1.
  var quality: Double { WordScore.probability(ofLogOdds: logOdds) }

  /// Words that were compared.
  init(left: Range<Int>, right: Range<Int>, _ verdict: WordVerdict, isSolid: Bool) {
    self.left = left
    self.right = right
    let odds = isSolid ? verdict.solidLogOdds : verdict.logOdds
    logOdds = Double(odds)
    ground = odds == WordVerdict.identical ? .identity : .spelling
    isKnownSame = verdict.isKnownSame
    isKnownOther = verdict.isKnownOther
  }

  /// Single words that are the same on a ground.
  init(_ left: Int, _ right: Int, _ logOdds: Double, _ ground: Ground) {
    self.left = left..<left + 1
    self.right = right..<right + 1
    self.logOdds = logOdds
    self.ground = ground
  }

  /// The pairs of two names of the same words in the same order; nil for all others.
  static func wordForWord(_ left: Name, _ right: Name) -> [TokenPair]? {
    guard left.tokens.elementsEqual(right.tokens, by: { $0.text == $1.text }) else { return nil }
    return left.tokens.indices.map {
      TokenPair($0, $0, Double(WordVerdict.identical), .identity)
    }
  }

  /// The pairs that are seen without a model: words of one meaning, initials, numbers, legal forms.
  static func evident(
    in left: Name, _ right: Name, ignoresLegalForms: Bool
  ) -> [TokenPair] {
    var pairs: [TokenPair] = []
    for (i, a) in left.tokens.enumerated() {
      for (j, b) in right.tokens.enumerated() {
        guard let (logOdds, ground) = evident(a, b, ignoresLegalForms) else { continue }
        pairs.append(TokenPair(i, j, logOdds, ground))
      }
    }
    return pairs
  }

  private static func evident(
    _ a: NameToken, _ b: NameToken, _ ignoresLegalForms: Bool
  ) -> (Double, Ground)? {
    if a.text == b.text { return (Double(WordVerdict.identical), .identity) }
    if a.meaning != 0, a.meaning == b.meaning { return (sameMeaning, .meaning) }
    if a.kind == .legal || b.kind == .legal {
      guard a.kind == b.kind else { return nil }
      if LegalForms.shared.isSame(a.text, b.text) { return (sameMeaning, .meaning) }
      return ignoresLegalForms ? (sameMeaning, .ignoredForm) : nil
    }
    let isInitial =
      switch (a.kind, b.kind) {
      case (.initial, .word), (.initial, .patronymic), (.initial, .rank), (.initial, .initial):
        a.isInitial(of: b)
      case (.word, .initial), (.patronymic, .initial), (.rank, .initial): b.isInitial(of: a)
      default: false
      }
    if isInitial { return (sameInitial, .initial) }
    return !a.customary.isEmpty && a.customary.contains(b.text) ? (sameByCustom, .custom) : nil
  }

  /// How sure words of one meaning are the same, names that are so by custom, and an initial and a word that begins so.
  private static let sameMeaning = 3.5
  private static let sameInitial = 2.2
  static let sameByCustom = 2.5
}
