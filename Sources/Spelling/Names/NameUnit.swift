// SPDX-License-Identifier: GPL-2.0-or-later

/// One to three neighbouring words of a name that may be written as one: Abd al-Rahman, Deir ez-Zor.
struct NameUnit: Sendable {
  /// The words, by their places in the name.
  let tokens: Range<Int>
  /// What is looked for: the folded words without spaces, articles between them included.
  let text: String

  /// The units of a name: its words, two words together, three where an article, a particle or a
  /// short word is between them.
  static func units(of name: Name) -> [NameUnit] {
    let tokens = name.tokens
    var units: [NameUnit] = []
    for (index, token) in tokens.enumerated() {
      units.append(NameUnit(tokens: index..<index + 1, text: token.text))
      for length in 2...3 where index + length <= tokens.count {
        let span = tokens[index..<index + length]
        guard canBeSolid(span) else { continue }
        let text = span.dropFirst().reduce(token.text) { $0 + $1.article + $1.text }
        units.append(NameUnit(tokens: index..<index + length, text: text))
      }
    }
    return units
  }

  private static func canBeSolid(_ span: ArraySlice<NameToken>) -> Bool {
    guard
      span.allSatisfy({
        switch $0.kind {
        case .word, .head, .particle, .rank, .honour, .generic: true
        case .number, .initial, .title, .patronymic: false
        }
      })
    else { return false }
    return span.count == 2
      || span.dropLast().contains { $0.kind == .head || $0.kind == .particle }
      || span.dropFirst().dropLast().contains { $0.text.unicodeScalars.count <= 3 }
  }
}
