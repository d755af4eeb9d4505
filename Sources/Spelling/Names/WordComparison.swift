// SPDX-License-Identifier: GPL-2.0-or-later

/// Compares a word with others, each pair by itself: two words have the same log-odds whatever else a list holds.
struct WordComparison {
  /// The word, or what its marks say, without one of the affixes it may carry.
  private struct Analysis {
    let scorer: SpellingScorer
    let word: PairFeatures.Word
    let cost: Int
    let isCertain: Bool
  }

  /// The best analyses of a pair.
  private struct Pair {
    let query: Int
    let letters: WordLetters
    let script: Script
    let raw: Int
    let isRead: Bool
    let isCertain: Bool
  }

  private let model: SpellingModel
  private let script: Script
  private let folded: [Analysis]
  private let writtenOut: [Analysis]?

  /// What is added to the log-odds of two words of lists that somebody compares, which are the same far
  /// more often than a word and a likely form among a million. Chosen on the golden names.
  private static let prior: Float = 2.5
  /// The log-odds of a form that is the very word under another article or clitic, where that is certain.
  private static let sameWord: Float = 4
  /// What an affix costs more that need not be one, in quarter units.
  private static let unseenCost = 2
  /// What the transducer scores below this, in quarter units, is not classified.
  private let minRaw: Int
  /// Forms that score so much less as written are not tried without their affixes.
  private static let affixes = 12

  /// A word whose pairs are not classified where the transducer scores them below `leastRaw`, in quarter units.
  init(_ word: TypedWord, model: SpellingModel, minRaw: Int) {
    self.model = model
    self.minRaw = minRaw
    script = Script(ofWordText: word.folded)
    folded = Self.analyses(of: word.folded, model)
    writtenOut = word.writtenOut.map { Self.analyses(of: $0, model) }
  }

  private static func analyses(of word: String, _ model: SpellingModel) -> [Analysis] {
    let script = Script(ofWordText: word)
    var analyses: [Analysis] = []
    func add(_ letters: WordLetters, cost: Int, isCertain: Bool) {
      guard let scorer = SpellingScorer(letters, in: script, model: model) else { return }
      let rating = model.rating(of: letters, in: script, suffixNeighbours: nil)
      analyses.append(
        Analysis(
          scorer: scorer, word: PairFeatures.Word(letters, script, rating), cost: cost,
          isCertain: isCertain))
    }
    var text = word
    text.withUTF8 { utf8 in
      let bytes = UnsafeRawBufferPointer(utf8)
      add(WordLetters(bytes), cost: 0, isCertain: true)
      for spoken in SilentLetters.shared.pronunciations(of: word, in: script) {
        add(WordLetters(spoken.text), cost: spoken.cost, isCertain: false)
      }
      AffixRules.shared.apply(to: bytes, in: script) { ordinal, rule, stem in
        var core = WordLetters(stem)
        rule.replacement.withUnsafeBytes { core.append($0) }
        add(
          core, cost: rule.cost + (rule.isCertain ? 0 : unseenCost),
          isCertain: AffixRules.shared.isCertain(ordinal, of: bytes))
      }
    }
    return analyses
  }

  /// The log-odds of some folded words' being the same word; nil for those that have nothing in common with it.
  func logOdds(count: Int, word: (Int) -> UnsafeRawBufferPointer) -> [Float?] {
    let plain = logOdds(folded, count, word)
    guard let writtenOut else { return plain }
    return zip(plain, logOdds(writtenOut, count, word)).map { plain, marked in
      plain == nil && marked == nil
        ? nil : ClassifiedSpelling.combined(folded: plain, marked: marked)
    }
  }

  /// Whether the letters of a folded word as written score at least so much, in quarter units: a quick look, quickest
  /// at words in byte order.
  func isNear(_ bytes: UnsafeRawBufferPointer, floor: Int) -> Bool {
    let script = Script(ofWord: bytes)
    guard script != .other else { return false }
    let letters = WordLetters(bytes)
    func isNear(_ analyses: [Analysis]) -> Bool {
      analyses.contains { score(letters, script, $0, floor: floor) != nil }
    }
    return isNear(folded) || writtenOut.map(isNear) ?? false
  }

