// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// Counts over all documents that a query found, whatever the page of hits that is shown.
struct MatchCounting {
  /// What ran the query, and has checked all documents for it.
  let enquire: Enquire
  let index: SearchIndex
  let options: SearchOptions
  /// The query that was run, without its filters.
  let query: Query

  /// Puts the counts into an answer.
  func count(
    in result: inout SearchResult, query root: QueryNode, _ compiler: QueryCompiler
  ) throws {
    let counts = try enquire.matchCounts
    result.total = counts.matches
    result.texts = counts.different
    result.facets = try options.facets.map {
      FacetCounts(
        $0,
        try $0 == .folder
          ? enquire.folderCounts(of: $0.slot) : enquire.valueCounts(of: $0.slot),
        of: counts.matches)
    }
    if let allWords = compiler.allWords, options.countsAll {
      result.withAllWords = try count(allWords)
    }
    if options.countsForms { try countForms(in: &result, of: root, compiler.alternatives) }
  }

  /// How many documents that pass the filters a query finds.
  private func count(_ query: Query) throws -> Int {
    let enquire = try Enquire(index.database)
    try enquire.setQuery(options.filters.applied(to: query, in: index.database))
    try enquire.setWeighting(.bool)
    return try enquire.mset(limit: 0, checkAtLeast: index.database.documentCount).lowerBound
  }

  /// - Parameter alternatives: what stands for several words, or for one as several, by how the answer tells it.
  private func countForms(
    in result: inout SearchResult, of root: QueryNode, _ alternatives: [String: Query]
  ) throws {
    let findsAll = options.filters.isEmpty && Self.findsEveryForm(root, result.expansions.count)
    for expansion in result.expansions.indices {
      let prefix = QueryCompiler.prefix(result.expansions[expansion].field)
      for number in result.expansions[expansion].forms.indices {
        let form = result.expansions[expansion].forms[number]
        guard form.documents > 0 else { continue }
        result.expansions[expansion].forms[number].matches =
          if findsAll {
            form.documents
          } else if let alternative = alternatives[form.form] {
            try count(Query(.filter, [query, alternative]))
          } else {
            try enquire.matches(holding: prefix + form.form)
          }
        result.expansions[expansion].forms[number].written = index.written(form.form)
      }
    }
  }

  /// Whether a query finds every document that holds any form of any of its words, so that there is
  /// nothing to count.
  private static func findsEveryForm(_ root: QueryNode, _ expansions: Int) -> Bool {
    switch root {
    case .word: expansions == 1
    case .words(let clauses): clauses.allSatisfy { QueryCompiler.plainWord($0) != nil }
    default: false
    }
  }
}
