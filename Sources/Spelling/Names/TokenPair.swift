// SPDX-License-Identifier: GPL-2.0-or-later

/// Words of one name that may be the same as words of another.
struct TokenPair: Sendable {
  /// Why they may be the same.
  enum Ground: Sendable {
    case identity, spelling, meaning, initial
  }

  let left: Range<Int>
  let right: Range<Int>
  /// How sure it is, 0 to 1.
  let quality: Double
  let ground: Ground

  /// Whether the pair can be: spellings of two whole words each are judged word by word.
  var isPossible: Bool { left.count == 1 || right.count == 1 }

  /// The pairs of two names of the same words in the same order; nil for all others.
  static func wordForWord(_ left: Name, _ right: Name) -> [TokenPair]? {
    guard left.tokens.elementsEqual(right.tokens, by: { $0.text == $1.text }) else { return nil }
    return left.tokens.indices.map {
      TokenPair(left: $0..<$0 + 1, right: $0..<$0 + 1, quality: 1, ground: .identity)
    }
  }

  /// The pairs that are seen without a model: words of one meaning, initials, numbers.
  static func evident(in left: Name, _ right: Name) -> [TokenPair] {
    var pairs: [TokenPair] = []
    for (i, a) in left.tokens.enumerated() {
      for (j, b) in right.tokens.enumerated() {
        guard let (quality, ground) = evident(a, b) else { continue }
        pairs.append(
          TokenPair(left: i..<i + 1, right: j..<j + 1, quality: quality, ground: ground))
      }
    }
    return pairs
  }

  private static func evident(_ a: NameToken, _ b: NameToken) -> (Double, Ground)? {
    if a.text == b.text { return (1, .identity) }
    if a.meaning != 0, a.meaning == b.meaning { return (0.97, .meaning) }
    switch (a.kind, b.kind) {
    case (.initial, .word), (.initial, .patronymic), (.initial, .rank), (.initial, .initial):
      return Initials.shared.initial(a.text, mayStandFor: b.text) ? (0.9, .initial) : nil
    case (.word, .initial), (.patronymic, .initial), (.rank, .initial):
      return Initials.shared.initial(b.text, mayStandFor: a.text) ? (0.9, .initial) : nil
    default:
      return nil
    }
  }
}
