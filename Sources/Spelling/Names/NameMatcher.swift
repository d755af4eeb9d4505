// SPDX-License-Identifier: GPL-2.0-or-later

/// Looks for many names in a list, on all cores. It keeps what it found for each word, since names repeat words.
///
/// ```swift
/// var matcher = NameMatcher(list)
/// let matches = matcher.matches(of: [NameRow(names: ["Sharaa, Ahmad"])])
/// ```
public struct NameMatcher: Sendable {
  private let list: NameList
  private let model: SpellingModel?
  private let options: NameMatchOptions
  private var hits: [SoughtWord: [WordHit]] = [:]

  /// What was found for more words than this is forgotten: it takes a kilobyte a word.
  private static let maxWords = 100_000
  /// The names are shared among the cores in so many parts.
  private static let parts = 64

  /// A matcher for a list.
  public init(_ list: NameList, options: NameMatchOptions = NameMatchOptions()) {
    self.init(list, options: options, model: .shared)
  }

  /// The same by another model than the program's own.
  package init(_ list: NameList, options: NameMatchOptions, model: SpellingModel?) {
    self.list = list
    self.options = options
    self.model = model
  }

  /// The matches of some rows with what is known of them beside their names, in their order.
  public mutating func matches(of rows: [NameRow]) -> [[NameMatch]] {
    let sought = Parallel.map(count: rows.count, parts: Self.parts) { range in
      range.map { SoughtRow(rows[$0]) }
    }.flatMap { $0 }
    find(Set(sought.lazy.flatMap(\.names).flatMap(\.words)))
    let (list, hits, options, model) = (list, hits, options, model)
    return Parallel.map(count: sought.count, parts: Self.parts) { range in
      var search = NameSearch(list, hits: hits, options: options, model: model)
      return range.map { search.matches(of: sought[$0]) }
    }.flatMap { $0 }
  }

  /// Finds what the list has of some words.
  private mutating func find(_ words: Set<SoughtWord>) {
    if hits.count + words.count > Self.maxWords { hits.removeAll() }
    let missing = words.filter { hits[$0] == nil }.sorted { $0.word.folded < $1.word.folded }
    let (list, model) = (list, model)
    let found = Parallel.map(count: missing.count, parts: Self.parts) { range in
      var finder = WordFinder(list, model: model)
      return range.map { finder.hits(of: missing[$0]) }
    }.flatMap { $0 }
    for (word, hits) in zip(missing, found) { self.hits[word] = hits }
  }
}

/// Which matches of a name are wanted.
public struct NameMatchOptions: Sendable {
  /// The lowest score of a match.
  public var minimumScore = 0.5
  /// How many matches of a name are wanted.
  public var limit = 10
  /// Whether two bodies of one name are the same whatever their legal forms are.
  public var ignoresLegalForms = false

  /// The usual options.
  public init() {}
}

/// A row that is looked for.
struct SoughtRow: Sendable {
  let names: [SoughtName]
  let evidence: NameEvidence

  init(_ row: NameRow) {
    names = row.comparedNames.map { SoughtName(Name($0)) }
    evidence = row.evidence
  }
}

/// A name that is looked for, with the words that a list is searched for.
struct SoughtName: Sendable {
  let name: Name
  /// The units that distinguish names, or all where none does.
  let units: [NameUnit]
  /// What is looked for of each unit.
  let words: [SoughtWord]
  /// The words that distinguish names, as bits.
  let distinctive: UInt32

  init(_ name: Name) {
    self.name = name
    let units = NameUnit.units(of: name)
    let distinctive = units.filter { unit in
      unit.tokens.count > 1 || name.tokens[unit.tokens.lowerBound].isDistinctive
    }
    self.units = distinctive.isEmpty ? units : distinctive
    words = self.units.map { SoughtWord($0) }
    self.distinctive = name.tokens.indices.reduce(0) {
      name.tokens[$1].isDistinctive ? $0 | 1 << UInt32($1) : $0
    }
  }
}

extension Range<Int> {
  /// The numbers as bits.
  var bits: UInt32 { reduce(0) { $0 | 1 << UInt32($1) } }
}
