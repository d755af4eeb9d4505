// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

/// Puts the words of a vocabulary in the place of those of a query, as `QueryCompiler` does for Xapian.
struct QueryExpander {
  let expansion: QueryExpansion
  let aliases: AliasFile
  let options: SearchOptions
  let words: EngineWords
  /// How many words stand for a word of the query at most.
  let limit: Int
  /// What was left out.
  private(set) var notes: [QueryNote] = []

  /// Fields of text that other engines are likely to have by the same name.
  private static let sharedFields: Set<String> = ["title", "author"]

  init(
    expansion: QueryExpansion, aliases: AliasFile, options: SearchOptions, words: EngineWords,
    limit: Int
  ) {
    self.expansion = expansion
    self.aliases = aliases
    self.options = options
    self.words = words
    self.limit = limit
  }

  /// What to look for; nil where nothing is left.
  mutating func query(for node: QueryNode) throws -> ExpandedQuery? {
    switch node {
    case .word(let word):
      return try sequence(
        word.text, at: word.range, mode: word.mode, field: word.field, isPrefix: word.isPrefix)
    case .phrase(let phrase):
      return try sequence(phrase.text, at: phrase.range, mode: phrase.mode, field: phrase.field)
    case .near(let nodes, let window):
      guard let parts = try all(nodes.map { try nearPart($0) }) else { return nil }
      return .near(parts, window: window + 1)
    case .words(let clauses): return try words(clauses)
    case .and(let nodes):
      return try clauses(
        nodes.map { node in
          if case .not(let inner) = node { return QueryClause(.mustNot, inner) }
          return QueryClause(.must, node)
        })
    case .or(let nodes):
      let parts = try nodes.compactMap { try query(for: $0) }
      return parts.isEmpty ? nil : .clauses(should: parts, must: [], mustNot: [])
    case .not(let inner): return try clauses([QueryClause(.mustNot, inner)])
    case .filter(let filter):
      leaveOut("\(filter.field):\(filter.value)", at: filter.range)
      return nil
    case .dateRange(let dates):
      leaveOut("\(dates.field):", at: dates.range)
      return nil
    }
  }

  private mutating func leaveOut(_ text: String, at range: Range<Int>) {
    notes.append(
      QueryNote(
        "Left out “\(text)”: other engines have other fields; add what yours has to the query.",
        at: range))
  }

  // MARK: Clauses

  private mutating func clauses(_ clauses: [QueryClause]) throws -> ExpandedQuery? {
    var should: [ExpandedQuery] = []
    var must: [ExpandedQuery] = []
    var mustNot: [ExpandedQuery] = []
    for clause in clauses {
      guard let part = try query(for: clause.node) else { continue }
      switch clause.occurrence {
      case .should: should.append(part)
      case .must: must.append(part)
      case .mustNot: mustNot.append(part)
      }
    }
    guard should.count + must.count + mustNot.count > 0 else { return nil }
    return .clauses(should: should, must: must, mustNot: mustNot)
  }

  /// Clauses side by side: plain words that follow each other are read together.
  private mutating func words(_ clauses: [QueryClause]) throws -> ExpandedQuery? {
    let isRow = clauses.count { $0.occurrence == .should } > 1
    var plain: [WordNode] = []
    var others: [QueryClause] = []
    var row: [ExpandedQuery] = []
    for clause in clauses {
      if isRow, let word = QueryCompiler.plainWord(clause) {
        plain.append(word)
      } else {
        row += self.row(plain)
        plain = []
        others.append(clause)
      }
    }
    row += self.row(plain)
    guard case .clauses(let should, let must, let mustNot) = try self.clauses(others) else {
      return row.isEmpty ? nil : .clauses(should: row, must: [], mustNot: [])
    }
    return .clauses(should: row + should, must: must, mustNot: mustNot)
  }

  /// Plain words side by side, each with the other ways to write it.
  private mutating func row(_ words: [WordNode]) -> [ExpandedQuery] {
    guard !words.isEmpty else { return [] }
    let slots = QueryPosition.positions(of: words)
    let reach = options.reach(of: .normal, isAlone: true)
    let others = Alternatives(expansion: expansion, aliases: aliases).found(
      for: slots, reach: reach)
    return slots.enumerated().map { number, slot in
      let own = others.filter { $0.range.contains(number) }
      let solid = own.filter {
        $0.forms.count == 1 && $0.range.count > 1
          && ($0.range.lowerBound == number || $0.isName(among: slots))
      }.flatMap { $0.forms[0] }
      let word = self.word(of: slot, TermVariant.unique(forms(of: slot, reach) + solid))
      let ways = own.filter { $0.forms.count > 1 || $0.range.count == 1 }.map {
        Self.phrase($0.forms.map { self.word(of: nil, $0) })
      }
      return ways.isEmpty ? .word(word) : .ways([.word(word)] + ways)
    }
  }

