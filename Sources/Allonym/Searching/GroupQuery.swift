// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// A position of a query with all the terms that may stand there, as Xapian runs it. Kept between queries,
/// with what was made of it for the first.
final class GroupQuery {
  /// The terms with their prefix, as far as the index holds them, the word typed first; that alone where
  /// it holds none.
  let terms: [String]
  /// The word typed and its inflections, as far as the index holds them.
  let near: [String]
  /// The word typed, if the index holds it.
  let exact: [String]
  /// Whether the group has more than the word typed and its inflections.
  private let isSpelt: Bool
  private var rankedBefore: Query?
  private var slotBefore: Query?

  init(_ forms: [GroupForm], prefix: String) {
    let held = forms.filter { $0.documents > 0 }
    // What no document holds would be looked up all the same, several times a query.
    terms = (held.isEmpty ? forms.prefix(1) : held[...]).map { prefix + $0.form }
    near = held.filter { $0.kind <= .inflection }.map { prefix + $0.form }
    isSpelt = forms.count > max(near.count, 1)
    exact = held.filter { $0.kind == .exact }.map { prefix + $0.form }
  }

  /// The group as one term, with the exact spelling first among equals, then inflections.
  ///
  /// `OP_SYNONYM` ranks a group as one term and ignores weights inside it. So the group has a part
  /// of its weight only, and its words nearest to the one typed have the rest, and a little more.
  func ranked() throws -> Query {
    if let rankedBefore { return rankedBefore }
    let query = try makeRanked()
    rankedBefore = query
    return query
  }

  private func makeRanked() throws -> Query {
    let all = try Self.joined(.synonym, terms)
    guard !near.isEmpty else { return all }
    var parts = [all]
    if isSpelt {
      let shares = RankingWeights.self
      parts = [
        try all.scaled(by: shares.spellingShare),
        try Self.joined(.synonym, near)
          .scaled(by: 1 - shares.spellingShare + shares.inflectionShare),
      ]
    }
    if near.count > exact.count || isSpelt, !exact.isEmpty {
      parts.append(try Self.joined(.synonym, exact).scaled(by: RankingWeights.exactShare))
    }
    return parts.count == 1 ? parts[0] : try Query(.or, parts)
  }

  /// The group as `OP_PHRASE` and `OP_NEAR` take it: a term or an `OP_OR` of terms. Anything else
  /// there throws or loses hits.
  func slot() throws -> Query {
    if let slotBefore { return slotBefore }
    let query = try Self.joined(.or, terms)
    slotBefore = query
    return query
  }

  private static func joined(_ operation: Query.Operator, _ terms: [String]) throws -> Query {
    let queries = try terms.map { try Query($0) }
    return queries.count == 1 ? queries[0] : try Query(operation, queries)
  }
}
