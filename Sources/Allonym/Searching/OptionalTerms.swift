// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// Words side by side of which a document may lack some: those with all of them come first, then
/// those where neighbours stand together; function words count little.
struct OptionalTerms {
  private var words: [Query] = []
  private var commonWords: [Query] = []
  private var neighbours: [Query] = []
  /// The word just added, when a word after it would be its neighbour.
  private var last: ExpansionQuery?

  /// Adds what is no plain word: a phrase, something in brackets.
  mutating func append(_ query: Query) {
    words.append(query)
    last = nil
  }

  /// Adds a word.
  ///
  /// - Parameters:
  ///   - word: what may stand for it.
  ///   - others: other ways to write it, in several words.
  ///   - place: what may stand in its place beside another word.
  ///   - isCommon: whether it is a function word.
  mutating func append(
    _ word: ExpansionQuery, _ others: [Query], beside neighbour: ExpansionQuery, isCommon: Bool
  ) throws {
    let query = try others.isEmpty ? word.ranked() : Query(.or, [word.ranked()] + others)
    guard !isCommon else {
      commonWords.append(query)
      last = nil
      return
    }
    words.append(query)
    if let last {
      neighbours.append(
        try PositionalQuery.phrase([last, neighbour]).scaled(by: RankingWeights.neighbourShare))
    }
    last = neighbour
  }

  /// The query for documents with all words and what must be there besides; nil where that is what
  /// ``query()`` finds anyway.
  func all(with must: [Query]) throws -> Query? {
    guard !words.isEmpty, words.count + must.count > 1 else { return nil }
    return try Query(.and, words + must)
  }

  /// The query for the row; nil when it is empty.
  func query() throws -> Query? {
    guard !words.isEmpty else { return try Self.row(commonWords, []) }
    return try Self.row(
      words, neighbours + commonWords.map { try $0.scaled(by: RankingWeights.commonWordShare) })
  }

  private static func row(_ words: [Query], _ others: [Query]) throws -> Query? {
    guard words.count + others.count > 1 else { return words.first }
    var parts = words + others
    if words.count > 1 {
      parts.append(try Query(.and, words).scaled(by: RankingWeights.allWordsShare))
    }
    return try Query(.or, parts)
  }
}
