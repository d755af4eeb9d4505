// SPDX-License-Identifier: GPL-2.0-or-later

/// Says in words why two names match and what speaks against it.
enum NameReason {
  /// "Ahmad = أحمد; al-Shara = الشرع; middle name Hussein missing".
  static func text(
    _ alignment: NameAlignment, _ score: NameScore, _ left: Name, _ right: Name
  ) -> String {
    let pairs = alignment.pairs
    var parts = pairs.map { pair in
      let equation = "\(left.written(pair.left)) = \(right.written(pair.right))"
      switch pair.ground {
      case .identity, .spelling: return equation
      case .initial: return equation + " (initial)"
      case .meaning: return equation + " (same word)"
      }
    }
    parts += remarks(on: left, used: pairs.map(\.left), elsewhere: "only in the name")
    parts += remarks(on: right, used: pairs.map(\.right), elsewhere: "only in the match")
    if score.isReordered { parts.append("another order") }
    return parts.joined(separator: "; ")
  }

  private static func remarks(
    on name: Name, used: [Range<Int>], elsewhere: String
  ) -> [String] {
    let first = used.map(\.lowerBound).min() ?? 0
    let last = used.map(\.upperBound).max() ?? 0
    return name.tokens.indices.compactMap { index in
      guard !used.contains(where: { $0.contains(index) }) else { return nil }
      let written = name.written(index..<index + 1)
      switch name.tokens[index].kind {
      case .particle: return nil
      case .title, .rank, .honour: return "title \(written) \(elsewhere)"
      case .patronymic: return "patronymic \(written) \(elsewhere)"
      case .initial: return "initial \(written) \(elsewhere)"
      case .word where index > first && index < last: return "middle name \(written) \(elsewhere)"
      case .word, .number, .head, .generic: return "\(written) \(elsewhere)"
      }
    }
  }
}
