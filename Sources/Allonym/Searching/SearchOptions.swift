// SPDX-License-Identifier: GPL-2.0-or-later

/// How a query is run.
public struct SearchOptions: Sendable, Equatable {
  /// How many hits to return.
  public var limit = 10
  /// How many hits to pass over.
  public var offset = 0
  /// Which spellings a word stands for, where the query does not say otherwise.
  public var spellings = Spellings.strict
  /// Whether words are found as typed only: no inflections and no spellings.
  public var exact = false
  /// Whether the query is plain words, no sign in it read as syntax: a title, a question.
  public var isLiteral = false
  /// Whether hits show a passage and the words that matched, for which their text is read.
  public var showsPassages = true
  /// Whether ``SearchResult/total`` is exact. Where it may be an estimate, documents that cannot come
  /// among the best are not looked at.
  public var countsAll = true
  /// Whether other queries are suggested where nothing is found, or a word is in no document.
  public var suggests = true
  /// Whether to tell how the query was run and what each part weighs.
  public var explain = false

  /// Which other spellings are searched for.
  public enum Spellings: String, Sendable, CaseIterable {
    /// What is the same name more likely than not.
    case strict
    /// What may be the same name.
    case wide
    /// None; inflections still are.
    case off
  }

  /// The best ten hits, inflections and spellings on.
  public init() {}
}
