// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// Words side by side of which a document may lack some: those with all of them come first, then
/// those where neighbours stand together; function words count little.
struct WordRow {
  private var words: [Query] = []
  private var commonWords: [Query] = []
  private var neighbours: [Query] = []
  /// The group just added, when a word after it would be its neighbour.
  private var last: GroupQuery?

  /// Adds the query for a clause.
  ///
  /// - Parameters:
  ///   - group: the forms of the word, when the clause is one word.
  ///   - isCommon: whether it is a function word beside others that are none.
  mutating func append(_ query: Query, group: GroupQuery?, isCommon: Bool) throws {
    guard !isCommon else {
      commonWords.append(try query.scaled(by: RankingWeights.commonWordShare))
      last = nil
      return
    }
    words.append(query)
    if let last, let group {
      neighbours.append(
        try PositionalQuery.phrase([last, group]).scaled(by: RankingWeights.neighbourShare))
    }
    last = group
  }

  /// The query for the row; nil when it is empty.
  func query() throws -> Query? {
    guard words.count + commonWords.count > 1 else { return words.first ?? commonWords.first }
    var parts = words + neighbours + commonWords
    if words.count > 1 {
      parts.append(try Query(.and, words).scaled(by: RankingWeights.allWordsShare))
    }
    return try Query(.or, parts)
  }
}
