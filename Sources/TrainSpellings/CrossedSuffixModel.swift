// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

/// What the forms beside a word add to its nameness, for training the classifier: each word is rated by a
/// table that has not seen it.
struct CrossedSuffixModel: Sendable {
  static let tableSize = 1 << 16
  /// What fewer words have together says nothing.
  private static let minWords = 20

  private let folds: [[[Float]]]
  /// Per script, the table trained on all.
  let whole: [[Float]]

  init(contrasts: [Contrast], _ nameness: CrossedNameness, _ vocabulary: Vocabulary) {
    let tables = Parallel.map(count: 9, parts: 9) { range in
      range.map { job -> [Float] in
        let (script, fold) = (Script.trained[job / 3], job % 3)
        func isSeen(_ word: String) -> Bool {
          fold == 2 || CrossedNameness.fold(WordLetters(word), script) != fold
        }
        return Self.train(
          Contrast(
            names: contrasts[job / 3].names.filter(isSeen),
            common: contrasts[job / 3].common.filter(isSeen)), script, nameness, vocabulary)
      }
    }.flatMap { $0 }
    folds = (0..<3).map { [tables[3 * $0], tables[3 * $0 + 1]] }
    whole = (0..<3).map { tables[3 * $0 + 2] }
  }

  private static func train(
    _ contrast: Contrast, _ script: Script, _ nameness: CrossedNameness, _ vocabulary: Vocabulary
  ) -> [Float] {
    let words = contrast.names + contrast.common
    let features = words.map { word in
      vocabulary.suffixNeighbours(of: word, in: script).endings.map { Int($0) & (tableSize - 1) }
    }
    var counts = [Int](repeating: 0, count: tableSize)
    for feature in features.joined() { counts[feature] += 1 }
    let regression = HashedRegression(
      tableSize: tableSize,
      isName: Contrast.labels(names: contrast.names.count, common: contrast.common.count),
      offsets: words.map { nameness.logOdds(WordLetters($0), script) })
    return regression.train { example, body in
      for feature in features[example] where counts[feature] >= minWords { body(feature) }
    }
  }

  func logOdds(_ suffixNeighbours: SuffixNeighbours, of letters: WordLetters, _ script: Script)
    -> Float
  {
    let table = folds[Int(script.rawValue)][CrossedNameness.fold(letters, script)]
    return suffixNeighbours.endings.reduce(0) { $0 + table[Int($1) & (Self.tableSize - 1)] }
  }
}
