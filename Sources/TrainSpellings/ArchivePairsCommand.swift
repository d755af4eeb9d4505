// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling

/// Writes what the search finds for words in an archive's vocabulary, with all that the pair classifier sees,
/// for the training of the archive classifier: a line for each candidate.
struct ArchivePairsCommand {
  let vocabulary: Vocabulary
  let model: SpellingModel
  let floor: Int

  func run(queriesPath: String, outputPath: String) throws {
    let queries = try TextFile.lines(queriesPath).map(String.init)
    let parts = Parallel.map(count: queries.count, parts: 64) { range in
      var output = ""
      for query in queries[range] { write(query, to: &output) }
      return output
    }
    try parts.joined().write(toFile: outputPath, atomically: true, encoding: .utf8)
  }

  private func write(_ query: String, to output: inout String) {
    let word = Folding.folded(query)
    var search = SpellingSearch(vocabulary, model: model, floor: floor)
    let judge = SpellingJudge(vocabulary, model: model)
    let candidates = search.candidates(of: word)
    let odds = judge.logOdds(candidates, of: word)
    var rows: [Int: [Float]] = [:]
    judge.forEachPair(
      candidates, of: word, rating: { model.rating(of: $0, in: $1, kin: $2) }
    ) { candidate, features in
      rows[candidate.index] = Array(
        UnsafeBufferPointer(start: features, count: PairFeatures.count))
    }
    for (candidate, odds) in zip(candidates, odds) {
      let cells =
        [
          word, vocabulary.form(at: candidate.index), String(vocabulary.frequency(at: candidate.index)),
          String(candidate.reading), String(candidate.queryReading), String(odds),
        ] + (rows[candidate.index] ?? []).map { String($0) }
      output += cells.joined(separator: "\t") + "\n"
    }
  }
}
