// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Xapian

/// An index open for searching. It keeps the generation that was current when it was opened, also when a
/// new one takes its place; of updates in that generation's place it sees those before a query. Belongs
/// to one thread at a time.
public final class SearchIndex {
  /// What is open.
  public let generation: Generation
  let database: Database
  private(set) var vocabulary: Vocabulary
  let aliases: AliasFile
  private let stems: StemKeys
  private let threads: Int
  private var cache = ExpansionCache()

  /// Opens the current generation of an index.
  ///
  /// - Parameters:
  ///   - directory: the index.
  ///   - threads: how many threads a query may take. Two look its spellings up sooner; where many queries are
  ///     asked at a time, one each does more.
  /// - Throws: `AllonymError` when there is none, or it is damaged or too new.
  public convenience init(_ directory: IndexDirectory, threads: Int = 1) throws {
    try self.init(try directory.currentGeneration(), threads: threads)
  }

  /// Opens a generation of an index, current or not.
  ///
  /// - Throws: `AllonymError` when it is not there any more, or is damaged or too new.
  public init(_ generation: Generation, threads: Int = 1) throws {
    self.threads = threads
    try AllonymError.checkModel()
    self.generation = generation
    let directory = generation.index
    try Manifest.checkFormat(of: generation)
    try generation.checkTables()
    do {
      database = try Database(path: generation.databasePath)
      vocabulary = try VocabularyFile.open(for: generation, database)
      stems = try StemKeys()
      aliases = AliasFile(of: directory)
    } catch {
      throw AllonymError.reading(directory.path, failed: error)
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
    let parsed = try parsed(query, options)
    return try answering {
      try SearchRun(index: self, query: query, options: options).result(of: parsed)
    }
  }

  /// A query as the options say that it is read.
  func parsed(_ query: String, _ options: SearchOptions) throws -> ParsedQuery {
    switch options.syntax {
    case .queryLanguage: try ParsedQuery(query, fields: Schema.queryFields)
    case .words: try ParsedQuery(literal: query)
    case .name: try ParsedQuery(name: query)
    }
  }

  /// What the index holds for each word of a name.
  ///
  /// - Parameters:
  ///   - name: one word or several, looked up one by one.
  ///   - wide: whether less certain spellings are listed, too.
  public func spellings(of name: String, wide: Bool = false) throws -> [TermExpansion] {
    try answering {
      QueryPosition.positions(of: name, at: 0).map { position in
        let forms = position.words.flatMap {
          expansion.forms(of: $0, reach: .spellings(wide ? .wide : .strict))
        }
        return TermExpansion(word: position.surface, range: position.range, forms: forms)
      }
    }
  }

  /// A folded word as most documents write it inside sentences: with a capital or without.
  func written(_ form: String) -> String {
    guard let number = vocabulary.index(of: form), let share = vocabulary.capitalShare(at: number),
      share >= 0.5
    else { return form }
    return form.prefix(1).uppercased() + form.dropFirst()
  }

  private var expansion: QueryExpansion { expansion(off: []) }

  /// What finds the forms of words, but for those that are switched off.
  func expansion(off: Set<String>) -> QueryExpansion {
    QueryExpansion(
      vocabulary: vocabulary, stems: stems, database: database,
      cache: off.isEmpty ? cache : ExpansionCache(formsOf: cache), threads: threads, off: off)
  }

  /// What makes Xapian's queries of parsed ones.
  func compiler(_ options: SearchOptions) -> QueryCompiler {
    QueryCompiler(
      database: database, expansion: expansion(off: options.off), aliases: aliases,
      options: options, generation: generation)
  }

  /// How often a query is begun again because the index changed below it. An update commits every few
  /// seconds, so one is nearly always enough.
  private static let maxAttempts = 20

  /// Runs `body`, from the start again when an update has overwritten what it reads. What Xapian throws
  /// otherwise becomes the one sentence that the index is damaged.
  func answering<Result>(_ body: () throws -> Result) throws -> Result {
    var attempts = 0
    while true {
      do {
        return try body()
      } catch let error as XapianError {
        attempts += 1
        if attempts < Self.maxAttempts, try hasMovedOn() { continue }
        throw AllonymError.reading(generation.index.path, failed: error)
      }
    }
  }

  /// Moves on to the last commit; answers whether there was one since.
  func hasMovedOn() throws -> Bool {
    do {
      guard try database.reopen() else { return false }
      vocabulary = try VocabularyFile.open(for: generation, database)
      cache = ExpansionCache()
      return true
    } catch {
      throw AllonymError.reading(generation.index.path, failed: error)
    }
  }
}
