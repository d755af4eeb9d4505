// SPDX-License-Identifier: GPL-2.0-or-later
public import Documents

/// What is in an index.
public struct IndexStatistics: Codable, Sendable, Equatable {
  /// The layout of this answer.
  public var version = 1
  /// The folder of the index.
  public var path: String
  /// The generation that answers searches.
  public var generation: Int
  /// When it was built, in ISO 8601, UTC.
  public var created: String
  /// What was indexed.
  public var sources: [String]
  /// What the index remembers of the options that choose files and say how they are read.
  public var reading: SourceOptions
  /// How many documents there are.
  public var documents: Int
  /// How many different words.
  public var words: Int
  /// The mean length of a document in words as ranking counts them: those of the path too, and those of
  /// the title with their weight.
  public var averageLength: Double
  /// How many documents in each language, by ISO 639-1 code.
  public var languages: [String: Int]
  /// The bytes of text that were indexed.
  public var textBytes: Int
  /// The bytes on disk of each part.
  public var bytes: [String: Int]
}

extension SearchIndex {
  /// Counts and sizes of the index.
  public func statistics() throws -> IndexStatistics {
    let manifest = try Manifest(of: generation)
    return try answering {
      let numbers = try database.statistics()
      return IndexStatistics(
        path: generation.index.path, generation: generation.number, created: manifest.created,
        sources: manifest.sources, reading: manifest.reading, documents: numbers.documentCount,
        words: vocabulary.count,
        averageLength: numbers.averageLength, languages: try languages(),
        textBytes: try FileRecordStore.textBytes(in: database), bytes: try partSizes())
    }
  }

  private func languages() throws -> [String: Int] {
    var languages: [String: Int] = [:]
    try database.forEachTerm(prefix: Schema.languagePrefix) { term, frequency in
      let code = String(decoding: term.dropFirst(Schema.languagePrefix.utf8.count), as: UTF8.self)
      languages[code] = Int(frequency)
      return true
    }
    return languages
  }

  private func partSizes() throws -> [String: Int] {
    let tables = [
      "postings": "postlist.glass", "stored text": "docdata.glass", "term lists": "termlist.glass",
    ]
    var sizes = tables.mapValues { FileSystem.size(of: "\(generation.databasePath)/\($0)") }
    let positions = try Schema.positionsSlots.reduce(0) {
      try $0 + database.positionListBytes(in: $1)
    }
    sizes["positions"] = positions
    sizes["postings", default: 0] -= positions
    sizes["vocabulary"] = FileSystem.size(of: generation.vocabularyPath)
    return sizes
  }
}
