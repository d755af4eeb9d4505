// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling

/// Learns which runs of letters tell a name from an ordinary word of one script: logistic
/// regression over hashed runs.
struct NamenessTraining {
  static let tableSize = 1 << 17
  private static let epochs = 6
  private static let rate: Float = 0.1
  private static let restraint: Float = 2e-4

  /// Weights of the table's places.
  static func train(names: [String], common: [String]) -> [Float] {
    var weights = [Float](repeating: 0, count: tableSize)
    var gradients = [Float](repeating: 1e-2, count: tableSize)
    // Each class counts for half, whatever its size.
    let total = Float(names.count + common.count)
    let examples =
      names.map { (WordLetters($0), true, total / 2 / Float(names.count)) }
      + common.map { (WordLetters($0), false, total / 2 / Float(common.count)) }
    var order = Array(examples.indices)
    var random = SeededRandom(seed: 5)
    var places: [Int] = []
    for _ in 0..<epochs {
      order.shuffle(using: &random)
      for index in order {
        let (letters, isName, weight) = examples[index]
        places.removeAll(keepingCapacity: true)
        letters.withLetters {
          Nameness.forEachFeature($0, tableSize: tableSize) { places.append($0) }
        }
        let score = places.reduce(Float(0)) { $0 + weights[$1] }
        let gradient = (1 / (1 + exp(-score)) - (isName ? 1 : 0)) * weight
        for place in places {
          let step = gradient + restraint * weights[place]
          gradients[place] += step * step
          weights[place] -= rate * step / gradients[place].squareRoot()
        }
      }
    }
    return weights
  }

  static func logOdds(_ letters: WordLetters, _ weights: [Float]) -> Float {
    guard !weights.isEmpty else { return 0 }
    var sum: Float = 0
    letters.withLetters {
      Nameness.forEachFeature($0, tableSize: tableSize) { sum += weights[$0] }
    }
    return sum
  }

  static func quantised(_ weights: [Float]) -> [Int8] {
    weights.map { Int8(max(-127, min(127, ($0 * Nameness.steps).rounded()))) }
  }
}

/// Nameness for training the judgement: each word is rated by a table that has not seen it, as new
/// words will be.
struct CrossedNameness: Sendable {
  /// Per script, the table trained without the words of fold 0, and of fold 1.
  private let folds: [[[Float]]]
  /// Per script, the table trained on all.
  let whole: [[Float]]

  init(contrasts: [(names: [String], common: [String])]) {
    let jobs = (0..<9).map { ($0 / 3, $0 % 3) }
    let tables = Parallel.map(count: jobs.count, parts: jobs.count) { range in
      range.map { job -> [Float] in
        let (script, fold) = jobs[job]
        return NamenessTraining.train(
          names: contrasts[script].names.filter { fold == 2 || Self.fold($0) != fold },
          common: contrasts[script].common.filter { fold == 2 || Self.fold($0) != fold })
      }
    }.flatMap { $0 }
    folds = (0..<3).map { [tables[3 * $0], tables[3 * $0 + 1]] }
    whole = (0..<3).map { tables[3 * $0 + 2] }
  }

  private static func fold(_ word: String) -> Int { fold(WordLetters(word)) }
  private static func fold(_ letters: WordLetters) -> Int { Int(StableHash.of(letters) >> 7 & 1) }

  func logOdds(_ letters: WordLetters, _ script: Script) -> Float {
    NamenessTraining.logOdds(letters, folds[Int(script.rawValue)][Self.fold(letters)])
  }
}

/// A hash that is the same in every run.
enum StableHash {
  static func of(_ word: String) -> UInt64 { of(word.utf8) }

  static func of(_ letters: WordLetters) -> UInt64 { letters.withLetters { of($0) } }

  private static func of<Units: Sequence>(_ units: Units) -> UInt64
  where Units.Element: FixedWidthInteger {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for unit in units { hash = (hash ^ UInt64(unit)) &* 0x100_0000_01b3 }
    return hash ^ hash >> 31
  }
}
