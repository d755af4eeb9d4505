// SPDX-License-Identifier: GPL-2.0-or-later

/// Gathers what stands between NEARs. A chain is one group with the widest of its distances.
///
/// Positions are known for single words only. The words of a longer phrase are therefore near
/// words each, and the phrase is asked for beside them.
struct QueryNear {
  private var operands: [QueryNode]
  private var window: Int?

  private var words: [QueryNode] = []
  private var phrases: [QueryNode] = []

  /// Words that are the same word need places of their own, which takes the longer the more there are: with the
  /// square of their number in the places where all stand together, more elsewhere.
  static let maxWords = 16

  init(_ first: QueryNode) {
    operands = [first]
  }

  mutating func append(_ operand: QueryNode, window: Int) {
    operands.append(operand)
    self.window = max(self.window ?? 0, window)
  }

  /// The NEAR group, or the first operand by itself when there is no other.
  mutating func node() throws(QueryError) -> QueryNode {
    guard window != nil else { return operands[0] }
    for operand in operands { try add(operand) }
    let fields = Set(words.flatMap(Self.fields))
    guard fields.count == 1, let window else {
      throw QueryError(
        "The words around NEAR must be in the same field: write field:(a NEAR b).",
        at: QueryNode.and(operands).range)
    }
    guard words.count <= Self.maxWords else {
      throw QueryError(
        "NEAR joins at most \(Self.maxWords) words: join the others with AND.",
        at: QueryNode.and(operands).range)
    }
    let near = QueryNode.near(words, window: window)
    return phrases.isEmpty ? near : .and(phrases + [near])
  }

  private mutating func add(_ node: QueryNode) throws(QueryError) {
    switch node {
    case .word:
      words.append(node)
    case .phrase(let phrase):
      let parts = phrase.text.unicodeScalars.split(whereSeparator: \.isQuerySpace)
        .filter { $0.contains(where: \.isLetterOrNumber) }
      guard parts.count > 1 else { return words.append(node) }
      phrases.append(node)
      words += parts.map {
        .phrase(
          PhraseNode(
            text: String($0), range: phrase.range, field: phrase.field, mode: phrase.mode))
      }
    case .or(let nodes) where nodes.allSatisfy(Self.isSingleWord):
      words.append(node)
    case .and(let nodes):
      for node in nodes { try add(node) }
    case .words(let clauses) where clauses.allSatisfy { $0.occurrence != .mustNot }:
      for clause in clauses { try add(clause.node) }
    case .near(let nodes, let inner):
      words += nodes
      window = max(window ?? 0, inner)
    case .or, .words, .not, .filter, .dateRange:
      throw QueryError(
        "NEAR joins words and groups of words such as (a OR b): write AND here.", at: node.range)
    }
  }

  private static func isSingleWord(_ node: QueryNode) -> Bool {
    switch node {
    case .word: true
    case .phrase(let phrase): !phrase.text.unicodeScalars.contains(where: \.isQuerySpace)
    default: false
    }
  }

  private static func fields(of node: QueryNode) -> [String?] {
    switch node {
    case .word(let word): [word.field]
    case .phrase(let phrase): [phrase.field]
    case .or(let nodes): nodes.flatMap(fields)
    default: []
    }
  }
}
