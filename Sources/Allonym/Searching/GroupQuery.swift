// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// A position of a query with all the terms that may stand there, as Xapian runs it.
struct GroupQuery {
  /// The terms with their prefix, the word typed first.
  let terms: [String]
  /// The word typed and its inflections.
  let near: [String]
  /// The word typed.
  let exact: [String]

  init(_ forms: [GroupForm], prefix: String) {
    terms = forms.map { prefix + $0.form }
    near = forms.filter { $0.kind <= .inflection }.map { prefix + $0.form }
    exact = forms.filter { $0.kind == .exact }.map { prefix + $0.form }
  }

  /// The group as one term, with the exact spelling first among equals, then inflections.
  ///
  /// `OP_SYNONYM` ranks the group as one term and ignores weights inside it, so the shares are
  /// added beside it.
  func ranked() throws -> Query {
    var parts = [try Self.joined(.synonym, terms)]
    if terms.count > near.count {
      parts.append(
        try Self.joined(.synonym, near).scaled(by: RankingWeights.inflectionShare))
    }
    if terms.count > exact.count, !exact.isEmpty {
      parts.append(try Self.joined(.synonym, exact).scaled(by: RankingWeights.exactShare))
    }
    return parts.count == 1 ? parts[0] : try Query(.or, parts)
  }

  /// The group as `OP_PHRASE` and `OP_NEAR` take it: a term or an `OP_OR` of terms. Anything else
  /// there throws or loses hits.
  func slot() throws -> Query {
    try Self.joined(.or, terms)
  }

  private static func joined(_ operation: Query.Operator, _ terms: [String]) throws -> Query {
    let queries = try terms.map { try Query($0) }
    return queries.count == 1 ? queries[0] : try Query(operation, queries)
  }
}
