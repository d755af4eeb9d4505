// SPDX-License-Identifier: GPL-2.0-or-later

/// Judges the candidates of one query word.
package struct SpellingJudge {
  /// What the pairs are seen against.
  package enum Surroundings: Sendable {
    /// A vocabulary in which the other candidates are a measure.
    case vocabulary
    /// A few words, such as those of two names: each pair is judged by itself, and alike in both
    /// directions, with what is known before it is looked at added to its log-odds: the odds are learned
    /// on words that were searched for among a million, most of which are others. Words of two scripts
    /// that may be the same rather are, where words of one script that are not written alike rather are
    /// two.
    case fewWords(prior: Float, priorAcrossScripts: Float)
  }

  private let vocabulary: Vocabulary
  private let model: SpellingModel
  private let surroundings: Surroundings

  /// The log-odds of a form that is the very word under another article or clitic, where that is certain. The ك of
  /// كومان need not be "like": other readings are judged by what is known of both words.
  private static let sameWord: Float = 4

  package init(
    _ vocabulary: Vocabulary, model: SpellingModel, among surroundings: Surroundings = .vocabulary
  ) {
    self.vocabulary = vocabulary
    self.model = model
    self.surroundings = surroundings
  }

  /// The log-odds of each candidate's being a spelling of the word.
  package func logOdds(_ candidates: [SpellingCandidate], of word: String) -> [Float] {
    let rating = { (word: WordLetters, script: Script, kin: WordKin?) in
      model.rating(of: word, in: script, kin: kin)
    }
    var pairs: [Float] = []
    var reversed: [Float] = []
    pairs.reserveCapacity(candidates.count * PairFeatures.count)
    switch surroundings {
    case .vocabulary:
      forEachPair(candidates, of: word, rating: rating) { _, features in
        pairs += UnsafeBufferPointer(start: features, count: PairFeatures.count)
      }
    case .fewWords:
      forEachLonePair(candidates, of: word, rating: rating) { _, features, others in
        pairs += UnsafeBufferPointer(start: features, count: PairFeatures.count)
        reversed += UnsafeBufferPointer(start: others, count: PairFeatures.count)
      }
    }
    var odds: [Float]
    switch surroundings {
    case .vocabulary: odds = model.judgement.logOdds(pairs)
    case .fewWords(let prior, let priorAcrossScripts):
      let script = Script(ofWordText: word)
      odds = zip(model.loneJudgement.logOdds(pairs), model.loneJudgement.logOdds(reversed)).map {
        prior + ($0 + $1) / 2
      }
      for (place, candidate) in candidates.enumerated()
      where Script(ofWord: vocabulary.bytes(at: candidate.index)) != script {
        odds[place] += priorAcrossScripts
      }
    }
    for place in odds.indices
    where pairs[place * PairFeatures.count + PairFeatures.letterDistance] == 0
      && isCertain(candidates[place], of: word)
    {
      odds[place] = Self.sameWord
    }
    return odds
  }

  /// Whether nothing but what is surely no part of them is taken off the two words.
  private func isCertain(_ candidate: SpellingCandidate, of word: String) -> Bool {
    var word = word
    return word.withUTF8 { utf8 in
      ReadingRules.shared.isCertain(candidate.queryReading, of: UnsafeRawBufferPointer(utf8))
    } && ReadingRules.shared.isCertain(candidate.reading, of: vocabulary.bytes(at: candidate.index))
  }

  /// Calls back with each candidate and the features of the pair among all candidates.
  package func forEachPair(
    _ candidates: [SpellingCandidate], of word: String,
    rating: (WordLetters, Script, WordKin?) -> WordRating,
    _ body: (SpellingCandidate, UnsafePointer<Float>) -> Void
  ) {
    let pairs = self.pairs(candidates, of: word, rating: rating, amongKin: true)
    let field = CandidateField(
      pairs.map { pair in
        JudgedForm(
          letters: pair.form.letters, script: pair.form.script,
          raw: Float(pair.candidate.raw) / 4, isSameWord: pair.isSameWord)
      }, model: model)
    let best = field.bestOfScript.max() ?? 0
    let size = Float(vocabulary.count)
    let inContext = scoresInContext(pairs)
    let bestInContext =
      zip(pairs, inContext).lazy.filter { !$0.0.isSameWord }.map(\.1).max() ?? 0
    withUnsafeTemporaryAllocation(of: Float.self, capacity: PairFeatures.count) { features in
      guard let features = features.baseAddress else { return }
      for (place, pair) in pairs.enumerated() {
        let context = PairFeatures.Context(
          raw: Float(pair.candidate.raw) / 4, ceiling: Float(pair.candidate.ceiling) / 4,
          best: best, bestOfScript: field.bestOfScript[Int(pair.form.script.rawValue)],
          support: field.supports[place], known: field.known[place], size: size,
          inContext: inContext[place], bestInContext: bestInContext)
        PairFeatures.compute(pair.query, pair.form, context, into: features)
        body(pair.candidate, features)
      }
    }
  }

  /// Calls back with each candidate and the features of the pair by itself, in both directions.
  package func forEachLonePair(
    _ candidates: [SpellingCandidate], of word: String,
    rating: (WordLetters, Script, WordKin?) -> WordRating,
    _ body: (SpellingCandidate, UnsafePointer<Float>, UnsafePointer<Float>) -> Void
  ) {
    let count = PairFeatures.count
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * count) { features in
      guard let features = features.baseAddress else { return }
      for pair in pairs(candidates, of: word, rating: rating, amongKin: false) {
        let raw = Float(pair.candidate.raw) / 4
        PairFeatures.computeAlone(pair.query, pair.form, raw: raw, into: features)
        PairFeatures.computeAlone(pair.form, pair.query, raw: raw, into: features + count)
        body(pair.candidate, features, features + count)
      }
    }
  }

  private struct Pair {
    let candidate: SpellingCandidate
    let query: PairFeatures.Word
    let form: PairFeatures.Word

    /// Whether both are the same letters as read.
    var isSameWord: Bool {
      query.script == form.script && query.letters.distance(to: form.letters) == 0
    }
  }

  /// Pairs that score so much less than the best, in quarter units, are as unlikely in any context.
  private static let mostBehindInContext = 24

  /// The scores of the pairs in nats with what the surroundings of each rewriting say.
  private func scoresInContext(_ pairs: [Pair]) -> [Float] {
    let least = (pairs.map(\.candidate.raw).max() ?? 0) - Self.mostBehindInContext
    var words: [Int: ContextWord] = [:]
    return pairs.map { pair in
      guard pair.candidate.raw >= least else { return Float(pair.candidate.raw) / 4 }
      let reading = pair.candidate.queryReading
      if words[reading] == nil {
        words[reading] = ContextWord(pair.query.letters, in: pair.query.script, model: model)
      }
      let gain = words[reading]?.withPair(pair.form.letters, in: pair.form.script) {
        model.context.logOdds($0)
      }
      return Float(pair.candidate.raw) / 4 + (gain ?? 0)
    }
  }

  /// `amongKin` tells whether the vocabulary's other forms say something of the words.
  private func pairs(
    _ candidates: [SpellingCandidate], of word: String,
    rating: (WordLetters, Script, WordKin?) -> WordRating, amongKin: Bool
  ) -> [Pair] {
    let script = Script(ofWordText: word)
    let readings = readings(of: word)
    var word = word
    let queries = word.withUTF8 { utf8 in
      readings.enumerated().map { reading, letters in
        let kin =
          amongKin ? kin(of: UnsafeRawBufferPointer(utf8), reading: reading, in: script) : nil
        return PairFeatures.Word(letters, script, rating(letters, script, kin))
      }
    }
    return candidates.map { candidate in
      let (letters, script) = read(candidate)
      let kin =
        amongKin
        ? kin(
          of: vocabulary.bytes(at: candidate.index), reading: candidate.reading, in: script,
          near: candidate.index) : nil
      var formRating = rating(letters, script, kin)
      if candidate.reading != 0 {
        // The dictionary may have the word with its ending and not what is left of it.
        let written = rating(WordLetters(vocabulary.bytes(at: candidate.index)), script, nil)
        formRating.ordinariness = max(formRating.ordinariness, written.ordinariness)
      }
      return Pair(
        candidate: candidate, query: queries[min(candidate.queryReading, queries.count - 1)],
        form: PairFeatures.Word(letters, script, formRating))
    }
  }

  /// The kin of a word as read.
  private func kin(
    of word: UnsafeRawBufferPointer, reading: Int, in script: Script, near place: Int? = nil
  ) -> WordKin? {
    guard script != .other else { return nil }
    if reading > 0 {
      return ReadingRules.shared.core(reading, of: word, in: script)?.withUnsafeBytes {
        vocabulary.kin(of: $0, in: script)
      }
    }
    return place.map { WordKin(of: word, in: script, near: $0, of: vocabulary) }
      ?? vocabulary.kin(of: word, in: script)
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

  /// A candidate's letters as read.
  private func read(_ candidate: SpellingCandidate) -> (WordLetters, Script) {
    let bytes = vocabulary.bytes(at: candidate.index)
    let script = Script(ofWord: bytes)
    let letters =
      candidate.reading == 0
      ? WordLetters(bytes)
      : ReadingRules.shared.reading(candidate.reading, of: bytes, in: script)?.core
        ?? WordLetters(bytes)
    return (letters, script)
  }
}
