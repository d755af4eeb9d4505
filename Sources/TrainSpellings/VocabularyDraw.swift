// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

/// A vocabulary to train the classifier on: all training words, or so few as a folder of documents has.
///
/// What the other forms say of a candidate is another thing among a few thousand words, where the form most
/// like a name may be nothing like it.
struct VocabularyDraw: Sendable {
  /// One word in so many is drawn; of ordinary words, which fill texts, three times as many.
  let oneIn: UInt64
  /// Which of the draws of this size it is.
  let number: UInt64
  /// What a pair counts, so that the few pairs of a small vocabulary are heard.
  let weight: Float

  static let all =
    [VocabularyDraw(oneIn: 1, number: 0, weight: 1)]
    + (0..<4).map { VocabularyDraw(oneIn: 10, number: $0, weight: 2) }
    + (0..<20).map { VocabularyDraw(oneIn: 100, number: $0, weight: 4) }
    + (0..<60).map { VocabularyDraw(oneIn: 1000, number: $0, weight: 8) }

  var isWhole: Bool { oneIn == 1 }

  /// Whether a name is searched for.
  func asks(_ query: String) -> Bool { StableHash.of(query) >> 13 % oneIn == number }

  /// The words drawn, and for every fourth query a third of its spellings besides: people search for
  /// what may be there.
  func forms(from all: [String], of words: TrainingWords, queries: [String]) -> [String] {
    guard !isWhole else { return all }
    var forms = Set(
      all.filter { word in
        let index = StableHash.of(word) >> 17 % oneIn
        return index == number
          || (index + 1 == number || index == number + 1) && words.common.contains(word)
      })
    for query in queries where StableHash.of(query) >> 7 & 3 == 0 {
      forms.formUnion(
        words.related(to: query, amongAsked: true).filter { StableHash.of($0) >> 29 % 3 == 0 })
    }
    return forms.sorted()
  }
}
