// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Xapian

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
      forms = TermVariant.unique(forms.filter { $0.documents > 0 })
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
    TermVariant.unique(
      CompoundTable.spellings(ofHead: word).flatMap {
        expansion.forms(of: $0, reach: .inflections)
      })
  }
}
