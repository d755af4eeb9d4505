// SPDX-License-Identifier: GPL-2.0-or-later

/// Says in words why two names match and what speaks against it.
enum NameReason {
  /// "Khalid = Халед (kh = х, i = е); Sharaa = аш-Шараа (article dropped); middle name Ali only in the name".
  static func text(
    _ alignment: NameAlignment, _ score: NameScore, _ left: Name, _ right: Name
  ) -> String {
    let pairs = alignment.pairs
    var parts = pairs.map { pair in
      let equation = "\(left.written(pair.left)) = \(right.written(pair.right))"
      switch pair.ground {
      case .identity, .spelling:
        let details = details(pair, left, right)
        return details.isEmpty ? equation : "\(equation) (\(details.joined(separator: ", ")))"
      case .initial: return equation + " (initial)"
      case .meaning: return equation + " (same word)"
      case .custom: return equation + " (the same name by custom)"
      case .ignoredForm: return equation + " (legal forms do not count)"
      }
    }
    parts += remarks(on: left, used: pairs.map(\.left), elsewhere: "only in the name")
    parts += remarks(on: right, used: pairs.map(\.right), elsewhere: "only in the match")
    if score.isReordered { parts.append("another order") }
    return parts.joined(separator: "; ")
  }

  /// Which letters stand for which, and the article that only one has, where two words are paired.
  private static func details(_ pair: TokenPair, _ left: Name, _ right: Name) -> [String] {
    guard pair.left.count == 1, pair.right.count == 1 else { return [] }
    let (word, other) = (left.tokens[pair.left.lowerBound], right.tokens[pair.right.lowerBound])
    var details: [String] = []
    if word.text != other.text, let model = SpellingModel.shared {
      let alignment = SpellingAlignment(
        WordLetters(word.core), Script(of: word.core), WordLetters(other.core),
        Script(of: other.core), model: model)
      details += (alignment?.distinctiveRenderings ?? []).prefix(maxRenderings)
    }
    if word.hasArticle != other.hasArticle { details.append("article dropped") }
    return details
  }

  /// More renderings than this say no more.
  private static let maxRenderings = 4

  private static func remarks(
    on name: Name, used: [Range<Int>], elsewhere: String
  ) -> [String] {
    let first = used.map(\.lowerBound).min() ?? 0
    let last = used.map(\.upperBound).max() ?? 0
    return name.tokens.indices.compactMap { index in
      guard !used.contains(where: { $0.contains(index) }) else { return nil }
      let written = name.written(index..<index + 1)
      switch name.tokens[index].kind {
      case .particle, .repeated: return nil
      case .title, .rank, .honour, .peerage: return "title \(written) \(elsewhere)"
      case .patronymic: return "patronymic \(written) \(elsewhere)"
      case .initial: return "initial \(written) \(elsewhere)"
      case .word where index > first && index < last: return "middle name \(written) \(elsewhere)"
      case .legal: return "legal form \(written) \(elsewhere)"
      case .word, .number, .head, .generic, .bodyWord: return "\(written) \(elsewhere)"
      }
    }
  }
}
