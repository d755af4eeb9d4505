// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling

/// Trains the judgement of a tuned model: searches words that the tuning has not queried, and learns
/// from the features of what is found.
struct JudgementMining {
  let words: TrainingWords
  let lexicon: LexiconTable
  /// Leaves every second ordinary word out, to measure what is new to the model.
  let heldOutHalf: Bool

  private static let queriesPerPool = 1500
  private static let floor = -24
  /// Other names are named far more often in the training words than in a text.
  private static let weightOfOtherNames: Float = 0.4

  /// An ordinary word among the spellings disturbs more than another name.
  private static let weightOfCommonWords: Float = 2

  /// One query in so many is compared with every word, so that what shares no key is judged too.
  private static let oneInExhaustive: UInt64 = 30

  /// Words that are never queried in tuning.
  static func isReserved(_ word: String) -> Bool { StableHash.of(word) >> 3 & 7 == 0 }

  private func isKnown(_ word: String) -> Bool {
    !heldOutHalf || StableHash.of(word) & 1 == 0
  }

  private struct Rows: Sendable {
    var features: [Float] = []
    var labels: [Bool] = []
    var weights: [Float] = []
  }

  /// The model's file with judgement and nameness.
  func train(_ model: SpellingModel, _ report: (String) -> Void) throws -> [UInt8] {
    let contrasts = [Script.latin, .arabic, .cyrillic].map { words.contrast(of: $0) }
    let nameness = CrossedNameness(
      names: contrasts.map(\.names), common: contrasts.map { $0.common.filter(isKnown) })
    report("nameness trained")
    let vocabulary = try Vocabulary(
      forms: Set(words.vocabulary + words.unlabelled).sorted())
    let queries = words.queries(perPool: Self.queriesPerPool, seed: 99, where: Self.isReserved)
    let parts = Parallel.map(count: queries.count, parts: 64) { range in
      rows(of: Array(queries[range]), vocabulary, model, nameness)
    }
    var all = Rows()
    for part in parts {
      all.features += part.features
      all.labels += part.labels
      all.weights += part.weights
    }
    report("\(queries.count) queries, \(all.labels.count) pairs judged")
    let table = JudgementTraining(
      features: all.features, labels: all.labels, weights: all.weights
    ).train(report: report)
    typealias Layout = SpellingModel.Layout
    var sections: [Int: [UInt8]] = [
      Layout.judgement: Array(bytesOf: table), Layout.lexiconWords: Array(bytesOf: lexicon.words),
      Layout.lexiconStarts: Array(bytesOf: lexicon.starts),
      Layout.lexiconGroups: Array(bytesOf: lexicon.groups),
    ]
    for script in 0..<Layout.scripts {
      sections[Layout.nameness + script] =
        Array(bytesOf: NamenessTraining.quantised(nameness.whole[script]))
    }
    return model.encoded(replacing: sections)
  }

  private func rows(
    of queries: [String], _ vocabulary: Vocabulary, _ model: SpellingModel,
    _ nameness: CrossedNameness
  ) -> Rows {
    var result = Rows()
    var search = SpellingSearch(vocabulary, model: model, floor: Self.floor)
    let judge = SpellingJudge(vocabulary, model: model)
    for query in queries {
      let related = words.related(to: query)
      let isExhaustive = StableHash.of(query) >> 8 % Self.oneInExhaustive == 0
      search.isExhaustive = false
      var candidates = search.candidates(of: query)
      let keyed = Set(candidates.map(\.index))
      if isExhaustive {
        search.isExhaustive = true
        candidates = search.candidates(of: query)
      }
      judge.forEachPair(candidates, of: query, nameness: nameness.logOdds) { candidate, _, row in
        let word = vocabulary.form(at: candidate.index)
        guard word != query, let (isSame, weight) = label(word, of: query, related: related) else {
          return
        }
        result.features += UnsafeBufferPointer(start: row, count: PairFeatures.count)
        result.labels.append(isSame)
        // The few queries compared with every word stand for all of them.
        let share = keyed.contains(candidate.index) ? 1 : Float(Self.oneInExhaustive)
        result.weights.append(weight * share)
      }
    }
    return result
  }

  /// Whether a word is the same name as a query, and how much that counts; nil = not known.
  private func label(
    _ word: String, of query: String, related: Set<String>
  ) -> (isSame: Bool, weight: Float)? {
    if related.contains(word) { return (true, 1) }
    let isCommon = words.common.contains(word)
    guard words.isName(word) || isCommon,
      words.mayBeNegative(word, of: query, related: related),
      !words.isOnlyCommon(word) || isKnown(word)
    else { return nil }
    return (false, isCommon ? Self.weightOfCommonWords : Self.weightOfOtherNames)
  }
}
