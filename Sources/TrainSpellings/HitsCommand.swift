// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling

/// Writes what the model finds for query forms in a vocabulary, for the evaluation's scorer:
/// query, form, score.
struct HitsCommand {
  let model: SpellingModel
  /// The lowest score written, in quarter units.
  let floor: Int
  let stripsAffixes: Bool
  /// Scores every form instead of those that share a key.
  let isExhaustive: Bool
  /// Takes only every n-th query.
  let everyNth: Int
  /// How many forms are scored; nil for the usual number.
  let candidates: Int?

  func run(vocabularyPath: String, queriesPath: String, outputPath: String) throws {
    // Most forms are written as they are folded.
    var originals: [String: [String]] = [:]
    var folds: [String] = []
    for line in try TextFile.lines(vocabularyPath) {
      let form = String(line.prefix { $0 != "\t" })
      let folded = Folding.folded(form)
      if folded != form { originals[folded, default: []].append(form) }
      folds.append(folded)
    }
    folds.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let wordMemory = MostMemory.megabytes
    let start = ProcessorTime.now()
    let path = outputPath + ".vocabulary"
    var builder = VocabularyBuilder()
    for form in folds { builder.add(form) }
    folds = []
    try builder.write(to: path, stamp: "")
    let built = ProcessorTime.now()
    let builtMemory = MostMemory.megabytes
    let vocabulary = try Vocabulary(path: path)
    unlink(path)
    print(
      "vocabulary of \(vocabulary.count) forms: built in \(built - start) s CPU,",
      "\(builtMemory) MB at most, of which \(wordMemory) MB before,",
      "opened in \((ProcessorTime.now() - built) * 1000) ms")
    var queries = try TextFile.lines(queriesPath).map { line in
      String(line.split(separator: "\t")[3])
    }
    if everyNth > 1 { queries = queries.indices.filter { $0 % everyNth == 0 }.map { queries[$0] } }
    var search = SpellingSearch(
      vocabulary, model: model, floor: floor, stripsAffixes: stripsAffixes)
    search.isExhaustive = isExhaustive
    if let candidates { search.maxCandidates = candidates }
    let classifier = PairClassifier(vocabulary, model: model)
    var output = ""
    var times: [Double] = []
    var found = 0
    for query in queries {
      let start = ProcessorTime.now()
      let word = Folding.folded(query)
      let candidates = search.candidates(of: word)
      let odds = classifier.logOdds(candidates, of: word)
      let hits = zip(candidates, odds).map { (index: $0.index, score: $1) }
      times.append(ProcessorTime.now() - start)
      found += hits.count
      let best = hits.sorted { ($0.score, $1.index) > ($1.score, $0.index) }.prefix(501)
      for hit in best {
        let folded = vocabulary.form(at: hit.index)
        for form in [folded] + (originals[folded] ?? []) {
          output += "\(query)\t\(form)\t\(hit.score)\n"
        }
      }
    }
    times.sort()
    print(
      "\(queries.count) queries, \(found / queries.count) hits each, ms mean",
      times.reduce(0, +) / Double(times.count) * 1000, "p95", times[times.count * 95 / 100] * 1000,
      "most", times[times.count - 1] * 1000)
    try output.write(toFile: outputPath, atomically: true, encoding: .utf8)
  }
}

/// CPU time of the process in seconds.
enum ProcessorTime {
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

/// The most memory that the process has taken so far.
enum MostMemory {
  static var megabytes: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1024
  }
}
