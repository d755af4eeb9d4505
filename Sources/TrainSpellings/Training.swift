// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling

/// The whole training, from names to the model file.
struct Training {
  let namesFolder: String
  let heldOutFolder: String
  let wordsPath: String
  let dictionaryPath: String
  let outputPath: String

  private let start = Date()

  init(
    namesFolder: String, heldOutFolder: String, wordsPath: String, dictionaryPath: String,
    outputPath: String
  ) {
    self.namesFolder = namesFolder
    self.heldOutFolder = heldOutFolder
    self.wordsPath = wordsPath
    self.dictionaryPath = dictionaryPath
    self.outputPath = outputPath
  }

  /// `rounds` are the rounds of tuning, three at most.
  func run(rounds: Int) throws {
    let names = try NameData.read(Self.files(in: namesFolder))
    let heldOut = try NameData.read(Self.files(in: heldOutFolder)).cohabitants()
    let pairs = names.pairs(leavingOut: heldOut)
    report("\(names.entities.count) entities, \(pairs.count) pairs, \(heldOut.count) held out")
    let first = expectationMaximised(pairs)
    report("expectation maximisation done")
    try save(first, suffix: ".em")
    let words = try TrainingWords(names: names, heldOut: heldOut, wordsPath: wordsPath)
    let start = softened(first)
    var model = first
    var mined: [LabelledPair] = []
    for (round, perPool) in Self.queriesPerPool.prefix(rounds).enumerated() {
      mined += try minedPairs(words, model: model.model(), round: round, perPool: perPool)
      model = tuned(start, mined)
      try save(model, suffix: ".round\(round + 1)")
    }
    let listed = try TrainingWords(
      names: names, heldOut: heldOut, wordsPath: wordsPath, dictionaryPath: dictionaryPath)
    let classified = try ClassifierMining(words: listed).train(model.model(), report)
    try Data(classified).write(to: URL(filePath: outputPath))
  }

  /// Query words drawn in each round of mining, of each kind and script.
  private static let queriesPerPool = [1500, 4000, 8000]
  /// What a match must do better than chance, as a part of each letter's surprise. Tuning starts
  /// from here and does not get away from a bad start: 0, .1, .25 gave persons MAP .791, .823, .833.
  private static let toll: Float = 0.2
  /// What remains of each weight. .5 gave places .763 instead of .752 after classification, persons the same,
  /// at the price of more candidates to judge.
  private static let remainder: Float = 0.5
  /// Query words that are compared with every word.
  private static let exhaustivePerPool = 120
  /// Mined scores reach down to this, in quarter units.
  private static let miningFloor = -24

  private func minedPairs(
    _ words: TrainingWords, model: SpellingModel, round: Int, perPool: Int
  ) throws -> [LabelledPair] {
    let vocabulary = try Vocabulary(forms: words.vocabulary)
    let mining = Mining(
      words: words, vocabulary: vocabulary, floor: Self.miningFloor, maxNegatives: 40)
    let queries = words.queries(perPool: perPool, seed: UInt64(11 + round)) {
      !ClassifierMining.isReserved($0)
    }
    var pairs = mining.labelledPairs(queries, model: model, groupOffset: 2 * round * 1_000_000)
    // What shares no key is never seen by a search, but must not score high either.
    let few = words.queries(perPool: Self.exhaustivePerPool, seed: UInt64(31 + round)) {
      !ClassifierMining.isReserved($0)
    }
    pairs += mining.labelledPairs(
      few, model: model, groupOffset: (2 * round + 1) * 1_000_000, exhaustive: true)
    let same = pairs.reduce(0) { $0 + ($1.isSame ? 1 : 0) }
    report("round \(round + 1): \(queries.count) queries, \(same) same, \(pairs.count - same) not")
    return pairs
  }

