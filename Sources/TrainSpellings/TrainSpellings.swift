// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling

@main
struct TrainSpellings {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch arguments.first {
    case "train" where arguments.count >= 6:
      try Training(
        namesFolder: arguments[1], heldOutFolder: arguments[2], wordsPath: arguments[3],
        dictionaryPath: arguments[4], outputPath: arguments[5]
      ).run(rounds: arguments.count > 6 ? Int(arguments[6]) ?? 3 : 3)
    case "sounds" where arguments.count >= 4:
      let names = try NameData.read(Training.files(in: arguments[1]))
      let heldOut = try NameData.read(Training.files(in: arguments[2])).cohabitants()
      var training = SoundCostsTraining(names.pairs(leavingOut: heldOut))
      let header = """
        # What it costs to take the sounds of a word for those of another, in quarter units of log-odds; ^ and $
        # are the word's ends. Source: learned by scripts/train-spellings.
        sounds\tothers\tcost

        """
      try Data((header + training.train().map { $0 + "\n" }.joined()).utf8).write(
        to: URL(filePath: arguments[3]))
    case "judge" where arguments.count >= 7:
      let names = try NameData.read(Training.files(in: arguments[2]))
      let heldOut = try NameData.read(Training.files(in: arguments[3])).cohabitants()
      let words = try TrainingWords(
        names: names, heldOut: heldOut, wordsPath: arguments[4], dictionaryPath: arguments[5],
        hidesHalf: arguments.contains("--half"))
      let model = try ClassifierMining(words: words).train(SpellingModel(path: arguments[1])) {
        print($0)
        fflush(nil)
      }
      try Data(model).write(to: URL(filePath: arguments[6]))
    case "hits" where arguments.count >= 5:
      try HitsCommand(
        model: SpellingModel(path: arguments[1]),
        floor: arguments.count > 5 ? Int(arguments[5]) ?? -8 : -8,
        stripsAffixes: arguments.contains("--readings"),
        isExhaustive: arguments.contains("--exhaustive"),
        everyNth: arguments.contains("--tenth") ? 10 : 1,
        candidates: arguments.firstIndex(of: "--candidates").flatMap {
          arguments.dropFirst($0 + 1).first.flatMap { Int($0) }
        }
      ).run(
        vocabularyPath: arguments[2], queriesPath: arguments[3], outputPath: arguments[4])
    case "variant-features" where arguments.count >= 4:
      try VariantFeaturesCommand(vocabulary: Vocabulary(path: arguments[1])).run(
        queriesPath: arguments[2], outputPath: arguments[3])
    case "name-features" where arguments.count >= 4:
      try NameFeaturesCommand(
        namesPath: arguments[1], listPath: arguments[2], outputPath: arguments[3],
        limit: arguments.count > 4 ? Int(arguments[4]) ?? 50 : 50,
        hidesGroups: arguments.contains("--without-groups")
      ).run()
    case "spellings" where arguments.count >= 3:
      let vocabulary = try Vocabulary(
        forms: TextFile.lines(arguments[1]).map { String($0.prefix { $0 != "\t" }) })
      for word in arguments.dropFirst(2) {
        for spelling in vocabulary.spellings(of: word, tier: .wide, limit: 40) {
          print(word, spelling.form, spelling.score, spelling.reason)
        }
        for inflection in vocabulary.inflections(of: word) {
          print(word, vocabulary.form(at: inflection.index), inflection.reason)
        }
      }
    default:
      print(
        """
        usage: train-spellings train NAMES HELD-OUT WORDS.tsv.gz DICTIONARY MODEL [ROUNDS]
               train-spellings sounds NAMES HELD-OUT COSTS.tsv
               train-spellings judge TUNED NAMES HELD-OUT WORDS.tsv.gz DICTIONARY MODEL [--half]
               train-spellings hits MODEL VOCABULARY.tsv.gz QUERIES.tsv HITS.tsv [FLOOR]
               train-spellings name-features NAMES LIST FEATURES.tsv [LIMIT]
        """)
    }
  }
}
