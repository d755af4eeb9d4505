// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Xapian

/// Makes a Xapian query of a parsed one: every word becomes an expansion: the forms that it may have in
/// the index. Keeps what it finds on the way for the answer and for highlighting.
struct QueryCompiler {
  let database: Database
  let expansion: QueryExpansion
  let aliases: AliasFile
  let options: SearchOptions
  let generation: Generation
  /// The words of the query that a hit may hold.
  var expansions: [TermExpansion] = []
  /// What to highlight in a hit.
  var highlightPatterns: [HighlightPattern] = []
  /// The queries for what stands for several words, or for one as several, by how the answer tells it.
  var alternatives: [String: Query] = [:]
  /// What was read otherwise than typed.
  var notes: [QueryNote] = []
  var isNegated = false
  /// Whether the query itself is to be made for documents with all its words, too: ``allWords``.
  var joinsAllWords = false
  /// The query for documents with all of the words side by side that the query consists of; nil of
  /// other queries.
  private(set) var allWords: Query?

  init(
    database: Database, expansion: QueryExpansion, aliases: AliasFile, options: SearchOptions,
    generation: Generation
  ) {
    self.database = database
    self.generation = generation
    self.expansion = expansion
    self.aliases = aliases
    self.options = options
  }

  /// The query for a node; nil when there is no word in it.
  mutating func query(for node: QueryNode) throws -> Query? {
    let joinsAllWords = self.joinsAllWords
    self.joinsAllWords = false
    switch node {
    case .word(let word):
      return try phraseQuery(
        word.text, at: word.range, mode: word.mode, field: word.field, isPrefix: word.isPrefix)
    case .phrase(let phrase):
      return try phraseQuery(phrase.text, at: phrase.range, mode: phrase.mode, field: phrase.field)
    case .near(let nodes, let window): return try near(nodes, distance: window)
    case .words(let clauses): return try words(clauses, joinsAllWords: joinsAllWords)
    case .and(let nodes): return try and(nodes)
    case .or(let nodes):
      let queries = try nodes.compactMap { try query(for: $0) }
      return queries.isEmpty ? nil : try Query(.or, queries)
    case .not(let node):
      return try negated(node).map { try Query(.andNot, [.matchAll, $0]) }
    case .filter(let filter):
      return try filter.field == Schema.folderField
        ? folder(filter) : Self.query(for: filter)
    case .dateRange(let range):
      return try Query(slot: Schema.dateSlot, from: range.first, through: range.last)
    }
  }

  // MARK: Clauses

  /// Clauses side by side: documents with all of them first, then with most.
  mutating func words(_ clauses: [QueryClause], joinsAllWords: Bool) throws -> Query? {
    var row = OptionalTerms()
    var conditions = RowConditions()
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
        conditions.mustNot.append(part)
      } else if clause.node.isFilter {
        conditions.filters.append(part)
      } else if clause.occurrence == .must {
        conditions.must.append(part)
      } else {
        row.append(part)
      }
    }
    try append(plainWords, to: &row)
    if joinsAllWords {
      allWords = try row.all(with: conditions.must).flatMap(conditions.restricting)
    }
    return try conditions.restricting(conditions.requiring(row.query()))
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

  /// The query for what documents must not match: its words are neither reported nor highlighted.
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
