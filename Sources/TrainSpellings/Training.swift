// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling

/// The whole training, from names to the model file.
struct Training {
  let namesFolder: String
  let heldOutFolder: String
  let wordsPath: String
  let outputPath: String

  private let start = Date()

  init(namesFolder: String, heldOutFolder: String, wordsPath: String, outputPath: String) {
    self.namesFolder = namesFolder
    self.heldOutFolder = heldOutFolder
    self.wordsPath = wordsPath
    self.outputPath = outputPath
  }

  func run() throws {
    let names = try NameData.read(Self.files(in: namesFolder))
    let heldOut = try NameData.read(Self.files(in: heldOutFolder)).cohabitants()
    let pairs = names.pairs(leavingOut: heldOut)
    report("\(names.entities.count) entities, \(pairs.count) pairs, \(heldOut.count) held out")
    var model = expectationMaximised(pairs)
    report("expectation maximisation done")
    try save(model, suffix: ".em")
    _ = model
    model.judgement = []
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
