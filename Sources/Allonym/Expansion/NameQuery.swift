// SPDX-License-Identifier: GPL-2.0-or-later

extension ParsedQuery {
  /// A text as one name, no sign in it read as syntax: for lists of names.
  public init(name text: String) throws(QueryError) {
    self.init(root: try QueryNode.name(text))
  }
}

extension QueryNode {
  /// The most words of a name that are looked for in any order; longer ones as they stand only.
  private static let maxInAnyOrder = 4

  /// The words of a text as one name: side by side, or in any order with at most one other word
  /// among them (`Shara, Ahmad al-`, a patronymic).
  static func name(_ text: String) throws(QueryError) -> QueryNode {
    var positions = QueryPosition.positions(of: text, at: 0)
    // The article of a name put in the order of a list: Shara, Ahmad al-.
    if positions.count > 1, let last = positions.last, !last.hasArticle,
      QueryPosition.positions(of: "\(last.surface) \(positions[0].surface)", at: 0)[0].hasArticle
    {
      positions.removeLast()
    }
    let whole = 0..<text.utf8.count
    guard positions.count > 1 else {
      guard !positions.isEmpty else {
        throw QueryError("The name is empty: write a word with a letter or digit.", at: whole)
      }
      return .word(WordNode(text: text, range: whole))
    }
    guard positions.count <= QueryLimits.words else {
      throw QueryError("A name may have at most \(QueryLimits.words) words.", at: whole)
    }
    let inOrder = QueryNode.phrase(PhraseNode(text: text, range: whole))
    // A word that is read as several by itself, such as Ch'o'l, has no other order.
    guard positions.count <= maxInAnyOrder,
      positions.allSatisfy({ QueryPosition.positions(of: $0.surface, at: 0).count == 1 })
    else { return inOrder }
    let words = positions.map { QueryNode.word(WordNode(text: $0.surface, range: $0.range)) }
    return .or([inOrder, .near(words, window: positions.count)])
  }
}
