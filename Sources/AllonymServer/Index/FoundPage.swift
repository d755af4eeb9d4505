// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym

/// All that a page of hits shows.
struct FoundPage: Sendable {
  var result: SearchResult
  /// The key of each hit's document.
  var keys: [DocumentKey?] = []
  /// For each facet how many matches have each value, whatever of that facet is chosen.
  var facets: [FacetCounts] = []
  /// How many matches there are of each day, ascending.
  var days: [FacetCounts.Count] = []
  /// The words of the query with all forms, those that are switched off too.
  var expansions: [TermExpansion] = []
  /// How folded forms are written in documents.
  var written: [String: String] = [:]
  var generation = 0
  var revision: UInt64 = 0

  /// How many matches have no date.
  var undated: Int { max(0, result.total - days.reduce(0) { $0 + $1.documents }) }

  /// How many forms of a word are shown as documents write them.
  static let formsWritten = 16

  /// Searches for what an address says.
  init(_ address: SearchAddress, with worker: IndexWorker) throws {
    let index = try worker.index()
    var options = address.options
    // The usual order: what was counted for days is also counted for years.
    options.facets = SearchAddress.facets.filter { $0 != .year } + [.day]
    result = try index.search(address.query, options: options)
    generation = index.generation.number
    revision = index.revision
    keys = try result.hits.map { try index.key(of: $0) }
    days = result.facets.first { $0.facet == .day }?.counts.sorted { $0.value < $1.value } ?? []
    facets = try SearchAddress.facets.map { facet in
      if address.values[facet] != nil || facet == .year && address.date != nil {
        return try Self.counts(of: facet, address, index)
      }
      return result.facets.first { $0.facet == facet } ?? Self.years(of: days)
    }
    expansions = result.expansions
    if !options.off.isEmpty {
      options.off = []
      expansions = try index.expansions(of: address.query, options: options)
    }
    for hit in result.hits { for word in hit.matched { written[word.form] = word.surface } }
    for expansion in expansions {
      for form in expansion.forms.prefix(Self.formsWritten) where form.documents > 0 {
        written[form.form] = try worker.writtenForm(of: form.form, in: index)
      }
    }
  }

  /// The counts of a facet as if nothing of it was chosen.
  private static func counts(
    of facet: Facet, _ address: SearchAddress, _ index: SearchIndex
  ) throws -> FacetCounts {
    var options = address.options
    options.filters.values[facet] = nil
    if facet == .year {
      options.filters.days = nil
      options.filters.isUndated = false
    }
    options.limit = 0
    options.offset = 0
    options.showsPassages = false
    options.suggests = false
    options.facets = [facet]
    let found = try index.search(address.query, options: options).facets
    return found.first ?? years(of: [])
  }

  private static func years(of days: [FacetCounts.Count]) -> FacetCounts {
    var sums: [String: Int] = [:]
    for day in days { sums[String(day.value.prefix(4)), default: 0] += day.documents }
    return FacetCounts(
      .year, counts: sums.largestFirst.map { .init(value: $0.key, documents: $0.value) })
  }
}
