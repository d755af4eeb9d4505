// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Xapian

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The vocabulary beside a database: all its words without prefix, with their document frequencies,
/// spelling keys and stems. Derived data: made from Xapian's own term list after a build, and made
/// anew when it is missing or does not fit.
///
/// It is stamped with the revision of the database that it was made of. An update that commits further
/// revisions first writes the words that they bring to a second file, stamped with the first one's stamp
/// and the revision that it reaches to. Words too many in it do no harm, so it need not be in step.
enum VocabularyFile {
  /// A vocabulary as it is searched.
  struct Words {
    var vocabulary: Vocabulary
    /// Whether its frequencies are those of the database.
    var isExact: Bool
  }

  /// Opens the vocabulary of a generation; makes it when it is missing, damaged or stale.
  ///
  /// Where the folder cannot be written or a writer is at work, a new one lives in memory.
  ///
  /// - Parameter isWriter: whether the caller has the index's ``WriterLock``.
  static func open(
    for generation: Generation, _ database: Database, isWriter: Bool = false
  ) throws -> Words {
    if let words = try stored(for: generation, database) { return words }
    let builder = try builder(for: database)
    let stamp = try stamp(of: database)
    // Without the lock a writer might commit words that the new file does not have.
    let lock = isWriter ? nil : try? WriterLock(generation.index)
    if isWriter || lock != nil {
      defer { withExtendedLifetime(lock) {} }
      if try !isWriter && database.reopen() { return try open(for: generation, database) }
      try? FileManager.default.removeItem(atPath: generation.laterWordsPath)
      do {
        try builder.write(to: generation.vocabularyPath, stamp: stamp)
        return Words(vocabulary: try Vocabulary(path: generation.vocabularyPath), isExact: true)
      } catch {
        // The one in memory does as well.
      }
    }
    return Words(vocabulary: try Vocabulary(bytes: builder.encoded(stamp: stamp)), isExact: true)
  }

  /// What the files of a generation hold, if it is whole and fits.
  static func stored(for generation: Generation, _ database: Database) throws -> Words? {
    guard let vocabulary = try? Vocabulary(path: generation.vocabularyPath) else { return nil }
    if vocabulary.stamp == (try stamp(of: database)) {
      return Words(vocabulary: vocabulary, isExact: true)
    }
    guard let revision = try database.revision,
      let later = try? Vocabulary(path: generation.laterWordsPath),
      vocabulary.stamp.hasPrefix(try identity(of: database)),
      later.stamp.hasPrefix("\(vocabulary.stamp) to "),
      let reach = later.stamp.split(separator: " ").last.flatMap({ UInt64($0) }), reach >= revision
    else { return nil }
    return Words(vocabulary: vocabulary.appending(later), isExact: false)
  }

  /// Writes the vocabulary of a database.
  static func write(for database: Database, to path: String) throws {
    try builder(for: database).write(to: path, stamp: stamp(of: database))
  }

  /// What a vocabulary must be stamped with to fit a database and this program: the database's
  /// identity, the checksums of the spelling model and the stemming rules, and the database's revision.
  static func stamp(of database: Database) throws -> String {
    try identity(of: database) + (try database.revision.map(String.init) ?? "none")
  }

  private static func identity(of database: Database) throws -> String {
    let model = SpellingModel.shared?.checksum ?? 0
    return "\(try database.uuid) \(model) \(LightStems.checksum) "
  }

  private static func builder(for database: Database) throws -> VocabularyBuilder {
    let pool = StemKeysPool()
    var builder = VocabularyBuilder { pool.keys($0, $1) }
    var capitals = try PrefixedFrequencies(of: Schema.capitalPrefix, in: database)
    var unclear = try PrefixedFrequencies(of: Schema.unclearPrefix, in: database)
    try forEachWord(of: database) { word, frequency in
      let shown = frequency - unclear.next(word)
      let capital = capitals.next(word)
      let script = Script(ofWord: word)
      let hasCase = script == .latin || script == .cyrillic
      builder.add(
        word, frequency: frequency,
        capitalShare: hasCase && shown > 0 ? Float(capital) / Float(shown) : nil)
    }
    return builder
  }

  /// Calls the body for each word of a database without prefix, in byte order, with the number of
  /// documents that hold it.
  static func forEachWord(
    of database: Database, _ body: (UnsafeRawBufferPointer, Int) -> Void
  ) throws {
    // Words hold no ASCII capital: what begins with one is a prefixed term.
    try database.forEachTerm { term, frequency in
      guard let first = term.first, first < UInt8(ascii: "A") else { return false }
      body(UnsafeRawBufferPointer(term), Int(frequency))
      return true
    }
    try database.forEachTerm(from: "[") { term, frequency in
      body(UnsafeRawBufferPointer(term), Int(frequency))
      return true
    }
  }
}
