// SPDX-License-Identifier: GPL-2.0-or-later
public import Allonym

/// A search as it is kept: what is typed and chosen, without the page of hits.
public struct SavedSearch: Sendable, Equatable, Codable {
  /// The query as typed.
  public var query: String
  /// Which spellings its words stand for.
  public var spellings: String = SearchOptions.Spellings.strict.rawValue
  /// Whether words are found as typed only.
  public var isExact = false
  /// The forms that are switched off, folded.
  public var off: [String] = []
  /// The values chosen of each facet, by its name.
  public var values: [String: [String]] = [:]
  /// The days chosen, such as `2024-01..2024-06`; `none` for documents without a date.
  public var date: String?

  /// A query with nothing chosen.
  public init(_ query: String) { self.query = query }

  /// The search as the engine runs it: every hit with a passage.
  public var options: SearchOptions {
    var options = SearchOptions()
    options.spellings = SearchOptions.Spellings(rawValue: spellings) ?? .strict
    options.exact = isExact
    options.off = Set(off)
    options.suggests = false
    for (name, chosen) in values {
      if let facet = Facet(rawValue: name) { options.filters.values[facet] = Set(chosen) }
    }
    if date == "none" {
      options.filters.isUndated = true
    } else {
      options.filters.days = date.flatMap { try? SearchFilters.days(of: $0) }
    }
    return options
  }
}
