// SPDX-License-Identifier: GPL-2.0-or-later

/// Judges the candidates of one query word.
package struct SpellingJudge {
  private let vocabulary: Vocabulary
  private let model: SpellingModel
  private let judgement: Judgement

  /// The log-odds of a form that is the very word under another article, clitic or ending.
  private static let sameWord: Float = 4

  /// What standing together in the lexicon adds to the log-odds.
  private static let knownName: Float = 2.5

  package init(_ vocabulary: Vocabulary, model: SpellingModel) {
    self.vocabulary = vocabulary
    self.model = model
    judgement = model.judgement
  }

  /// The log-odds of each candidate's being a spelling of the word.
  package func logOdds(_ candidates: [SpellingCandidate], of word: String) -> [Float] {
    var result: [Float] = []
    result.reserveCapacity(candidates.count)
    let nameness = { (word: WordLetters, script: Script) in
      let table = model.nameness[Int(script.rawValue)]
      return word.withLetters { table.logOdds($0) }
    }
    let known = WordLetters(word).withLetters { model.lexicon.groups(of: $0) }
    forEachPair(candidates, of: word, nameness: nameness) { _, form, features in
      if features[PairFeatures.letterDistance] == 0 {
        result.append(Self.sameWord)
        return
      }
      let isKnown = form.withLetters { model.lexicon.isMember($0, ofOneOf: known) }
      result.append(judgement.logOdds(features) + (isKnown ? Self.knownName : 0))
    }
    return result
  }

  /// Calls back with each candidate, its letters as read, and the features of the pair.
  package func forEachPair(
    _ candidates: [SpellingCandidate], of word: String, nameness: (WordLetters, Script) -> Float,
    _ body: (SpellingCandidate, WordLetters, UnsafePointer<Float>) -> Void
  ) {
    var word = word
    let own = word.withUTF8 { vocabulary.index(of: UnsafeRawBufferPointer($0)) }
    let letters = WordLetters(word)
    let script = word.withUTF8 { Script(ofWord: UnsafeRawBufferPointer($0)) }
    guard script != .other else { return }
    let query = PairFeatures.Query(letters, script, nameness: nameness(letters, script))
    var bestOfScript = [Float](repeating: -100, count: 4)
    for candidate in candidates where candidate.index != own {
      let script = Int(Script(ofWord: vocabulary.bytes(at: candidate.index)).rawValue)
      bestOfScript[script] = max(bestOfScript[script], Float(candidate.raw) / 4)
    }
    let best = bestOfScript.max() ?? 0
    withUnsafeTemporaryAllocation(of: Float.self, capacity: PairFeatures.count) { features in
      guard let features = features.baseAddress else { return }
      for candidate in candidates {
        let bytes = vocabulary.bytes(at: candidate.index)
        let target = Script(ofWord: bytes)
        guard target != .other else { continue }
        var form = WordLetters(bytes)
        if candidate.reading > 0,
          let reading = ReadingRules.shared.reading(candidate.reading, of: bytes, in: target)
        {
          form = reading.core
        }
        PairFeatures.compute(
          query, form: form, script: target,
          nameness: nameness(form, target),
          context: PairFeatures.Context(
            raw: Float(candidate.raw) / 4, ceiling: Float(candidate.ceiling) / 4, best: best,
            bestOfScript: bestOfScript[Int(target.rawValue)], isReading: candidate.reading > 0,
            isQueryReading: candidate.queryReading > 0),
          into: features)
        body(candidate, form, features)
      }
    }
  }
}
