// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling
import SplitMix

/// Learns what the surroundings of rewritings say of a pair: logistic regression over hashed features,
/// beside the transducer's score, on what the transducer finds for the words of the tuning.
struct ContextTraining {
  /// The table trained on all pairs.
  let whole: [UInt8]
  /// The tables trained without the names of fold 0, and of fold 1: what the classifier is trained with must not
  /// be surer than it is of new names.
  let folds: [[UInt8]]

  private static let tableSize = 1 << 18
  private static let queriesPerPool = 8000
  private static let floor = -24
  private static let maxNegatives = 40
  private static let rates: [Float] = [0.05, 0.015]
  private static let restraint: Float = 1e-4

  init(words: TrainingWords, model: SpellingModel, _ report: (String) -> Void) throws {
    let queries = words.queries(perPool: Self.queriesPerPool, seed: 71) {
      !ClassifierMining.isReserved($0) || words.isAsked($0)
    }
    let crossing = Crossing(words)
    let mining = Mining(
      words: words, vocabulary: try Vocabulary(forms: words.vocabulary), floor: Self.floor,
      maxNegatives: Self.maxNegatives)
    let pairs = mining.labelledPairs(queries, model: model, groupOffset: 0)
    let parts = Parallel.map(count: pairs.count, parts: 64) { range in
      Examples(of: pairs[range], crossing, model: model)
    }
    report("\(queries.count) queries, \(parts.reduce(0) { $0 + $1.count }) pairs in context")
    let tables = Parallel.map(count: 3, parts: 3) { range in
      range.map { Self.trained(on: parts, without: $0) }
    }.flatMap { $0 }
    for table in tables { report("context: losses \(table.losses)") }
    whole = tables[2].bytes
    folds = tables.prefix(2).map(\.bytes)
  }

  /// The fold of a word that the classifier asks about.
  static func fold(_ word: String) -> Int { Int(StableHash.of(word) >> 19 & 1) }

  /// Which pairs say something of the words that the classifier asks about.
  private struct Crossing: Sendable {
    let words: TrainingWords
    /// The folds whose words an entity is called by, as bits.
    let foldsOfEntity: [Int: UInt8]

    init(_ words: TrainingWords) {
      self.words = words
      var folds: [Int: UInt8] = [:]
      for word in words.vocabulary {
        for entity in words.askedEntities(of: word) {
          folds[entity, default: 0] |= Self.bit(word, words)
        }
      }
      foldsOfEntity = folds
    }

    private static func bit(_ word: String, _ words: TrainingWords) -> UInt8 {
      ClassifierMining.isReserved(word) && words.isAsked(word) ? 1 << ContextTraining.fold(word) : 0
    }

    /// The folds that a pair says something of, as bits.
    func folds(_ pair: LabelledPair) -> UInt8 {
      guard pair.isSame else { return Self.bit(pair.query, words) | Self.bit(pair.word, words) }
      let others = Set(words.askedEntities(of: pair.word))
      return words.askedEntities(of: pair.query).filter(others.contains).reduce(0) {
        $0 | foldsOfEntity[$1, default: 0]
      }
    }
  }

  private struct Table: Sendable {
    let bytes: [UInt8]
    let losses: [Float]
  }

  /// Pairs with the places of their features.
  private struct Examples: Sendable {
    var features: [UInt32] = []
    var ends: [Int] = [0]
    var scores: [Float] = []
    var isSame: [Bool] = []
    /// The folds that a pair says something of, as bits.
    var folds: [UInt8] = []

    var count: Int { scores.count }

    init(of pairs: ArraySlice<LabelledPair>, _ crossing: Crossing, model: SpellingModel) {
      var query = ""
      var scored: ContextWord?
      for pair in pairs {
        if pair.query != query {
          query = pair.query
          scored = ContextWord(WordLetters(query), in: NameWords.script(query), model: model)
        }
        let isScored = scored?.withPair(WordLetters(pair.word), in: NameWords.script(pair.word)) {
          rewrites in
          guard rewrites.score * 4 >= Float(ContextTraining.floor) else { return false }
          scores.append(rewrites.score)
          rewrites.forEachFeature(tableSize: ContextTraining.tableSize) {
            features.append(UInt32($0))
          }
          ends.append(features.count)
          return true
        }
        guard isScored == true else { continue }
        isSame.append(pair.isSame)
        folds.append(crossing.folds(pair))
      }
    }
  }

  /// Adagrad's steps over the examples in a drawn order.
  private static func trained(on parts: [Examples], without fold: Int) -> Table {
    var order: [(part: Int, example: Int)] = []
    for (part, examples) in parts.enumerated() {
      order += (0..<examples.count).filter { examples.folds[$0] >> UInt8(fold) & 1 == 0 }.map {
        (part, $0)
      }
    }
    var weights = [Float](repeating: 0, count: tableSize)
    var gradients = [Float](repeating: 1, count: tableSize)
    var random = SplitMix(seed: 6)
    var losses: [Float] = []
    for rate in rates {
      order.shuffle(using: &random)
      var loss = 0.0
      for (part, example) in order {
        let examples = parts[part]
        let range = examples.ends[example]..<examples.ends[example + 1]
        var sum = examples.scores[example]
        for index in range { sum += weights[Int(examples.features[index])] }
        let isSame = examples.isSame[example]
        loss += Double(log1p(exp(isSame ? -sum : sum)))
        let error = 1 / (1 + exp(-sum)) - (isSame ? 1 : 0)
        for index in range {
          let feature = Int(examples.features[index])
          let step = error + restraint * weights[feature]
          gradients[feature] += step * step
          weights[feature] -= rate * step / gradients[feature].squareRoot()
        }
      }
      losses.append(Float(loss / Double(max(1, order.count))))
    }
    let quantised = HashedRegression.quantised(weights, steps: ContextWeights.steps)
    return Table(bytes: Array(bytesOf: quantised), losses: losses)
  }
}
