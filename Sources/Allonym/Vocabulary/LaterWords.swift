// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Xapian

/// The words that updates bring to a generation whose vocabulary does not have them: see
/// ``VocabularyFile``. Belongs to the writer.
struct LaterWords {
  private let generation: Generation
  private let base: Vocabulary
  private var frequencies: [String: Int] = [:]

  /// The share of the vocabulary, and the number of words, from which a new vocabulary is due.
  private static let mostShare = 0.1
  private static let leastMany = 5000

  /// The words that earlier updates brought.
  init(of generation: Generation, _ database: Database) throws {
    self.generation = generation
    // Makes the vocabulary anew where it is missing, or of another state of the database.
    _ = try VocabularyFile.open(for: generation, database, isWriter: true)
    base = try Vocabulary(path: generation.vocabularyPath)
    if let later = try? Vocabulary(path: generation.laterWordsPath),
      later.stamp.hasPrefix("\(base.stamp) to ")
    {
      for index in 0..<later.count {
        frequencies[later.form(at: index)] = later.frequency(at: index)
      }
    }
  }

  /// Whether there are so many that a search is the quicker for a new vocabulary.
  var areMany: Bool {
    frequencies.count >= Self.leastMany
      && Double(frequencies.count) > Double(base.count) * Self.mostShare
  }

  /// Takes note of the words of a segment.
  mutating func add(_ segment: Database) throws {
    try VocabularyFile.forEachWord(of: segment) { word, frequency in
      let word = String(decoding: word, as: UTF8.self)
      guard base.index(of: word) == nil else { return }
      frequencies[word, default: 0] += frequency
    }
  }

  /// Writes them, for a commit that is about to make a revision of the database.
  func write(reaching revision: UInt64) throws {
    let pool = StemKeysPool()
    var builder = VocabularyBuilder(appendingTo: base) { pool.keys($0, $1) }
    for (word, frequency) in frequencies { builder.add(word, frequency: frequency) }
    try builder.write(to: generation.laterWordsPath, stamp: "\(base.stamp) to \(revision)")
  }
}