  private func logOdds(
    _ analyses: [Analysis], _ count: Int, _ word: (Int) -> UnsafeRawBufferPointer
  ) -> [Float?] {
    let width = PairFeatures.count
    var features: [Float] = []
    var reversed: [Float] = []
    var found: [(index: Int, pair: Pair)] = []
    withUnsafeTemporaryAllocation(of: Float.self, capacity: width) { row in
      guard let start = row.baseAddress else { return }
      for index in 0..<count {
        let bytes = word(index)
        guard let pair = best(analyses, bytes) else { continue }
        found.append((index, pair))
        let (query, form) = (analyses[pair.query].word, formWord(pair, bytes))
        let raw = Float(pair.raw) / 4
        PairFeatures.computeAlone(query, form, raw: raw, into: start)
        features += row
        PairFeatures.computeAlone(form, query, raw: raw, into: start)
        reversed += row
      }
    }
    var odds = [Float?](repeating: nil, count: count)
    guard !found.isEmpty else { return odds }
    // Both directions in one pass over the trees.
    let sums = model.pairwiseClassifier.logOdds(features + reversed)
    for (number, (index, pair)) in found.enumerated() {
      let (forward, backward) = (sums[number], sums[found.count + number])
      if pair.isCertain, features[number * width + PairFeatures.letterDistance] == 0 {
        odds[index] = Self.sameWord
      } else {
        odds[index] =
          Self.prior + (forward + backward) / 2
          + (pair.script == analyses[pair.query].word.script ? 0 : Vocabulary.priorAcrossScripts)
      }
    }
    return odds
  }

  /// What is known of a form as read.
  private func formWord(_ pair: Pair, _ bytes: UnsafeRawBufferPointer) -> PairFeatures.Word {
    var rating = model.rating(of: pair.letters, in: pair.script, suffixNeighbours: nil)
    if pair.isRead {
      // The dictionary may have the word with its ending and not what is left of it.
      let written = model.ordinariness(of: WordLetters(bytes), in: pair.script)
      rating.ordinariness = max(rating.ordinariness, written)
    }
    return PairFeatures.Word(pair.letters, pair.script, rating)
  }

  /// The analyses in which two words score best.
  private func best(_ analyses: [Analysis], _ bytes: UnsafeRawBufferPointer) -> Pair? {
    let script = Script(ofWord: bytes)
    guard script != .other else { return nil }
    let letters = WordLetters(bytes)
    let spoken =
      script == .arabic
      ? SilentLetters.shared.pronunciations(of: String(decoding: bytes, as: UTF8.self), in: script)
      : []
    var best: Pair?
    func keep(
      _ query: Int, _ letters: WordLetters, _ score: Int, isRead: Bool,
      isCertain: @autoclosure () -> Bool
    ) {
      guard score >= minRaw, score > best?.raw ?? .min else { return }
      best = Pair(
        query: query, letters: letters, script: script, raw: score, isRead: isRead,
        isCertain: analyses[query].isCertain && isCertain())
    }
    for (number, query) in analyses.enumerated() {
      guard
        let score = score(
          letters, script, query, floor: minRaw - Self.affixes)
      else { continue }
      keep(number, letters, score, isRead: false, isCertain: true)
      for (text, cost) in spoken {
        let core = WordLetters(text)
        if let score = self.score(core, script, query, floor: minRaw + cost) {
          keep(number, core, score - cost, isRead: true, isCertain: false)
        }
      }
      AffixRules.shared.apply(to: bytes, in: script) { ordinal, rule, stem in
        var core = WordLetters(stem)
        rule.replacement.withUnsafeBytes { core.append($0) }
        let cost = rule.cost + (rule.isCertain ? 0 : Self.unseenCost)
        if let score = self.score(core, script, query, floor: minRaw + cost) {
          keep(
            number, core, score - cost, isRead: true,
            isCertain: AffixRules.shared.isCertain(ordinal, of: bytes))
        }
      }
    }
    return best
  }

  /// The transducer's score of a form, the cost of the word's own analysis taken off.
  private func score(
    _ form: WordLetters, _ script: Script, _ query: Analysis, floor: Int
  ) -> Int? {
    guard form.signs == query.word.letters.signs else { return nil }
    return form.withLetters {
      query.scorer.score($0, in: script, floor: Int16(clamping: floor + query.cost))
    }.map { Int($0) - query.cost }
  }
}
