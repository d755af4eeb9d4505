// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// What stands beside a row of words and decides which documents are found at all.
struct RowConditions {
  /// What a document must match, and what weighs.
  var must: [Query] = []
  /// What a document must match, and what does not weigh.
  var filters: [Query] = []
  /// What a document must not match.
  var mustNot: [Query] = []

  /// The query for the words, where what must be there has to be there.
  func requiring(_ words: Query?) throws -> Query? {
    guard !must.isEmpty else { return words }
    let required = try Query(.and, must)
    return try words.map { try Query(.andMaybe, [required, $0]) } ?? required
  }

  /// A query restricted by the filters and by what must not be there.
  func restricting(_ query: Query?) throws -> Query? {
    var query = query
    if !filters.isEmpty { query = try Query(.filter, [query ?? .matchAll] + filters) }
    if !mustNot.isEmpty { query = try Query(.andNot, [query ?? .matchAll] + mustNot) }
    return query
  }
}
