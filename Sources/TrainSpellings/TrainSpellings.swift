// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling

@main
struct TrainSpellings {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch arguments.first {
    case "train" where arguments.count == 5:
      try Training(
        namesFolder: arguments[1], heldOutFolder: arguments[2], wordsPath: arguments[3],
        outputPath: arguments[4]
      ).run()
    case "hits" where arguments.count >= 5:
      try HitsCommand(
        model: SpellingModel(path: arguments[1]),
        floor: arguments.count > 5 ? Int(arguments[5]) ?? -8 : -8,
        takesReadings: !arguments.contains("--no-readings")
      ).run(
        vocabularyPath: arguments[2], queriesPath: arguments[3], outputPath: arguments[4])
    default:
      print(
        """
        usage: train-spellings train NAMES HELD-OUT WORDS.tsv.gz MODEL
               train-spellings hits MODEL VOCABULARY.tsv.gz QUERIES.tsv HITS.tsv [FLOOR]
        """)
    }
  }
}
