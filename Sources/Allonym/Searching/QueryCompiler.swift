// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Xapian

/// Makes a Xapian query of a parsed one: every word becomes a group of the forms that it may have in
/// the index. Keeps what it finds on the way for the answer and for highlighting.
struct QueryCompiler {
  let database: Database
  let expansion: GroupExpansion
  let aliases: AliasFile
  let options: SearchOptions
  /// The words of the query that a hit may hold.
  var groups: [WordGroup] = []
  /// What to light in a hit.
  var lights: [Light] = []
  /// What was read otherwise than typed.
  var notes: [QueryNote] = []
  var isNegated = false

  init(
    database: Database, expansion: GroupExpansion, aliases: AliasFile, options: SearchOptions
  ) {
    self.database = database
    self.expansion = expansion
    self.aliases = aliases
    self.options = options
  }

  /// The query for a node; nil when there is no word in it.
  mutating func query(for node: QueryNode) throws -> Query? {
    switch node {
    case .word(let word):
      return try sequence(
        word.text, at: word.range, mode: word.mode, field: word.field, isPrefix: word.isPrefix)
    case .phrase(let phrase):
      return try sequence(phrase.text, at: phrase.range, mode: phrase.mode, field: phrase.field)
    case .near(let nodes, let window): return try near(nodes, distance: window)
    case .words(let clauses): return try words(clauses)
    case .and(let nodes): return try and(nodes)
    case .or(let nodes):
      let queries = try nodes.compactMap { try query(for: $0) }
      return queries.isEmpty ? nil : try Query(.or, queries)
    case .not(let node):
      return try negated(node).map { try Query(.andNot, [.matchAll, $0]) }
    case .filter(let filter): return try Self.query(for: filter)
    case .dateRange(let range):
      return try Query(slot: Schema.dateSlot, from: range.first, through: range.last)
    }
  }

  // MARK: Clauses

  /// Clauses side by side: documents with all of them first, then with most.
  mutating func words(_ clauses: [QueryClause]) throws -> Query? {
    var row = WordRow()
    var must: [Query] = []
    var filters: [Query] = []
    var mustNot: [Query] = []
    var plainWords: [WordNode] = []
    let isRow = clauses.count { $0.occurrence == .should } > 1
    for clause in clauses {
      if isRow, let word = Self.plainWord(clause) {
        plainWords.append(word)
        continue
      }
      try append(plainWords, to: &row)
      plainWords = []
      let isExcluded = clause.occurrence == .mustNot
      guard let part = try isExcluded ? negated(clause.node) : query(for: clause.node) else {
        continue
      }
      if isExcluded {
        mustNot.append(part)
      } else if clause.node.isFilter {
        filters.append(part)
      } else if clause.occurrence == .must {
        must.append(part)
      } else {
        row.append(part)
      }
    }
    try append(plainWords, to: &row)
    var query = try row.query()
    if !must.isEmpty {
      let required = try Query(.and, must)
      query = try query.map { try Query(.andMaybe, [required, $0]) } ?? required
    }
    if !filters.isEmpty { query = try Query(.filter, [query ?? .matchAll] + filters) }
    if !mustNot.isEmpty { query = try Query(.andNot, [query ?? .matchAll] + mustNot) }
    return query
  }

  mutating func and(_ nodes: [QueryNode]) throws -> Query? {
    var ranked: [Query] = []
    var filters: [Query] = []
    var excluded: [Query] = []
    for node in nodes {
      if case .not(let inner) = node {
        excluded += try [negated(inner)].compactMap(\.self)
      } else if let part = try query(for: node) {
        if node.isFilter { filters.append(part) } else { ranked.append(part) }
      }
    }
    guard ranked.count + filters.count + excluded.count > 0 else { return nil }
    var query = ranked.isEmpty ? try Query.matchAll : try Query(.and, ranked)
    if !filters.isEmpty { query = try Query(.filter, [query] + filters) }
    if !excluded.isEmpty { query = try Query(.andNot, [query] + excluded) }
    return query
  }

  /// The query for what documents must not match: its words are neither told nor lit.
  mutating func negated(_ node: QueryNode) throws -> Query? {
    let outer = isNegated
    isNegated = true
    defer { isNegated = outer }
    return try query(for: node)
  }

  private static func query(for filter: FilterNode) throws -> Query {
    guard let field = Schema.field(named: filter.field) else { return try .matchNothing }
    let value = field.kind == .identifier ? filter.value : filter.value.lowercased()
    if filter.isPrefix { return try Query(wildcard: field.prefix + value) }
    return try Query(Schema.booleanTerm(field.prefix, value))
  }
}
