// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// What hits must be, besides matching the query. Filters restrict and do not rank.
public struct SearchFilters: Sendable, Equatable {
  /// For each facet the values of which a hit has one; of folders those that it lies below.
  public var values: [Facet: Set<String>] = [:]
  /// The days, `YYYYMMDD`, in which the date that the document gives lies.
  public var days: ClosedRange<String>?
  /// Whether only documents without a date are hits.
  public var isUndated = false

  /// The documents among which hits are; nil for all.
  public var only: Set<DocumentKey>?
  /// The documents that are no hits.
  public var without: Set<DocumentKey> = []

  /// No filter.
  public init() {}

  /// Whether nothing is filtered.
  public var isEmpty: Bool {
    values.values.allSatisfy(\.isEmpty) && days == nil && !isUndated && only == nil
      && without.isEmpty
  }

  /// The days that a date value of the query language stands for, such as `2024` or `2024-01..2024-06`.
  ///
  /// - Throws: `QueryError` where it is none.
  public static func days(of text: String) throws(QueryError) -> ClosedRange<String> {
    let range = 0..<text.utf8.count
    let dates = try QueryDates(text, field: "date", at: range)
    return dates.first.text...dates.last.text
  }

  /// The part of a query that passes the filters.
  func applied(to query: Query, in database: Database) throws -> Query {
    var filters: [Query] = []
    for (facet, values) in values.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where !values.isEmpty {
      filters.append(try Query(.or, values.sorted().map { try Self.query(facet, $0) }))
    }
    if let days {
      filters.append(
        try Query(slot: Schema.dateSlot, from: days.lowerBound, through: days.upperBound))
    }
    if let only { filters.append(try Self.query(only, in: database)) }
    var filtered = filters.isEmpty ? query : try Query(.filter, [query] + filters)
    if isUndated {
      filtered = try Query(.andNot, [filtered, try Query(slot: Schema.dateSlot, atLeast: "0")])
    }
    if !without.isEmpty {
      filtered = try Query(.andNot, [filtered, try Self.query(without, in: database)])
    }
    return filtered
  }

  private static func query(_ keys: Set<DocumentKey>, in database: Database) throws -> Query {
    try Query(documents: try keys.compactMap { try database.postings($0.term).first })
  }

  /// What lies in a folder, however deep.
  private static func below(_ folder: String) throws -> Query {
    let start = folder.hasSuffix("/") ? folder : folder + "/"
    return try Query(slot: Schema.orderSlot, from: start, through: start + "\u{10FFFF}")
  }

  private static func query(_ facet: Facet, _ value: String) throws -> Query {
    switch facet {
    case .language: try Query(Schema.booleanTerm(Schema.languagePrefix, value))
    case .type: try Query(Schema.booleanTerm(Schema.typePrefix, value))
    case .year: try Query(slot: facet.slot, from: value + "0000", through: value + "9999")
    case .folder: try below(value)
    case .day, .host, .author: try Query(slot: facet.slot, from: value, through: value)
    }
  }
}
