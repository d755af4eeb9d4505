// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Xapian

/// Makes a Xapian query of a parsed one: every word becomes a group of the forms that it may have in
/// the index. Keeps what it finds on the way for the answer and for highlighting.
struct QueryCompiler {
  let expansion: GroupExpansion
  let options: SearchOptions
  /// The words of the query that a hit may hold.
  private(set) var groups: [WordGroup] = []
  /// What to light in a hit.
  private(set) var lights: [Light] = []
  /// What was read otherwise than typed.
  private(set) var notes: [QueryNote] = []
  private var isNegated = false

  init(expansion: GroupExpansion, options: SearchOptions) {
    self.expansion = expansion
    self.options = options
  }

  /// The query for a node; nil when there is no word in it.
  mutating func query(for node: QueryNode) throws -> Query? {
    switch node {
    case .word(let word): return try query(for: word)
    case .phrase(let phrase): return try query(for: phrase)
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

  // MARK: Words and phrases

  private mutating func query(for word: WordNode) throws -> Query? {
    let slots = QuerySlot.slots(of: word.text, at: word.range.lowerBound)
    guard !slots.isEmpty else {
      notes.append(QueryNote("'\(word.text)' holds no word and was left out.", at: word.range))
      return nil
    }
    let groups = try slots.enumerated().map { index, slot in
      let isPrefix = word.isPrefix && index == slots.count - 1
      return try group(for: slot, mode: word.mode, field: word.field, isPrefix: isPrefix)
    }
    light(groups, field: word.field, distance: nil)
    return try PositionalQuery.phrase(groups.map(\.query))
  }

  private mutating func query(for phrase: PhraseNode) throws -> Query? {
    let slots = QuerySlot.slots(of: phrase.text, at: phrase.range.lowerBound + 1)
    guard !slots.isEmpty else {
      notes.append(QueryNote("The phrase holds no word and was left out.", at: phrase.range))
      return nil
    }
    // Words side by side vouch for each other: what may be the name is enough for each.
    let isWide = slots.count > 1 && phrase.mode == .normal && options.spellings == .strict
    let mode = isWide ? SpellingMode.wide : phrase.mode
    let groups = try slots.map { try group(for: $0, mode: mode, field: phrase.field) }
    light(groups, field: phrase.field, distance: nil)
    return try PositionalQuery.phrase(groups.map(\.query))
  }

  private mutating func near(_ nodes: [QueryNode], distance: Int) throws -> Query {
    var groups: [(query: GroupQuery, forms: [GroupForm])] = []
    var field: String?
    for node in nodes {
      let part = try nearPart(node)
      groups.append(part.group)
      field = part.field
    }
    let queries = groups.map(\.query)
    if queries.count > PositionalQuery.mostOverlappingWords, PositionalQuery.overlap(queries) {
      throw QueryError(
        "NEAR takes at most \(PositionalQuery.mostOverlappingWords) words where two of them may be the same word: use fewer, or AND.",
        at: QueryNode.near(nodes, window: distance).range)
    }
    light(groups, field: field, distance: distance)
    return try PositionalQuery.near(queries, distance: distance)
  }

  /// An operand of NEAR as one group: a word, a phrase of one word, or several of them with OR.
  private mutating func nearPart(
    _ node: QueryNode
  ) throws -> (group: (query: GroupQuery, forms: [GroupForm]), field: String?) {
    switch node {
    case .word(let word):
      let slots = QuerySlot.slots(of: word.text, at: word.range.lowerBound)
      guard slots.count == 1 else { throw Self.notOneWord(node.range) }
      return (
        try group(for: slots[0], mode: word.mode, field: word.field, isPrefix: word.isPrefix),
        word.field
      )
    case .phrase(let phrase):
      let slots = QuerySlot.slots(of: phrase.text, at: phrase.range.lowerBound + 1)
      guard slots.count == 1 else { throw Self.notOneWord(node.range) }
      return (try group(for: slots[0], mode: phrase.mode, field: phrase.field), phrase.field)
    case .or(let nodes):
      let parts = try nodes.map { try nearPart($0) }
      let field = parts.first?.field ?? nil
      let forms = Self.unique(parts.flatMap(\.group.forms))
      return ((GroupQuery(forms, prefix: Self.prefix(field)), forms), field)
    default: throw Self.notOneWord(node.range)
    }
  }

  private static func notOneWord(_ range: Range<Int>) -> QueryError {
    QueryError(
      "NEAR stands between single words: write a phrase or several words outside of it.", at: range)
  }

  // MARK: Groups

  /// The group of a slot, noted for the answer.
  private mutating func group(
    for slot: QuerySlot, mode: SpellingMode, field: String?, isPrefix: Bool = false
  ) throws -> (query: GroupQuery, forms: [GroupForm]) {
    let forms: [GroupForm]
    if isPrefix {
      let found = try expansion.forms(withPrefix: slot.terms[0], in: Self.prefix(field))
      forms = found.forms
      if found.total > found.forms.count {
        notes.append(
          QueryNote(
            "\(found.total) words begin with '\(slot.terms[0])'; the \(found.forms.count) most frequent were searched for.",
            at: slot.range))
      }
    } else {
      let reach = reach(of: mode)
      forms = Self.unique(slot.terms.flatMap { expansion.forms(of: $0, reach: reach) })
    }
    if !isNegated {
      groups.append(WordGroup(word: slot.surface, range: slot.range, forms: forms))
    }
    return (GroupQuery(forms, prefix: Self.prefix(field)), forms)
  }

  /// What a word stands for: what the query says of it, else what the search is set to.
  private func reach(of mode: SpellingMode) -> GroupExpansion.Reach {
    switch (mode, options.spellings) {
    case (.exact, _): .exact
    case _ where options.exact: .exact
    case (.wide, _): .spellings(.wide)
    case (.normal, .strict): .spellings(.strict)
    case (.normal, .wide): .spellings(.wide)
    case (.normal, .off): .inflections
    }
  }

  /// Each form once, in its nearest kind; the order is by kind, then score.
  private static func unique(_ forms: [GroupForm]) -> [GroupForm] {
    var seen: Set<String> = []
    return forms.enumerated()
      .sorted { ($0.element.kind, -$0.element.score, $0.offset) < ($1.element.kind, -$1.element.score, $1.offset) }
      .map(\.element)
      .filter { seen.insert($0.form).inserted }
  }

  private static func prefix(_ field: String?) -> String {
    field.flatMap { Schema.field(named: $0)?.prefix } ?? ""
  }

  private mutating func light(
    _ groups: [(query: GroupQuery, forms: [GroupForm])], field: String?, distance: Int?
  ) {
    guard !isNegated, field.map({ Self.prefix($0) == Schema.titlePrefix }) ?? true else { return }
    lights.append(
      Light(
        parts: groups.map { Set($0.forms.map(\.form)) }, distance: distance,
        inTitleOnly: field != nil))
  }

  // MARK: Clauses

  /// Clauses side by side: documents with all of them first, then with most.
  private mutating func words(_ clauses: [QueryClause]) throws -> Query? {
    var should: [Query] = []
    var must: [Query] = []
    var filters: [Query] = []
    var mustNot: [Query] = []
    for (index, clause) in clauses.enumerated() {
      if index + 1 < clauses.count, Self.isArticle(clause, before: clauses[index + 1]) { continue }
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
        should.append(part)
      }
    }
    var query = try Self.allFirst(should)
    if !must.isEmpty {
      let required = try Query(.and, must)
      query = try query.map { try Query(.andMaybe, [required, $0]) } ?? required
    }
    if !filters.isEmpty { query = try Query(.filter, [query ?? .matchAll] + filters) }
    if !mustNot.isEmpty { query = try Query(.andNot, [query ?? .matchAll] + mustNot) }
    return query
  }

  private static func allFirst(_ queries: [Query]) throws -> Query? {
    guard queries.count > 1 else { return queries.first }
    let all = try Query(.and, queries).scaled(by: RankingWeights.allWordsShare)
    return try Query(.or, queries + [all])
  }

  private mutating func and(_ nodes: [QueryNode]) throws -> Query? {
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
  private mutating func negated(_ node: QueryNode) throws -> Query? {
    let outer = isNegated
    isNegated = true
    defer { isNegated = outer }
    return try query(for: node)
  }

  /// Whether a clause is an article that belongs to the word after it: `Al Shara` typed as two.
  private static func isArticle(_ clause: QueryClause, before next: QueryClause) -> Bool {
    guard case .word(let word) = clause.node, case .word(let other) = next.node,
      clause.occurrence == .should, !word.isPrefix, word.mode == .normal, word.field == other.field
    else { return false }
    return QuerySlot.isArticle(word.text, before: other.text)
  }

  private static func query(for filter: FilterNode) throws -> Query {
    guard let field = Schema.field(named: filter.field) else { return try .matchNothing }
    let value = field.kind == .identifier ? filter.value : filter.value.lowercased()
    if filter.isPrefix { return try Query(wildcard: field.prefix + value) }
    return try Query(Schema.booleanTerm(field.prefix, value))
  }
}
