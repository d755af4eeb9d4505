// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Xapian

extension QueryCompiler {
  /// The query for a word or phrase as typed: its words side by side, and the other ways to write
  /// them.
  mutating func phraseQuery(
    _ text: String, at range: Range<Int>, mode: SpellingMode, field: String?,
    isPrefix: Bool = false
  ) throws -> Query? {
    if isPrefix, let pattern = QueryPattern(text) {
      return try query(for: pattern, as: text, at: range, field: field)
    }
    let positions = QueryPosition.positions(
      of: text, at: range.lowerBound + max(0, range.count - text.utf8.count) / 2)
    guard !positions.isEmpty else {
      notes.append(QueryNote("'\(text)' holds no word and was left out.", at: range))
      return nil
    }
    let reach = options.reach(of: mode, isAlone: positions.count == 1)
    let words = try positions.enumerated().map { index, position in
      try expandedPosition(
        for: position, reach: reach, field: field,
        isPrefix: isPrefix && index == positions.count - 1)
    }
    noteHighlight(words, field: field, distance: nil)
    let plain = try PositionalQuery.phrase(words.map(\.query))
    guard field == nil, !isPrefix else { return plain }
    let found = try alternatives(for: positions, reach: reach)
    if found.isEmpty { return plain }
    let others = try PhraseWays.all(of: words, with: found.map { ($0.range, $0.expansions) }).map {
      way in
      noteHighlight(way, field: nil, distance: nil)
      return try PositionalQuery.phrase(way.map(\.query))
    }
    try noteVariants(found, for: positions)
    return others.isEmpty ? plain : try Query(.or, [plain] + others)
  }

  /// The query for the words that fit a pattern.
  private mutating func query(
    for pattern: QueryPattern, as text: String, at range: Range<Int>, field: String?
  ) throws -> Query? {
    let prefix = Self.prefix(field)
    let found = try expansion.forms(matching: pattern, as: text, in: prefix)
    if found.total > found.forms.count {
      notes.append(
        QueryNote(
          "\(found.total) words fit '\(text)'; the \(found.forms.count) most frequent were searched for.",
          at: range))
    }
    let expandedPosition = ExpandedPosition(found.forms, prefix: prefix, in: database)
    if !isNegated {
      expansions.append(
        TermExpansion(word: text, range: range, field: field, forms: expandedPosition.forms))
    }
    noteHighlight([expandedPosition], field: field, distance: nil)
    return try PositionalQuery.phrase([expandedPosition.query])
  }

  /// What else may stand for words side by side.
  func alternatives(
    for positions: [QueryPosition], reach: QueryExpansion.Reach
  ) throws -> [Alternative] {
    if case .exact = reach { return [] }
    return try expansion.cache.alternatives(of: .init(words: positions.map(\.words), reach: reach))
    {
      try Alternatives(expansion: expansion, aliases: aliases).found(for: positions, reach: reach)
        .compactMap { try Alternative($0, in: database) }
    }
  }

  /// Adds alternatives to the answer, each to the word that it begins with.
  mutating func noteVariants(_ alternatives: [Alternative], for positions: [QueryPosition]) throws {
    guard !isNegated else { return }
    for alternative in alternatives {
      let range = positions[alternative.range.lowerBound].range
      guard let expandedPosition = self.expansions.lastIndex(where: { $0.range == range }) else {
        continue
      }
      let folded = Folding.folded(alternative.writing.text)
      if self.expansions[expandedPosition].forms.contains(where: { $0.form == folded }) { continue }
      if options.countsForms {
        self.alternatives[alternative.writing.text] = try PositionalQuery.phrase(
          alternative.expansions.map(\.query))
      }
      self.expansions[expandedPosition].forms.append(
        TermVariant(
          form: alternative.writing.text, script: Script(of: alternative.writing.text),
          kind: alternative.kind,
          score: alternative.writing.score, documents: alternative.documents,
          reason: alternative.writing.reason))
    }
  }
}

/// Puts other ways to write in the place of words of a phrase.
enum PhraseWays {
  /// The most ways to write one phrase that are searched for.
  private static let most = 16

  /// All ways, but for the one without any other.
  ///
  /// - Parameters:
  ///   - words: what stands at each position.
  ///   - others: ways to write, each with the words that it stands for.
  static func all<Word>(
    of words: [Word], with others: [(range: Range<Int>, words: [Word])]
  ) -> [[Word]] {
    func ways(from start: Int) -> [(words: [Word], isOther: Bool)] {
      guard start < words.count else { return [([], false)] }
      let plain = ways(from: start + 1).map { ([words[start]] + $0.words, $0.isOther) }
      let other = others.filter { $0.range.lowerBound == start }.flatMap { other in
        ways(from: other.range.upperBound).map { (other.words + $0.words, true) }
      }
      return Array((plain + other).prefix(most))
    }
    return ways(from: 0).filter(\.isOther).map(\.words)
  }
}