  // MARK: Words

  /// A word or phrase as typed, and the other ways to write it.
  private mutating func sequence(
    _ text: String, at range: Range<Int>, mode: SpellingMode, field: String?, isPrefix: Bool = false
  ) throws -> ExpandedQuery? {
    if let field, !Self.sharedFields.contains(field) {
      leaveOut("\(field):\(text)", at: range)
      return nil
    }
    if isPrefix, let pattern = QueryPattern(text) {
      let found = try expansion.forms(matching: pattern, as: text, in: "")
      return fitting(found.forms, as: text, at: range, field: field)
    }
    let slots = QueryPosition.positions(of: text, at: range.lowerBound)
    guard !slots.isEmpty else { return nil }
    let reach = options.reach(of: mode, isAlone: slots.count == 1)
    var words = slots.map { word(of: $0, forms(of: $0, reach), field: field) }
    if isPrefix, let last = slots.last {
      let found = try expansion.forms(withPrefix: last.terms[0], in: "")
      guard case .word(let word)? = fitting(found.forms, as: text + "*", at: range, field: field)
      else { return nil }
      words[words.count - 1] = word
    }
    let plain = Self.phrase(words)
    guard field == nil, !isPrefix else { return plain }
    let others = Alternatives(expansion: expansion, aliases: aliases)
      .found(for: slots, reach: reach)
      .map { ($0.range, $0.forms.map { self.word(of: nil, $0) }) }
    let ways = PhraseWays.all(of: words, with: others).map(Self.phrase)
    return ways.isEmpty ? plain : .ways([plain] + ways)
  }

  /// The words that fit a pattern; nil, with a note, where the vocabulary has none.
  private mutating func fitting(
    _ forms: [TermVariant], as text: String, at range: Range<Int>, field: String?
  ) -> ExpandedQuery? {
    guard !forms.isEmpty else {
      notes.append(QueryNote("Left out “\(text)”: no word of the vocabulary fits it.", at: range))
      return nil
    }
    if forms.count > limit {
      notes.append(
        QueryNote(
          "\(forms.count) words fit “\(text)”; the \(limit) most frequent were written (see --limit).",
          at: range))
    }
    return .word(word(of: nil, forms, field: field))
  }

  private mutating func nearPart(_ node: QueryNode) throws -> ExpandedWord? {
    switch node {
    case .or(let nodes):
      guard let parts = try all(nodes.map { try nearPart($0) }) else { return nil }
      var word = parts[0]
      word.terms = parts.flatMap(\.terms)
      word.articles = parts.first { !$0.articles.isEmpty }?.articles ?? []
      return word
    default:
      let part = try query(for: node)
      if case .ways(let ways)? = part, case .word(let word)? = ways.first { return word }
      if case .word(let word)? = part { return word }
      if part != nil {
        throw QueryError(
          "NEAR stands between single words: write a phrase or several words outside of it.",
          at: node.range)
      }
      return nil
    }
  }

  /// All parts; nil where one is missing.
  private func all(_ parts: [ExpandedWord?]) throws -> [ExpandedWord]? {
    let found = parts.compactMap(\.self)
    return found.count == parts.count && !found.isEmpty ? found : nil
  }

  private static func phrase(_ words: [ExpandedWord]) -> ExpandedQuery {
    words.count == 1 ? .word(words[0]) : .phrase(words)
  }

  private func forms(of slot: QueryPosition, _ reach: QueryExpansion.Reach) -> [TermVariant] {
    TermVariant.unique(slot.words.flatMap { expansion.forms(of: $0, reach: reach) })
  }

  /// A position: the word as typed where it was, then the engine's words for the forms.
  private func word(
    of slot: QueryPosition?, _ forms: [TermVariant], field: String? = nil
  ) -> ExpandedWord {
    var terms: [ExpandedWord.Term] = []
    var seen: Set<String> = []
    func add(_ text: String, _ score: Double) {
      guard seen.insert(text).inserted else { return }
      terms.append(ExpandedWord.Term(text: text, score: score))
    }
    if let slot, !slot.hasArticle, words.terms == nil { add(slot.surface.lowercased(), 1) }
    for form in forms.prefix(limit) {
      for text in words.ways(toWrite: form.form) { add(text, form.score) }
    }
    return ExpandedWord(terms: terms, field: field, articles: Self.articles(before: slot, forms))
  }

  /// Articles that the engine may have as words of their own before a name.
  private static func articles(before slot: QueryPosition?, _ forms: [TermVariant]) -> [String] {
    let isName = slot?.hasArticle == true || forms.contains { $0.form.hasPrefix(Gazetteer.article) }
    guard isName else { return [] }
    return ArticleTable.words.filter { article in
      forms.contains { ArticleTable.shared.mayStand(article, before: $0.form) }
    }
  }
}
