// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Xapian

/// The vocabulary beside a database: all its words without prefix, with their document frequencies,
/// spelling keys and stems. Derived data: made from Xapian's own term list after a build, and made
/// anew when it is missing or does not fit.
enum VocabularyFile {
  /// Opens the vocabulary of a generation; makes it when it is missing, damaged or stale.
  ///
  /// Where the folder cannot be written, it lives in memory.
  static func open(for generation: Generation, _ database: Database) throws -> Vocabulary {
    let stamp = try stamp(of: database)
    if let vocabulary = try? Vocabulary(path: generation.vocabularyPath),
      vocabulary.stamp == stamp
    {
      return vocabulary
    }
    let builder = try builder(for: database)
    do {
      try builder.write(to: generation.vocabularyPath, stamp: stamp)
      return try Vocabulary(path: generation.vocabularyPath)
    } catch {
      return try Vocabulary(bytes: builder.encoded(stamp: stamp))
    }
  }

  /// Writes the vocabulary of a database.
  static func write(for database: Database, to path: String) throws {
    try builder(for: database).write(to: path, stamp: stamp(of: database))
  }

  /// What a vocabulary must be stamped with to fit a database and this program: the database's
  /// identity and revision, and the checksums of the spelling model and the stemming rules.
  static func stamp(of database: Database) throws -> String {
    let revision = try database.revision.map(String.init) ?? "none"
    let model = SpellingModel.shared?.checksum ?? 0
    return "\(try database.uuid) \(revision) \(model) \(LightStems.shared.checksum)"
  }

  private static func builder(for database: Database) throws -> VocabularyBuilder {
    let pool = StemKeysPool()
    var builder = VocabularyBuilder { pool.keys($0, $1) }
    // Words hold no ASCII capital: what begins with one is a prefixed term.
    try database.forEachTerm { term, frequency in
      guard let first = term.first, first < UInt8(ascii: "A") else { return false }
      builder.add(UnsafeRawBufferPointer(term), frequency: Int(frequency))
      return true
    }
    try database.forEachTerm(from: "[") { term, frequency in
      builder.add(UnsafeRawBufferPointer(term), frequency: Int(frequency))
      return true
    }
    return builder
  }
}
