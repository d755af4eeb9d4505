// SPDX-License-Identifier: GPL-2.0-or-later

extension ParsedQuery {
  /// A text as one name, no sign in it read as syntax: for lists of names.
  public init(name text: String) throws(QueryError) {
    self.init(root: try QueryNode.name(text))
  }
}

extension QueryNode {
  /// The most words of a name that are looked for in any order; longer ones as they stand only.
  private static let mostInAnyOrder = 4

  /// The words of a text as one name: side by side, or in any order with at most one other word
  /// among them (`Shara, Ahmad al-`, a patronymic).
  static func name(_ text: String) throws(QueryError) -> QueryNode {
    var slots = QuerySlot.slots(of: text, at: 0)
    // The article of a name put in the order of a list: Shara, Ahmad al-.
    if slots.count > 1, let last = slots.last, !last.hasArticle,
      QuerySlot.slots(of: "\(last.surface) \(slots[0].surface)", at: 0)[0].hasArticle
    {
      slots.removeLast()
    }
    let whole = 0..<text.utf8.count
    guard slots.count > 1 else {
      guard !slots.isEmpty else {
        throw QueryError("The name is empty: write a word with a letter or digit.", at: whole)
      }
      return .word(WordNode(text: text, range: whole))
    }
    guard slots.count <= QueryLimits.words else {
      throw QueryError("A name may have at most \(QueryLimits.words) words.", at: whole)
    }
    let inOrder = QueryNode.phrase(PhraseNode(text: text, range: whole))
    guard slots.count <= mostInAnyOrder else { return inOrder }
    let words = slots.map { QueryNode.word(WordNode(text: $0.surface, range: $0.range)) }
    return .or([inOrder, .near(words, window: slots.count)])
  }
}
