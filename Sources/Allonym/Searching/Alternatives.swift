// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Xapian

/// Another way to write some words of a query that stand side by side: a compound as one word or as
/// two, or another name of the same thing.
struct OtherWriting {
  /// The words of the query that it stands for.
  let range: Range<Int>
  /// The forms at each of its own positions, those only that the vocabulary holds.
  let forms: [[TermVariant]]
  /// How it came about.
  let kind: TermVariant.Kind
  /// The way to write, as the answer tells it.
  let text: String
  /// Where a name comes from that is no other way to write.
  var source: AliasSet.Source?

  /// A way to write; nil where the vocabulary lacks one of its words.
  init?(_ range: Range<Int>, _ forms: [[TermVariant]], _ kind: TermVariant.Kind, _ text: String) {
    let held = forms.map { $0.filter { $0.documents > 0 } }
    guard !held.isEmpty, held.allSatisfy({ !$0.isEmpty }) else { return nil }
    self.range = range
    self.forms = held
    self.kind = kind
    self.text = text
  }

  /// How sure it is that it is meant.
  var score: Double { forms.map { $0.map(\.score).max() ?? 0 }.min() ?? 0 }

  /// Why it stands for the words.
  var reason: String {
    source?.reason ?? (forms.count > 1 ? "written apart" : "written as one word")
  }

  /// Whether it stands for words that make a name together: an alias, Abd al-Rahman.
  func isName(among positions: [QueryPosition]) -> Bool {
    guard kind == .compound, range.count == 2 else { return true }
    let terms = positions[range].map { $0.terms[0] }
    return Alternatives.makeName(terms[0], terms[1])
  }
}

/// Another way to write, as Xapian searches for it. Kept between queries.
struct Alternative {
  let writing: OtherWriting
  /// The groups at each of its own positions.
  let expansions: [ExpandedPosition]
  /// How many documents hold it.
  let documents: Int

  /// An alternative; nil where no document holds it.
  init?(_ writing: OtherWriting, in database: Database) throws {
    self.writing = writing
    expansions = writing.forms.map { ExpandedPosition($0, prefix: "", in: database) }
    let enquire = try Enquire(database)
    try enquire.setWeighting(.bool)
    try enquire.setQuery(try PositionalQuery.phrase(expansions.map(\.query)))
    documents = try enquire.mset(limit: 0, checkAtLeast: database.documentCount).lowerBound
    guard documents > 0 else { return nil }
  }

  var range: Range<Int> { writing.range }
  var kind: TermVariant.Kind { writing.kind }
}

/// Finds other ways to write words side by side.
struct Alternatives {
  let expansion: QueryExpansion
  let aliases: AliasFile

  /// How many of the solid words for a compound are searched for in all spellings; the others are
  /// searched for as they are.
  private static let solidsSpelt = 2

  /// The other ways to write runs of slots, those only whose words the vocabulary holds. A function word makes no
  /// compound with its neighbour by chance: `in compressible flow` does not mean incompressible.
  ///
  /// - Parameter reach: how the words are expanded.
  func found(for positions: [QueryPosition], reach: QueryExpansion.Reach) -> [OtherWriting] {
    if case .exact = reach { return [] }
    let found =
      positions.indices.flatMap { named(positions, from: $0, reach) } + solid(positions, reach)
      + plain(positions, reach) + apart(positions, reach)
    let numbers = self.numbers(in: positions, reach: reach)
    if found.isEmpty { return numbers }
    let common = CommonWords.shared.among(positions.flatMap(\.terms))
    return numbers
      + found.filter { writing in
        common.isDisjoint(with: positions[writing.range].map { $0.terms[0] })
          || writing.isName(among: positions)
      }
  }

  /// Other names of what is named from a position on: from the alias file, and of what open data knows where
  /// spellings are searched for.
  private func named(
    _ positions: [QueryPosition], from start: Int, _ reach: QueryExpansion.Reach
  ) -> [OtherWriting] {
    let known =
      reach == .inflections
      ? [] : AliasSet.known(in: positions, from: start, expansion.vocabulary)
    let sets = positions[start].terms.flatMap { aliases.sets(beginningWith: $0) } + known
    return sets.flatMap { set -> [OtherWriting] in
      guard let range = set.range(in: positions, from: start) else { return [] }
      return set.others.compactMap { name in
        let expansions = name.positions.map { position in
          position.terms.flatMap { expansion.forms(of: $0, reach: .inflections) }
        }
        var found = OtherWriting(range, expansions, .alias, name.text)
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
  ) -> [OtherWriting] {
    let table = CompoundTable.self
    return positions.indices.dropLast().compactMap { start in
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
      return OtherWriting(start..<start + 2, [forms], .compound, forms.first?.form ?? "")
    }
  }

  /// The first word of a compound in its other spellings: Abdul Rahman as Abdel Rahman.
  private func plain(
    _ positions: [QueryPosition], _ reach: QueryExpansion.Reach
  ) -> [OtherWriting] {
    positions.indices.dropLast().compactMap { start in
      let (first, second) = (positions[start].terms[0], positions[start + 1].terms[0])
      let heads = heads(like: first)
      guard !heads.isEmpty else { return nil }
      let expansions = [heads, expansion.forms(of: second, reach: reach.vouchedFor)]
      return OtherWriting(start..<start + 2, expansions, .compound, "\(first) \(second)")
    }
  }

  /// One word as two: Abdulrahman as Abd al-Rahman.
  private func apart(
    _ positions: [QueryPosition], _ reach: QueryExpansion.Reach
  ) -> [OtherWriting] {
    positions.indices.flatMap { start in
      CompoundTable.parts(of: positions[start].terms[0]).compactMap { parts in
        let heads = heads(like: parts.first)
        let expansions = [
          heads.isEmpty ? expansion.forms(of: parts.first, reach: reach.vouchedFor) : heads,
          expansion.forms(of: parts.second, reach: reach.vouchedFor),
        ]
        return OtherWriting(
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
}
