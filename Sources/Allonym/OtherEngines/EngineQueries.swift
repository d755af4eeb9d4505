// SPDX-License-Identifier: GPL-2.0-or-later
public import Spelling

/// Writes queries for other engines, with all spellings that a vocabulary has: that of an index, or a list of the
/// engine's own terms.
public final class EngineQueries {
  private let vocabulary: Vocabulary
  private let index: SearchIndex?
  private let terms: TermVocabulary?
  private let stems: StemKeys
  private let cache = ExpansionCache()

  /// Expands with the words of an index.
  public init(_ index: SearchIndex) throws {
    self.index = index
    terms = nil
    vocabulary = index.vocabulary
    stems = try StemKeys()
  }

  /// Expands with the terms of another engine.
  public init(_ terms: TermVocabulary) throws {
    try AllonymError.checkModel()
    index = nil
    self.terms = terms
    vocabulary = terms.vocabulary
    stems = try StemKeys()
  }

  /// A query in the language of an engine, with what was read otherwise than typed or left out.
  ///
  /// - Parameters:
  ///   - target: the engine.
  ///   - limit: how many words stand for each word of the query at most, the likeliest.
  ///   - field: the field of the engine that is searched; nil for its usual one.
  /// - Throws: `QueryError` when the query cannot be read, or nothing of it can be written.
  public func query(
    _ text: String, to target: EngineLanguage, options: SearchOptions, limit: Int, field: String?
  ) throws -> (text: String, notes: [QueryNote]) {
    let parsed =
      switch options.syntax {
      case .queryLanguage: try ParsedQuery(text, fields: Schema.queryFields)
      case .words: try ParsedQuery(literal: text)
      case .name: try ParsedQuery(name: text)
      }
    var expander = QueryExpander(
      expansion: QueryExpansion(
        vocabulary: vocabulary, stems: stems, database: index?.database, cache: cache, threads: 1,
        off: options.off),
      aliases: index?.aliases ?? AliasFile(), options: options, words: EngineWords(terms: terms),
      limit: limit)
    guard let query = try expander.query(for: parsed.root) else {
      throw QueryError(
        "Nothing of the query can be written for another engine: write a word that is no filter.",
        at: parsed.root.range)
    }
    var writer = EngineWriter(language: target, field: field)
    let written = writer.text(of: query)
    let notes = parsed.notes + expander.notes + writer.notes(at: parsed.root.range)
    return (written, notes)
  }
}