  /// Expectation and maximisation trusts its sums too much: a match must do better than chance by
  /// some part of each letter, and every weight counts less.
  private func softened(_ model: TrainedModel) -> TrainedModel {
    var result = model
    result.weights = model.weights.map { matrix in
      let softer = RewriteWeights(copying: matrix)
      for row in 0..<matrix.rowCount {
        for column in 0..<matrix.columnCount {
          let index = row * matrix.columnCount + column
          guard matrix.values[index] > RewriteWeights.missing / 2 else { continue }
          let chance =
            model.segments[matrix.first].background[row]
            + model.segments[matrix.second].background[column]
          softer.values[index] = (matrix.values[index] + Self.toll * Float(chance)) * Self.remainder
        }
      }
      return softer
    }
    return result
  }

  private func tuned(_ start: TrainedModel, _ mined: [LabelledPair]) -> TrainedModel {
    var ofScripts = [[LabelledPair]](repeating: [], count: 9)
    for pair in mined {
      let first = Int(NameWords.script(pair.query).rawValue)
      let second = Int(NameWords.script(pair.word).rawValue)
      ofScripts[min(first, second) * 3 + max(first, second)].append(pair)
    }
    let pairs = ofScripts
    let matrices = start.weights.map { TrainedWeights(matrix: $0) }
    let tuned = Parallel.map(count: matrices.count, parts: matrices.count) { range in
      range.map { index -> TrainedWeights in
        let matrix = matrices[index].matrix
        let tuning = DiscriminativeTuning(
          first: start.segments[matrix.first], second: start.segments[matrix.second],
          scripts: (matrix.first, matrix.second), epochs: 8)
        return TrainedWeights(
          matrix: tuning.tune(matrix, with: pairs[matrix.first * 3 + matrix.second]) {
            report("scripts \(matrix.first) and \(matrix.second): \($0)")
          })
      }
    }
    var result = start
    result.weights = tuned.flatMap { $0.map(\.matrix) }
    return result
  }

  /// One set of weights for each pair of scripts.
  private func expectationMaximised(_ pairs: [NamePair]) -> TrainedModel {
    var words: [Set<String>] = [[], [], []]
    var pairsOfScripts = [[NamePair]](repeating: [], count: 9)
    for pair in pairs {
      let first = Int(NameWords.script(pair.first).rawValue)
      let second = Int(NameWords.script(pair.second).rawValue)
      words[first].insert(pair.first)
      words[second].insert(pair.second)
      pairsOfScripts[first * 3 + second].append(pair)
    }
    let segments = words.map { SegmentInventory(words: $0.sorted()) }
    report("segments \(segments.map(\.count))")
    let combinations = [(0, 0), (0, 2), (0, 1), (2, 2), (1, 2), (1, 1)]
    let ordered = pairsOfScripts
    let weights = Parallel.map(count: combinations.count, parts: combinations.count) { range in
      range.map { index -> TrainedWeights in
        let (first, second) = combinations[index]
        let maximisation = ExpectationMaximisation(
          scripts: (first, second), first: segments[first], second: segments[second])
        return TrainedWeights(
          matrix: maximisation.train(ordered[first * 3 + second]) {
            report("scripts \(first) and \(second): \($0)")
          })
      }
    }
    return TrainedModel(segments: segments, weights: weights.flatMap { $0.map(\.matrix) })
  }

  func report(_ text: String) {
    print(Int(Date().timeIntervalSince(start)), "s:", text)
    fflush(nil)
  }

  private func save(_ model: TrainedModel, suffix: String) throws {
    let bytes = model.encoded()
    try Data(bytes).write(to: URL(filePath: outputPath + suffix))
    report("\(bytes.count) bytes")
  }

  static func files(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".tsv.gz") }
      .sorted().map { folder + "/" + $0 }
  }
}

/// `@unchecked Sendable`: made by one thread and handed over when it has ended.
struct TrainedWeights: @unchecked Sendable {
  let matrix: RewriteWeights
}
