// SPDX-License-Identifier: GPL-2.0-or-later

/// A query with all words that an engine is to look for, before it is written in the engine's language.
package indirect enum ExpandedQuery: Sendable, Equatable {
  /// One position.
  case word(ExpandedWord)
  /// Positions side by side, in this order.
  case phrase([ExpandedWord])
  /// Positions in any order, all among `window` words side by side.
  case near([ExpandedWord], window: Int)
  /// Ways to write the same thing.
  case ways([ExpandedQuery])
  /// What counts, what must match, and what must not.
  case clauses(should: [ExpandedQuery], must: [ExpandedQuery], mustNot: [ExpandedQuery])
}

/// A position of a query with the engine's words for it.
package struct ExpandedWord: Sendable, Equatable {
  /// A word of the engine.
  package struct Term: Sendable, Equatable {
    package var text: String
    /// How sure it is that it is meant, 0–1.
    package var score: Double
  }

  /// The words, likeliest first.
  package var terms: [Term]
  /// The field that they are looked for in; nil for the usual one.
  package var field: String?
  /// Arabic articles that may stand before them as words of their own, where it is a name that has one.
  package var articles: [String] = []
}
