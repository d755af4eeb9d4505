// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// A position of a query with all the terms that may stand there, as Xapian runs it. Kept between queries,
/// with what was made of it for the first.
final class ExpansionQuery {
  /// The terms with their prefix, as far as the index holds them, the word typed alone where it holds none. That
  /// is in the first layer, its inflections are in the second.
  private let members: [Query.SynonymTerm]
  /// Whether there is more than the word typed and its inflections.
  private let isSpelt: Bool
  /// The value slot that says where they stand in a document.
  let positionsSlot: ValueSlot
  private let database: Database
  private var rankedBefore: Query?

  init(_ forms: [TermVariant], prefix: String, in database: Database) {
    self.database = database
    positionsSlot = Schema.positionsSlot(ofPrefix: prefix)
    let held = forms.filter { $0.documents > 0 }
    // What no document holds would be looked up all the same, several times a query.
    members = (held.isEmpty ? forms.prefix(1) : held[...]).map { form in
      let nearness = form.kind == .exact ? 0 : form.kind <= .inflection ? 1 : 2
      let layer = form.documents == 0 ? 2 : nearness
      return Query.SynonymTerm(prefix + form.form, layer: layer, documents: form.documents)
    }
    isSpelt = forms.count > max(members.count { $0.layer < 2 }, 1)
  }

  /// The expansion as one term, with the exact spelling first among equals, then inflections.
  ///
  /// A document has a part of its weight for any of its words; those nearest to the one typed have the rest, and a
  /// little more.
  func ranked() throws -> Query {
    if let rankedBefore { return rankedBefore }
    let query = try makeRanked()
    rankedBefore = query
    return query
  }

  private func makeRanked() throws -> Query {
    let shares = RankingWeights.self
    let near = members.count { $0.layer < 2 }
    let exact = members.count { $0.layer == 0 }
    let exactShare = exact > 0 ? shares.exactShare : 0
    if near == 0 || (near == exact && !isSpelt) {
      return try synonyms(factors: (0, 0, 1))
    }
    return try synonyms(
      factors: isSpelt
        ? (exactShare, 1 - shares.spellingShare + shares.inflectionShare, shares.spellingShare)
        : (exactShare, 0, 1))
  }

  private func synonyms(factors: (Double, Double, Double)) throws -> Query {
    try Query(
      synonyms: members, in: database, factors: factors, k1: RankingWeights.k1, b: RankingWeights.b)
  }
}
