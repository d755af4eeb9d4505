// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Xapian

/// An index open for searching. It stays as it was when opened, also when a new generation takes
/// its place. Belongs to one thread at a time.
public final class SearchIndex {
  /// What is open.
  public let generation: Generation
  let database: Database
  let vocabulary: Vocabulary
  let aliases: AliasFile
  private let stems: StemKeys
  private let cache = ExpansionCache()

  /// Opens the current generation of an index.
  ///
  /// - Throws: `AllonymError` when there is none, or it is damaged or too new.
  public init(_ directory: IndexDirectory) throws {
    generation = try directory.currentGeneration()
    try Manifest.checkFormat(of: generation)
    try generation.checkTables()
    do {
      database = try Database(path: generation.databasePath)
      vocabulary = try VocabularyFile.open(for: generation, database)
      stems = try StemKeys()
      aliases = AliasFile(of: directory)
    } catch {
      throw AllonymError.indexDamaged(path: directory.path, detail: "\(error)")
    }
  }

  /// What is wrong in the user's file of aliases: a sentence for each line that was left out.
  public var aliasRemarks: [String] { aliases.remarks }

  /// Runs a query.
  ///
  /// - Throws: `QueryError` when the query cannot be read, `AllonymError` when the index is damaged.
  public func search(
    _ query: String, options: SearchOptions = SearchOptions()
  ) throws -> SearchResult {
    let parsed =
      options.isLiteral
      ? try ParsedQuery(literal: query) : try ParsedQuery(query, fields: Schema.queryFields)
    return try tellingDamage {
      try SearchRun(index: self, query: query, options: options).result(of: parsed)
    }
  }

  /// What the index holds for each word of a name.
  ///
  /// - Parameters:
  ///   - name: one word or several, looked up one by one.
  ///   - wide: whether less certain spellings are listed, too.
  public func spellings(of name: String, wide: Bool = false) throws -> [WordGroup] {
    try tellingDamage {
      QuerySlot.slots(of: name, at: 0).map { slot in
        let forms = slot.terms.flatMap {
          expansion.forms(of: $0, reach: .spellings(wide ? .wide : .strict))
        }
        return WordGroup(word: slot.surface, range: slot.range, forms: forms)
      }
    }
  }

  var expansion: GroupExpansion {
    GroupExpansion(vocabulary: vocabulary, stems: stems, database: database, cache: cache)
  }

  /// Runs `body`; what Xapian throws becomes the one sentence that the index is damaged.
  func tellingDamage<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as XapianError {
      throw AllonymError.indexDamaged(path: generation.index.path, detail: "\(error)")
    }
  }
}
