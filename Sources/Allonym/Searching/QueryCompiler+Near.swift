// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

extension QueryCompiler {
  mutating func near(_ nodes: [QueryNode], distance: Int) throws -> Query {
    var groups: [SlotGroup] = []
    var field: String?
    for node in nodes {
      let part = try nearPart(node)
      groups.append(part.group)
      field = part.field
    }
    light(groups, field: field, distance: distance)
    return try PositionalQuery.near(groups.map(\.query), distance: distance)
  }

  /// An operand of NEAR as one group: a word, a phrase of one word, or several of them with OR.
  mutating func nearPart(
    _ node: QueryNode
  ) throws -> (group: SlotGroup, field: String?) {
    switch node {
    case .word(let word):
      let slots = QuerySlot.slots(of: word.text, at: word.range.lowerBound)
      guard slots.count == 1 else { throw Self.notOneWord(node.range) }
      return (
        try group(
          for: slots[0], reach: reach(of: word.mode, isAlone: true), field: word.field,
          isPrefix: word.isPrefix),
        word.field
      )
    case .phrase(let phrase):
      let slots = QuerySlot.slots(of: phrase.text, at: phrase.range.lowerBound + 1)
      guard slots.count == 1 else { throw Self.notOneWord(node.range) }
      return (
        try group(
          for: slots[0], reach: reach(of: phrase.mode, isAlone: true), field: phrase.field),
        phrase.field
      )
    case .or(let nodes):
      let parts = try nodes.map { try nearPart($0) }
      let field = parts.first?.field ?? nil
      let forms = Self.unique(parts.flatMap(\.group.forms))
      return (SlotGroup(forms, prefix: Self.prefix(field), in: database), field)
    default: throw Self.notOneWord(node.range)
    }
  }

  private static func notOneWord(_ range: Range<Int>) -> QueryError {
    QueryError(
      "NEAR stands between single words: write a phrase or several words outside of it.", at: range)
  }
}
