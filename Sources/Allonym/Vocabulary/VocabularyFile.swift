// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc
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
/// It is stamped with the revision of the database that it was made of. An update writes that of the revision which it
/// is about to commit beside the present one, and puts it in its place after the commit: at any time one of the two
/// fits.
enum VocabularyFile {
  /// Opens the vocabulary of indexes that are searched as one. That of several is kept in the user's cache.
  static func open(for parts: [IndexPart], _ database: Database) throws -> Vocabulary {
    guard parts.count > 1 else { return try open(for: parts[0].generation, database) }
    let stamp = try parts.map { try Self.stamp(of: $0.database) }.joined(separator: " and ")
    let path = cachePath(for: parts)
    if let path, let known = try? Vocabulary(path: path), known.stamp == stamp { return known }
    let builder = try Self.builder(for: database)
    if let path {
      do {
        try builder.write(to: path, stamp: stamp)
        return try Vocabulary(path: path)
      } catch {
        // The one in memory does as well.
      }
    }
    return try Vocabulary(bytes: builder.encoded(stamp: stamp))
  }

  /// Where the vocabulary of several indexes is kept; nil where there is no place for it.
  private static func cachePath(for parts: [IndexPart]) -> String? {
    func value(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    guard let cache = value("XDG_CACHE_HOME") ?? value("HOME").map({ $0 + "/.cache" }) else {
      return nil
    }
    let folder = cache + "/allonym"
    guard (try? FileSystem.makeFolder(folder)) != nil else { return nil }
    let paths = parts.map { AbsolutePath.of($0.generation.index.path) }.joined(separator: "\n")
    return "\(folder)/vocabulary-\(String(FNV1a.hash(paths.utf8), radix: 16))"
  }

  /// Opens the vocabulary of a generation; makes it when it is missing, damaged or stale.
  ///
  /// Where the folder cannot be written or a writer is at work, a new one lives in memory.
  static func open(for generation: Generation, _ database: Database) throws -> Vocabulary {
    if let vocabulary = try stored(for: generation, database) { return vocabulary }
    // A commit since the database was opened brought another vocabulary.
    if try database.reopen() { return try open(for: generation, database) }
    let builder = try builder(for: database)
    let stamp = try stamp(of: database)
    // Without the lock a writer might commit another revision, and put its vocabulary there.
    if let lock = try? WriterLock(generation.index) {
      defer { withExtendedLifetime(lock) {} }
      if try database.reopen() { return try open(for: generation, database) }
      do {
        try builder.write(to: generation.vocabularyPath, stamp: stamp)
        return try Vocabulary(path: generation.vocabularyPath)
      } catch {
        // The one in memory does as well.
      }
    }
    return try Vocabulary(bytes: builder.encoded(stamp: stamp))
  }

  /// What the files of a generation hold, if it is whole and fits.
  static func stored(for generation: Generation, _ database: Database) throws -> Vocabulary? {
    let stamp = try stamp(of: database)
    // The next one first: when it has gone, it has taken the other's place.
    for path in [generation.nextVocabularyPath, generation.vocabularyPath] {
      if let vocabulary = try? Vocabulary(path: path), vocabulary.stamp == stamp {
        return vocabulary
      }
    }
    return nil
  }

  /// Writes the vocabulary of a database.
  static func write(for database: Database, to path: String) throws {
    try builder(for: database).write(to: path, stamp: stamp(of: database))
  }

  /// Writes the vocabulary of what a writer is about to commit as a revision. Belongs to the writer, as
  /// does `adoptNext`.
  static func writeNext(
    for generation: Generation, _ database: WritableDatabase, revision: UInt64
  ) throws {
    let identity = try identity(of: database)
    let former = try? Vocabulary(path: generation.vocabularyPath)
    let isUsable = former.map { $0.stamp.hasPrefix(identity) && $0.isIntact } ?? false
    try builder(for: database, updating: isUsable ? former : nil)
      .write(to: generation.nextVocabularyPath, stamp: "\(identity)\(revision)")
  }

  /// Puts the vocabulary of the next revision in the place of the former one, when that revision is committed.
  static func adoptNext(for generation: Generation, _ database: Database) throws {
    let next = try? Vocabulary(path: generation.nextVocabularyPath)
    guard let next, next.stamp == (try stamp(of: database)) else { return }
    try FileSystem.move(generation.nextVocabularyPath, to: generation.vocabularyPath)
  }

  /// What a vocabulary must be stamped with to fit a database and this program: the database's
  /// identity, the checksums of the spelling model and the stemming rules, the version of Xapian, whose stemmers
  /// change from one to the next, and the database's revision.
  static func stamp(of database: Database) throws -> String {
    try identity(of: database) + (try database.revision.map(String.init) ?? "none")
  }

  private static func identity(of database: Database) throws -> String {
    let model = SpellingModel.shared?.checksum ?? 0
    return "\(try database.uuid) \(model) \(LightStems.checksum) \(XapianLibrary.version) "
  }

  private static func builder(
    for database: Database, updating former: Vocabulary? = nil
  ) throws -> VocabularyBuilder {
    let pool = StemKeysPool()
    var builder = VocabularyBuilder(updating: former) { pool.keys($0, $1) }
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
