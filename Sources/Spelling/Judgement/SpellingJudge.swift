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
    let known = knownGroups(word)
    forEachPair(candidates, of: word, nameness: nameness) { candidate, form, features in
      if features[PairFeatures.letterDistance] == 0 {
        result.append(Self.sameWord)
        return
      }
      let groups = known[min(candidate.queryReading, known.count - 1)]
      let isKnown = form.withLetters { model.lexicon.isMember($0, ofOneOf: groups) }
      result.append(judgement.logOdds(features) + (isKnown ? Self.knownName : 0))
    }
    return result
  }

  /// The lexicon's groups of a word under each of its readings.
  private func knownGroups(_ word: String) -> [Slice<UnsafeBufferPointer<UInt32>>] {
    readings(of: word).map { letters in letters.withLetters { model.lexicon.groups(of: $0) } }
  }

  /// A word as written, then under each of its readings.
  private func readings(of word: String) -> [WordLetters] {
    var word = word
    return word.withUTF8 { utf8 in
      let bytes = UnsafeRawBufferPointer(utf8)
      var readings = [WordLetters(bytes)]
      ReadingRules.shared.apply(to: bytes, in: Script(ofWord: bytes)) { _, rule, stem in
        var core = WordLetters(stem)
        rule.replacement.withUnsafeBytes { core.append($0) }
        readings.append(core)
      }
      return readings
    }
  }

  /// A candidate's letters as read, and whether they are the query's own as read.
  private struct ReadForm {
    let letters: WordLetters
    let script: Script
    let isSameWord: Bool
  }

  private func read(_ candidate: SpellingCandidate, _ query: PairFeatures.Query) -> ReadForm {
    let bytes = vocabulary.bytes(at: candidate.index)
    let script = Script(ofWord: bytes)
    let letters =
      candidate.reading == 0
      ? WordLetters(bytes)
      : ReadingRules.shared.reading(candidate.reading, of: bytes, in: script)?.core
        ?? WordLetters(bytes)
    return ReadForm(
      letters: letters, script: script,
      isSameWord: script == query.script && letters.distance(to: query.letters) == 0)
  }

  /// Calls back with each candidate, its letters as read, and the features of the pair.
  package func forEachPair(
    _ candidates: [SpellingCandidate], of word: String, nameness: (WordLetters, Script) -> Float,
    _ body: (SpellingCandidate, WordLetters, UnsafePointer<Float>) -> Void
  ) {
    let script = Script(ofWordText: word)
    let queries = readings(of: word).map {
      PairFeatures.Query($0, script, nameness: script == .other ? 0 : nameness($0, script))
    }
    let pairs = candidates.map { candidate in
      let query = queries[min(candidate.queryReading, queries.count - 1)]
      return (candidate: candidate, query: query, form: read(candidate, query))
    }
    // The word itself is no measure of how good its other spellings are.
    var bestOfScript = [Float](repeating: -100, count: Script.allCases.count)
    for pair in pairs where !pair.form.isSameWord {
      let script = Int(pair.form.script.rawValue)
      bestOfScript[script] = max(bestOfScript[script], Float(pair.candidate.raw) / 4)
    }
    let best = bestOfScript.max() ?? 0
    withUnsafeTemporaryAllocation(of: Float.self, capacity: PairFeatures.count) { features in
      guard let features = features.baseAddress else { return }
      for (candidate, query, form) in pairs {
        let context = PairFeatures.Context(
          raw: Float(candidate.raw) / 4, ceiling: Float(candidate.ceiling) / 4, best: best,
          bestOfScript: bestOfScript[Int(form.script.rawValue)])
        PairFeatures.compute(
          query, form: form.letters, script: form.script,
          nameness: form.script == .other ? 0 : nameness(form.letters, form.script),
          context: context, into: features)
        body(candidate, form.letters, features)
      }
    }
  }
}
