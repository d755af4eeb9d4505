// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Xapian

/// Another way to write some words of a query that stand side by side: a compound as one word or as
/// two, or another name of the same thing. Kept between queries, with the groups that it is searched as.
struct Alternative {
  /// The words of the query that it stands for.
  let range: Range<Int>
  /// The forms at each of its own positions.
  let expansions: [ExpandedPosition]
  /// How it came about.
  let kind: TermVariant.Kind
  /// The way to write, as the answer tells it.
  let text: String
  /// Where a name comes from that is no other way to write.
  var source: AliasSet.Source?
  /// How many documents hold it.
  let documents: Int

  /// An alternative; nil where no document holds it.
  init?(
    _ range: Range<Int>, _ forms: [[TermVariant]], _ kind: TermVariant.Kind, _ text: String,
    in database: Database
  ) throws {
    let held = forms.map { $0.filter { $0.documents > 0 } }
    guard !held.isEmpty, held.allSatisfy({ !$0.isEmpty }) else { return nil }
    self.range = range
    self.kind = kind
    self.text = text
    expansions = held.map { ExpandedPosition($0, prefix: "", in: database) }
    let enquire = try Enquire(database)
    try enquire.setWeighting(.bool)
    try enquire.setQuery(try PositionalQuery.phrase(expansions.map(\.query)))
    documents = try enquire.mset(limit: 0, checkAtLeast: database.documentCount).lowerBound
    guard documents > 0 else { return nil }
  }

  /// How sure it is that it is meant.
  var score: Double { expansions.map { $0.forms.map(\.score).max() ?? 0 }.min() ?? 0 }

  /// Why it stands for the words.
  var reason: String {
    source?.reason ?? (expansions.count > 1 ? "written apart" : "written as one word")
  }
}

/// Finds other ways to write words side by side.
struct Alternatives {
  let expansion: QueryExpansion
  let aliases: AliasFile

  /// How many of the solid words for a compound are searched for in all spellings; the others are
  /// searched for as they are.
  private static let solidsSpelt = 2

  /// The alternatives for runs of positions, those only that the index can hold.
  ///
  /// - Parameter reach: how the words of an alternative are expanded.
  func found(
    for positions: [QueryPosition], reach: QueryExpansion.Reach
  ) throws -> [Alternative] {
    if case .exact = reach { return [] }
    return try positions.indices.flatMap { try named(positions, from: $0, reach) }
      + solid(positions, reach)
      + plain(positions, reach) + apart(positions, reach)
  }

  /// Other names of what is named from a position on: from the alias file, and of what open data knows where
  /// spellings are searched for.
  private func named(
    _ positions: [QueryPosition], from start: Int, _ reach: QueryExpansion.Reach
  ) throws -> [Alternative] {
    let known =
      reach == .inflections
      ? [] : AliasSet.known(in: positions, from: start, expansion.vocabulary)
    let sets = positions[start].terms.flatMap { aliases.sets(beginningWith: $0) } + known
    return try sets.flatMap { set -> [Alternative] in
      guard let range = set.range(in: positions, from: start) else { return [] }
      return try set.others.compactMap { name in
        let expansions = name.positions.map { position in
          position.terms.flatMap { expansion.forms(of: $0, reach: .inflections) }
        }
        var found = try alternative(range, expansions, .alias, name.text)
        found?.source = set.source
        return found
      }
    }
  }

  /// Whether two words make a name together: Abd al-Rahman, Su 27.
  static func makeName(_ first: String, _ second: String) -> Bool {
    CompoundTable.joins(first, second)
      || NumberReading.designation(first + second)?.letters == first
  }

  /// Two words as one: Abd al-Rahman as Abdulrahman, Su 27 as Su27.
  private func solid(
    _ positions: [QueryPosition], _ reach: QueryExpansion.Reach
  ) throws -> [Alternative] {
    let table = CompoundTable.self
    return try positions.indices.dropLast().compactMap { start in
      let (first, second) = (positions[start].terms[0], positions[start + 1].terms[0])
      let isName = Self.makeName(first, second)
      let solids = table.joins(first, second) ? table.solids(first, second) : [first + second]
      var forms = solids.enumerated().flatMap {
        expansion.forms(of: $1, reach: isName && $0 < Self.solidsSpelt ? reach.vouchedFor : .exact)
      }
      let script = Script(of: first)
      for head in table.spellings(ofHead: first) where head != first && Script(of: head) == script {
        forms += table.solids(head, second).flatMap { expansion.forms(of: $0, reach: .exact) }
      }
      forms = QueryCompiler.unique(forms.filter { $0.documents > 0 })
      return try alternative(start..<start + 2, [forms], .compound, forms.first?.form ?? "")
    }
  }

  /// The first word of a compound in its other spellings: Abdul Rahman as Abdel Rahman.
  private func plain(
    _ positions: [QueryPosition], _ reach: QueryExpansion.Reach
  ) throws -> [Alternative] {
    try positions.indices.dropLast().compactMap { start in
      let (first, second) = (positions[start].terms[0], positions[start + 1].terms[0])
      let heads = heads(like: first)
      guard !heads.isEmpty else { return nil }
      let expansions = [heads, expansion.forms(of: second, reach: reach.vouchedFor)]
      return try alternative(start..<start + 2, expansions, .compound, "\(first) \(second)")
    }
  }

  /// One word as two: Abdulrahman as Abd al-Rahman.
  private func apart(
    _ positions: [QueryPosition], _ reach: QueryExpansion.Reach
  ) throws -> [Alternative] {
    try positions.indices.flatMap { start in
      try CompoundTable.parts(of: positions[start].terms[0]).compactMap { parts in
        let heads = heads(like: parts.first)
        let expansions = [
          heads.isEmpty ? expansion.forms(of: parts.first, reach: reach.vouchedFor) : heads,
          expansion.forms(of: parts.second, reach: reach.vouchedFor),
        ]
        return try alternative(
          start..<start + 1, expansions, .compound, "\(parts.first) \(parts.second)")
      }
    }
  }

  /// The first element of a compound in all its spellings, as far as the index has them; empty for
  /// any other word.
  private func heads(like word: String) -> [TermVariant] {
    QueryCompiler.unique(
      CompoundTable.spellings(ofHead: word).flatMap {
        expansion.forms(of: $0, reach: .inflections)
      })
  }

  private func alternative(
    _ range: Range<Int>, _ expansions: [[TermVariant]], _ kind: TermVariant.Kind, _ text: String
  ) throws -> Alternative? {
    try Alternative(range, expansions, kind, text, in: expansion.database)
  }
}
