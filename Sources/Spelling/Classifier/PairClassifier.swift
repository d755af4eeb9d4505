// SPDX-License-Identifier: GPL-2.0-or-later

/// Classifies the candidates of one query word.
package struct PairClassifier {
  /// What the pairs are seen against.
  package enum Surroundings: Sendable {
    /// A vocabulary in which the other candidates are a measure.
    case vocabulary
    /// A few words, such as those of two names: each pair is classified by itself, and alike in both
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
  /// كومان need not be "like": other analyses are classified by what is known of both words.
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
    let rating = { (word: WordLetters, script: Script, suffixNeighbours: SuffixNeighbours?) in
      model.rating(of: word, in: script, suffixNeighbours: suffixNeighbours)
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
      forEachPairAlone(candidates, of: word, rating: rating) { _, features, others in
        pairs += UnsafeBufferPointer(start: features, count: PairFeatures.count)
        reversed += UnsafeBufferPointer(start: others, count: PairFeatures.count)
      }
    }
    var odds: [Float]
    switch surroundings {
    case .vocabulary: odds = model.candidateClassifier.logOdds(pairs)
    case .fewWords(let prior, let priorAcrossScripts):
      let script = Script(ofWordText: word)
      odds = zip(
        model.pairwiseClassifier.logOdds(pairs), model.pairwiseClassifier.logOdds(reversed)
      ).map {
        prior + ($0 + $1) / 2
      }
      for (position, candidate) in candidates.enumerated()
      where Script(ofWord: vocabulary.bytes(at: candidate.index)) != script {
        odds[position] += priorAcrossScripts
      }
    }
    for position in odds.indices
    where pairs[position * PairFeatures.count + PairFeatures.letterDistance] == 0
      && isCertain(candidates[position], of: word)
    {
      odds[position] = Self.sameWord
    }
    return odds
  }

  /// Whether nothing but what is surely no part of them is taken off the two words.
  private func isCertain(_ candidate: SpellingCandidate, of word: String) -> Bool {
    var word = word
    return word.withUTF8 { utf8 in
      AffixRules.shared.isCertain(candidate.queryAnalysis, of: UnsafeRawBufferPointer(utf8))
    } && AffixRules.shared.isCertain(candidate.analysis, of: vocabulary.bytes(at: candidate.index))
  }

  /// Calls back with each candidate and the features of the pair among all candidates.
  package func forEachPair(
    _ candidates: [SpellingCandidate], of word: String,
    rating: (WordLetters, Script, SuffixNeighbours?) -> WordRating,
    _ body: (SpellingCandidate, UnsafePointer<Float>) -> Void
  ) {
    let pairs = self.pairs(candidates, of: word, rating: rating, usesSuffixNeighbours: true)
    let candidateSet = CandidateSet(
      pairs.map { pair in
        CandidateForm(
          letters: pair.form.letters, script: pair.form.script,
          raw: Float(pair.candidate.raw) / 4, isSameWord: pair.isSameWord)
      }, model: model)
    let best = candidateSet.bestOfScript.max() ?? 0
    let size = Float(vocabulary.count)
    let inContext = scoresInContext(pairs)
    let bestInContext =
      zip(pairs, inContext).lazy.filter { !$0.0.isSameWord }.map(\.1).max() ?? 0
    withUnsafeTemporaryAllocation(of: Float.self, capacity: PairFeatures.count) { features in
      guard let features = features.baseAddress else { return }
      for (position, pair) in pairs.enumerated() {
        let context = PairFeatures.Context(
          raw: Float(pair.candidate.raw) / 4, ceiling: Float(pair.candidate.ceiling) / 4,
          best: best, bestOfScript: candidateSet.bestOfScript[Int(pair.form.script.rawValue)],
          support: candidateSet.supports[position], known: candidateSet.known[position], size: size,
          inContext: inContext[position], bestInContext: bestInContext)
        PairFeatures.compute(pair.query, pair.form, context, into: features)
        body(pair.candidate, features)
      }
    }
  }

  /// Calls back with each candidate and the features of the pair by itself, in both directions.
  package func forEachPairAlone(
    _ candidates: [SpellingCandidate], of word: String,
    rating: (WordLetters, Script, SuffixNeighbours?) -> WordRating,
    _ body: (SpellingCandidate, UnsafePointer<Float>, UnsafePointer<Float>) -> Void
  ) {
    let count = PairFeatures.count
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * count) { features in
      guard let features = features.baseAddress else { return }
      for pair in pairs(candidates, of: word, rating: rating, usesSuffixNeighbours: false) {
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
  private static let maxBehindInContext = 24

  /// The scores of the pairs in nats with what the surroundings of each rewriting say.
  private func scoresInContext(_ pairs: [Pair]) -> [Float] {
    let minimum = (pairs.map(\.candidate.raw).max() ?? 0) - Self.maxBehindInContext
    var words: [Int: ContextWord] = [:]
    return pairs.map { pair in
      guard pair.candidate.raw >= minimum else { return Float(pair.candidate.raw) / 4 }
      let analysis = pair.candidate.queryAnalysis
      if words[analysis] == nil {
        words[analysis] = ContextWord(pair.query.letters, in: pair.query.script, model: model)
      }
      let gain = words[analysis]?.withPair(pair.form.letters, in: pair.form.script) {
        model.context.logOdds($0)
      }
      return Float(pair.candidate.raw) / 4 + (gain ?? 0)
    }
  }

  /// `usesSuffixNeighbours` says whether the vocabulary's other forms say something of the words.
  private func pairs(
    _ candidates: [SpellingCandidate], of word: String,
    rating: (WordLetters, Script, SuffixNeighbours?) -> WordRating, usesSuffixNeighbours: Bool
  ) -> [Pair] {
    let script = Script(ofWordText: word)
    let analyses = analyses(of: word)
    var word = word
    let queries = word.withUTF8 { utf8 in
      analyses.enumerated().map { analysis, letters in
        let suffixNeighbours =
          usesSuffixNeighbours
          ? suffixNeighbours(of: UnsafeRawBufferPointer(utf8), analysis: analysis, in: script) : nil
        return PairFeatures.Word(letters, script, rating(letters, script, suffixNeighbours))
      }
    }
    return candidates.map { candidate in
      let (letters, script) = read(candidate)
      let suffixNeighbours =
        usesSuffixNeighbours
        ? suffixNeighbours(
          of: vocabulary.bytes(at: candidate.index), analysis: candidate.analysis, in: script,
          near: candidate.index) : nil
      var formRating = rating(letters, script, suffixNeighbours)
      if candidate.analysis != 0 {
        // The dictionary may have the word with its ending and not what is left of it.
        let written = rating(WordLetters(vocabulary.bytes(at: candidate.index)), script, nil)
        formRating.ordinariness = max(formRating.ordinariness, written.ordinariness)
      }
      return Pair(
        candidate: candidate, query: queries[min(candidate.queryAnalysis, queries.count - 1)],
        form: PairFeatures.Word(letters, script, formRating))
    }
  }

  /// The suffix neighbours of a word as read.
  private func suffixNeighbours(
    of word: UnsafeRawBufferPointer, analysis: Int, in script: Script, near position: Int? = nil
  ) -> SuffixNeighbours? {
    guard script != .other else { return nil }
    if analysis > 0 {
      return AffixRules.shared.core(analysis, of: word, in: script)?.withUnsafeBytes {
        vocabulary.suffixNeighbours(of: $0, in: script)
      }
    }
    return position.map { SuffixNeighbours(of: word, in: script, near: $0, of: vocabulary) }
      ?? vocabulary.suffixNeighbours(of: word, in: script)
  }

  /// A word as written, then under each of its analyses.
  private func analyses(of word: String) -> [WordLetters] {
    var word = word
    return word.withUTF8 { utf8 in
      let bytes = UnsafeRawBufferPointer(utf8)
      var analyses = [WordLetters(bytes)]
      AffixRules.shared.apply(to: bytes, in: Script(ofWord: bytes)) { _, rule, stem in
        var core = WordLetters(stem)
        rule.replacement.withUnsafeBytes { core.append($0) }
        analyses.append(core)
      }
      return analyses
    }
  }

  /// A candidate's letters as read.
  private func read(_ candidate: SpellingCandidate) -> (WordLetters, Script) {
    let bytes = vocabulary.bytes(at: candidate.index)
    let script = Script(ofWord: bytes)
    let letters =
      candidate.analysis == 0
      ? WordLetters(bytes)
      : AffixRules.shared.analysis(candidate.analysis, of: bytes, in: script)?.core
        ?? WordLetters(bytes)
    return (letters, script)
  }
}
