// SPDX-License-Identifier: GPL-2.0-or-later

/// How a query is run.
public struct SearchOptions: Sendable, Equatable {
  /// How many hits to return.
  public var limit = 10
  /// How many hits to pass over.
  public var offset = 0
  /// Which spellings a word stands for, where the query does not say otherwise.
  public var spellings = Spellings.strict
  /// Forms that no word stands for, folded: single inflections, spellings and other names switched off. The words
  /// typed themselves stay.
  public var off: Set<String> = []
  /// Whether words are found as typed only: no inflections and no spellings.
  public var exact = false
  /// How the query is read.
  public var syntax = QuerySyntax.queryLanguage
  /// What hits must be besides matching the query.
  public var filters = SearchFilters()
  /// Whether hits show a passage and the words that matched, for which their text is read.
  public var showsPassages = true
  /// Whether hits bring their whole text with the places that matched: ``Hit/text``.
  public var showsText = false
  /// The order of the hits; nil for the best first.
  public var order: ResultOrder?
  /// What the matches are counted by.
  public var facets: [Facet] = []
  /// Whether of documents with the same text only the best is shown, with the number of the others.
  public var groupsDuplicates = false
  /// Whether ``SearchResult/total`` is exact, and ``SearchResult/texts`` and
  /// ``SearchResult/withAllWords`` are counted. Where it may be an estimate, documents that cannot come
  /// among the best are not looked at.
  public var countsAll = true
  /// Whether to count how many of the documents found hold each form of a word: ``TermVariant/matches``.
  public var countsForms = false
  /// Whether other queries are suggested where nothing is found, or a word is in no document.
  public var suggests = true
  /// Whether to tell how the query was run and what each part weighs.
  public var explain = false

  /// How a query is read.
  public enum QuerySyntax: Sendable {
    /// As the query language: see ``ParsedQuery``.
    case queryLanguage
    /// As plain words, no sign in it read as syntax: a title, a question.
    case words
    /// As one name: its words side by side, or in any order with at most one other among them.
    case name
  }

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
