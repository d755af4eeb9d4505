// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Xapian

extension QueryCompiler {
  /// The word of a clause that is a word and nothing more.
  static func plainWord(_ clause: QueryClause) -> WordNode? {
    guard case .word(let word) = clause.node, clause.occurrence == .should, word.field == nil,
      word.mode == .normal, !word.isPrefix
    else { return nil }
    return word
  }

  /// Adds plain words side by side to a row.
  ///
  /// What was typed as one with a hyphen (`high-speed`) is several words here: documents have them
  /// apart as well, and gain where they stand together as typed.
  mutating func append(_ plainWords: [WordNode], to row: inout OptionalTerms) throws {
    guard !plainWords.isEmpty else { return }
    let positions = QueryPosition.positions(of: plainWords)
    for word in plainWords where !positions.contains(where: { $0.range.overlaps(word.range) }) {
      notes.append(QueryNote("'\(word.text)' holds no word and was left out.", at: word.range))
    }
    let reach = options.reach(of: .normal, isAlone: true)
    let alternatives = try alternatives(for: positions, reach: reach)
    let common = CommonWords.shared.among(positions.flatMap(\.terms))
    for (index, position) in positions.enumerated() {
      let word = try expandedPosition(for: position, reach: reach, field: nil)
      let isCommon = position.terms.allSatisfy(common.contains)
      noteHighlight([word], field: nil, distance: nil, isCommon: isCommon)
      let others = alternatives.filter { $0.range.contains(index) }
      // One word for a name of several is a form of each of them, one that may be so by chance
      // (non linear, nonlinear) of the first only. Several words are asked for as they stand.
      let solid = others.filter { other in
        other.expansions.count == 1 && other.range.count > 1
          && (other.range.lowerBound == index || other.writing.isName(among: positions))
      }.flatMap { $0.expansions[0].forms }
      let own = ExpansionQuery(TermVariant.unique(word.forms + solid), prefix: "", in: database)
      let apart = try others.filter { $0.expansions.count > 1 || $0.range.count == 1 }.map {
        try PositionalQuery.phrase($0.expansions.map(\.query))
      }
      try row.append(
        own, apart, beside: word.query,
        isCommon: isCommon)
    }
    for alternative in alternatives {
      noteHighlight(alternative.expansions, field: nil, distance: nil)
    }
    try noteVariants(alternatives, for: positions)
  }
}
