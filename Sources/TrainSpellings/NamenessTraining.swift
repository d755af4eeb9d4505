// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling

/// Learns which runs of letters tell a name from an ordinary word of one script: logistic
/// regression over hashed runs.
struct NamenessTraining {
  /// 2^17 places leave .115 instead of .105 of the unseen Latin words where 5 % of the names are lost.
  static let tableSize = 1 << 18

  /// Weights of the table's places.
  static func train(names: [String], common: [String]) -> [Float] {
    let letters = (names + common).map { WordLetters($0) }
    let regression = HashedRegression(
      tableSize: tableSize, isName: Contrast.labels(names: names.count, common: common.count),
      offsets: [Float](repeating: 0, count: letters.count))
    return regression.train { example, body in
      letters[example].withLetters {
        Nameness.forEachFeature($0, tableSize: tableSize, body)
      }
    }
  }

  static func logOdds(_ letters: WordLetters, _ weights: [Float]) -> Float {
    guard !weights.isEmpty else { return 0 }
    var sum: Float = 0
    letters.withLetters {
      Nameness.forEachFeature($0, tableSize: tableSize) { sum += weights[$0] }
    }
    return sum
  }
}

/// The names of a script that are no ordinary words, and the ordinary words that are no names.
struct Contrast {
  let names: [String]
  let common: [String]

  static func labels(names: Int, common: Int) -> [Bool] {
    [Bool](repeating: true, count: names) + [Bool](repeating: false, count: common)
  }
}

/// Nameness for training the classifier: each word is rated by a table that has seen neither it nor
/// the words that begin like it, as new words will be.
struct CrossedNameness: Sendable {
  /// Per script, the table trained without the words of fold 0, and of fold 1.
  private let folds: [[[Float]]]
  /// Per script, the table trained on all.
  let whole: [[Float]]

  init(contrasts: [Contrast]) {
    let jobs = (0..<9).map { ($0 / 3, $0 % 3) }
    let tables = Parallel.map(count: jobs.count, parts: jobs.count) { range in
      range.map { job -> [Float] in
        let (script, fold) = jobs[job]
        return NamenessTraining.train(
          names: contrasts[script].names.filter { fold == 2 || Self.fold($0, script) != fold },
          common: contrasts[script].common.filter { fold == 2 || Self.fold($0, script) != fold })
      }
    }.flatMap { $0 }
    folds = (0..<3).map { [tables[3 * $0], tables[3 * $0 + 1]] }
    whole = (0..<3).map { tables[3 * $0 + 2] }
  }

  private static func fold(_ word: String, _ script: Int) -> Int {
    fold(WordLetters(word), Script.trained[script])
  }

  static func fold(_ letters: WordLetters, _ script: Script) -> Int {
    Int(StableHash.ofLexeme(letters, script) >> 7 & 1)
  }

  func logOdds(_ letters: WordLetters, _ script: Script) -> Float {
    NamenessTraining.logOdds(letters, folds[Int(script.rawValue)][Self.fold(letters, script)])
  }
}

/// A hash that is the same in every run.
enum StableHash {
  static func of(_ word: String) -> UInt64 { of(word.utf8) }

  static func of(_ letters: WordLetters) -> UInt64 { letters.withLetters { of($0) } }

  /// Of what a word begins with, so that forms of one word, and a few others, have the same.
  static func ofLexeme(_ letters: WordLetters, _ script: Script) -> UInt64 {
    letters.withLetters { letters in
      of(letters.prefix(script == .arabic ? 4 : 5))
    }
  }

  private static func of<Units: Sequence>(_ units: Units) -> UInt64
  where Units.Element: FixedWidthInteger {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for unit in units { hash = (hash ^ UInt64(unit)) &* 0x100_0000_01b3 }
    return hash ^ hash >> 31
  }
}
