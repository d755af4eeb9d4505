// SPDX-License-Identifier: GPL-2.0-or-later

/// What a query asks for, as a tree. Texts are as typed: the engine analyses them.
///
/// The tree is tidy: no list has fewer than two elements, ``and(_:)`` and ``or(_:)`` hold none of
/// their own kind, and ``not(_:)`` holds no other ``not(_:)``.
public indirect enum QueryNode: Sendable, Equatable {
  /// One word, or what was typed as one: it may be several terms (`Deir-ez-Zor`).
  case word(WordNode)
  /// Words in this order, side by side.
  case phrase(PhraseNode)
  /// Words at most `window` words apart in any order. The operands are words, phrases of one word,
  /// and ``or(_:)`` groups of these, all in the same field.
  case near([QueryNode], window: Int)
  /// Clauses that were written side by side: documents with all of them first, then with most.
  /// At least one clause is not ``Occurrence/mustNot``.
  case words([QueryClause])
  /// Documents that match every operand.
  case and([QueryNode])
  /// Documents that match any operand.
  case or([QueryNode])
  /// All documents except those that match.
  case not(QueryNode)
  /// An exact value of a field, such as `lang:ru`. It restricts and does not rank.
  case filter(FilterNode)
  /// A closed range of days. It restricts and does not rank.
  case dateRange(DateRangeNode)
}

/// What a clause of ``QueryNode/words(_:)`` asks.
public enum Occurrence: Sendable, Equatable {
  /// The clause counts; a document without it may still be found.
  case should
  /// Every document found matches the clause (`+word`, an explicit AND, a filter).
  case must
  /// No document found matches the clause (`-word`, `NOT word`).
  case mustNot
}

/// One of the clauses written side by side.
public struct QueryClause: Sendable, Equatable {
  /// What the clause asks of a document.
  public let occurrence: Occurrence
  /// What is looked for.
  public let node: QueryNode

  /// A clause of ``QueryNode/words(_:)``.
  public init(_ occurrence: Occurrence, _ node: QueryNode) {
    self.occurrence = occurrence
    self.node = node
  }
}

/// Which spellings of a word or phrase are looked for.
public enum SpellingMode: Sendable, Equatable {
  /// As the search is set: inflections and spellings.
  case normal
  /// As typed only (`=word`).
  case exact
  /// More distant spellings too (`~word`).
  case wide
}

/// A word of a query.
public struct WordNode: Sendable, Equatable {
  /// The word as typed, without the signs around it.
  public let text: String
  /// Where it stands in the query, in UTF-8 bytes.
  public let range: Range<Int>
  /// The text field it is looked for in; nil for the usual ones.
  public let field: String?
  /// Which spellings are looked for.
  public let mode: SpellingMode
  /// Whether it is the beginning of a word (`prefix*`).
  public let isPrefix: Bool

  /// A word of a query.
  public init(
    text: String, range: Range<Int>, field: String? = nil, mode: SpellingMode = .normal,
    isPrefix: Bool = false
  ) {
    self.text = text
    self.range = range
    self.field = field
    self.mode = mode
    self.isPrefix = isPrefix
  }
}

/// A phrase of a query.
public struct PhraseNode: Sendable, Equatable {
  /// What stands between the quotes, without white space at the ends.
  public let text: String
  /// Where it stands in the query with its quotes, in UTF-8 bytes.
  public let range: Range<Int>
  /// The text field it is looked for in; nil for the usual ones.
  public let field: String?
  /// Which spellings are looked for.
  public let mode: SpellingMode

  /// A phrase of a query.
  public init(
    text: String, range: Range<Int>, field: String? = nil, mode: SpellingMode = .normal
  ) {
    self.text = text
    self.range = range
    self.field = field
    self.mode = mode
  }
}

/// An exact value of a field.
public struct FilterNode: Sendable, Equatable {
  /// The field's name as the field table has it.
  public let field: String
  /// The value as typed, or its beginning.
  public let value: String
  /// Whether the value is only the beginning (`id:news-*`).
  public let isPrefix: Bool
  /// Where the value stands in the query, in UTF-8 bytes.
  public let range: Range<Int>

  /// An exact value of a field.
  public init(field: String, value: String, isPrefix: Bool = false, range: Range<Int>) {
    self.field = field
    self.value = value
    self.isPrefix = isPrefix
    self.range = range
  }
}

/// A closed range of days in a date field.
public struct DateRangeNode: Sendable, Equatable {
  /// The field's name as the field table has it.
  public let field: String
  /// The first day, `YYYYMMDD`; `00010101` when the range has no beginning.
  public let first: String
  /// The last day, `YYYYMMDD`; `99991231` when the range has no end.
  public let last: String
  /// Where the value stands in the query, in UTF-8 bytes.
  public let range: Range<Int>

  /// A closed range of days.
  public init(field: String, first: String, last: String, range: Range<Int>) {
    self.field = field
    self.first = first
    self.last = last
    self.range = range
  }
}

extension QueryNode {
  /// The stretch of the query the node was read from, in UTF-8 bytes: from the first of its leaves
  /// to the last, operators and brackets around them left out.
  public var range: Range<Int> {
    switch self {
    case .word(let word): word.range
    case .phrase(let phrase): phrase.range
    case .filter(let filter): filter.range
    case .dateRange(let dates): dates.range
    case .not(let node): node.range
    case .near(let nodes, _), .and(let nodes), .or(let nodes): Self.hull(of: nodes)
    case .words(let clauses): Self.hull(of: clauses.map(\.node))
    }
  }

  private static func hull(of nodes: [QueryNode]) -> Range<Int> {
    let ranges = nodes.map(\.range)
    let lower = ranges.map(\.lowerBound).min() ?? 0
    return lower..<(ranges.map(\.upperBound).max() ?? lower)
  }

  /// Whether the node only restricts: filters, date ranges, and what is made of them alone.
  public var isFilter: Bool {
    switch self {
    case .filter, .dateRange: true
    // Nobody asks for a path to rank by it.
    case .word(let word): word.field == "path"
    case .phrase(let phrase): phrase.field == "path"
    case .near: false
    case .not(let node): node.isFilter
    case .and(let nodes), .or(let nodes): nodes.allSatisfy(\.isFilter)
    case .words(let clauses): clauses.allSatisfy(\.node.isFilter)
    }
  }
}
