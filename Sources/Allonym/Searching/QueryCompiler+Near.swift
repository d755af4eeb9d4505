// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

extension QueryCompiler {
  mutating func near(_ nodes: [QueryNode], distance: Int) throws -> Query {
    var expansions: [ExpandedPosition] = []
    var field: String?
    for node in nodes {
      let part = try nearPart(node)
      expansions.append(part.expandedPosition)
      field = part.field
    }
    noteHighlight(expansions, field: field, distance: distance)
    return try PositionalQuery.near(expansions.map(\.query), distance: distance)
  }

  /// An operand of NEAR as one group: a word, a phrase of one word, or several of them with OR.
  mutating func nearPart(
    _ node: QueryNode
  ) throws -> (expandedPosition: ExpandedPosition, field: String?) {
    switch node {
    case .word(let word):
      let positions = QueryPosition.positions(of: word.text, at: word.range.lowerBound)
      guard positions.count == 1 else { throw Self.notOneWord(node.range) }
      return (
        try expandedPosition(
          for: positions[0], reach: options.reach(of: word.mode, isAlone: true), field: word.field,
          isPrefix: word.isPrefix),
        word.field
      )
    case .phrase(let phrase):
      let positions = QueryPosition.positions(of: phrase.text, at: phrase.range.lowerBound + 1)
      guard positions.count == 1 else { throw Self.notOneWord(node.range) }
      return (
        try expandedPosition(
          for: positions[0], reach: options.reach(of: phrase.mode, isAlone: true),
          field: phrase.field),
        phrase.field
      )
    case .or(let nodes):
      let parts = try nodes.map { try nearPart($0) }
      let field = parts.first?.field ?? nil
      let forms = TermVariant.unique(parts.flatMap(\.expandedPosition.forms))
      return (ExpandedPosition(forms, prefix: Self.prefix(field), in: database), field)
    default: throw Self.notOneWord(node.range)
    }
  }

  private static func notOneWord(_ range: Range<Int>) -> QueryError {
    QueryError(
      "NEAR stands between single words: write a phrase or several words outside of it.", at: range)
  }
}
