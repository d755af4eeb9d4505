// SPDX-License-Identifier: GPL-2.0-or-later

/// A form that passed the scorer and is not classified yet.
package struct SpellingCandidate: Sendable {
  /// The form's number in the vocabulary.
  package let index: Int
  /// The score of the best analyses in quarter units, their costs taken off.
  package let raw: Int
  /// Which analysis of the form won; 0 is the form as written.
  package let analysis: Int
  /// Which analysis of the word searched for won.
  package let queryAnalysis: Int
  /// The most that any word of the form's script could score, in quarter units.
  package let ceiling: Int
}

/// Finds the forms of a vocabulary that score above a floor, through the skeletons of their sounds.
package struct SpellingSearch {
  private let vocabulary: Vocabulary
  private let model: SpellingModel
  private let floor: Int
  private let stripsAffixes: Bool
  private let threads: Int
  /// Scores every form as written, whatever its skeleton: what the walk is measured against.
  package var isExhaustive = false
  /// How many forms are scored for an analysis of the word searched for, about.
  package var maxCandidates: Int
  /// Forms are not scored whose skeletons cost more, in quarter units.
  package var maxSkeletonCost = Self.maxCost
  private var best: [Int: SpellingCandidate] = [:]

  /// One analysis of the word searched for.
  private struct Analysis {
    let letters: WordLetters
    let script: Script
    let number: Int
    let cost: Int
  }

  /// An analysis with what scores forms against it.
  private struct Query {
    let scorer: SpellingScorer
    let length: Int
    let signs: UInt64
    let analysis: Int
    let cost: Int
  }

  /// What a clitic or a case ending costs more where the core is seen in no other form, in quarter units.
  private static let unseenCost = 2
  /// Forms that score less as written, in quarter units, are not tried without their affixes: an ending costs up
  /// to ten nats (обамой, of Obama).
  private static let minRawWithAffixes = -40

  /// Forms are scored whose skeletons leave the chance of a score above minus this, in quarter units, and cost
  /// no more than that; of more than so many forms, those of the least cost. Of what a search without
  /// skeletons finds, 6000 forms at any cost find .87 and take .8 ms more; 3000 at 48 find .80 and
  /// take 1 ms less.
  private static let scoreSlack = 16
  private static let maxCost = 64
  private static let usualCandidates = 4000
  /// In a larger vocabulary more words look like one by accident: the number of candidates grows with the fourth root
  /// of its size. Among four million, 4000 lose a fiftieth of the right forms and 8000 none, for 1.4 of the time.
  private static let usualForms = 1_100_000

  private static func maxCandidates(among forms: Int) -> Int {
    let size = Double(max(forms, usualForms)) / Double(usualForms)
    return Int(Double(usualCandidates) * size.squareRoot().squareRoot())
  }

  /// Fewer forms are scored by one thread.
  private static let minShared = 400

  /// `floor` is in quarter units of log-odds; more than one thread takes two.
  package init(
    _ vocabulary: Vocabulary, model: SpellingModel, floor: Int, stripsAffixes: Bool = true,
    threads: Int = 1
  ) {
    self.stripsAffixes = stripsAffixes
    self.threads = threads
    self.vocabulary = vocabulary
    self.model = model
    self.floor = floor
    maxCandidates = Self.maxCandidates(among: vocabulary.count)
  }

  /// The forms of a folded word, in order of their numbers; the word itself may be among them.
  package mutating func candidates(of word: String) -> [SpellingCandidate] {
    var word = word
    let analyses = word.withUTF8 { self.analyses(of: UnsafeRawBufferPointer($0)) }
    let postings = self.postings(near: analyses)
    guard threads > 1, let longest = postings.max(by: { $0.count < $1.count }),
      longest.count >= Self.minShared
    else { return scored(postings, of: analyses) }
    // Each thread has the forms of its own range, in all analyses.
    let middle = longest[longest.count / 2] & ~7
    var other = self
    let (first, second) = Parallel.both(
      { scored(postings.map { $0.filter { $0 < middle } }, of: analyses) },
      { other.scored(postings.map { $0.filter { $0 >= middle } }, of: analyses) })
    return first + second
  }

  /// The word as written and, in the order of the rules, what is left of it without what it may carry.
  private func analyses(of word: UnsafeRawBufferPointer) -> [Analysis] {
    let script = Script(ofWord: word)
    guard script != .other else { return [] }
    var analyses = [Analysis(letters: WordLetters(word), script: script, number: 0, cost: 0)]
    guard stripsAffixes else { return analyses }
    AffixRules.shared.apply(to: word, in: script) { ordinal, rule, stem in
      let core = Array(stem) + rule.replacement
      core.withUnsafeBytes { core in
        guard let extra = self.extraCost(of: rule, leaving: core, from: word) else { return }
        analyses.append(
          Analysis(
            letters: WordLetters(core), script: script, number: ordinal, cost: rule.cost + extra))
      }
    }
    return analyses
  }

  /// What an analysis of the word searched for costs more where nothing of it is seen in the vocabulary; nil when it
  /// is not taken: the word is there, and the core is not, or is rarer.
  private func extraCost(
    of rule: AffixRules.Rule, leaving core: UnsafeRawBufferPointer,
    from word: UnsafeRawBufferPointer
  ) -> Int? {
    if rule.isCertain || vocabulary.isAtLeastAsCommon(core, as: word) { return 0 }
    let isSeen = vocabulary.index(of: word) != nil || vocabulary.index(of: core) != nil
    return isSeen ? nil : Self.unseenCost
  }

  /// The postings whose skeletons are near that of each analysis, in order.
  private func postings(near analyses: [Analysis]) -> [[UInt32]] {
    let goals = analyses.map { analysis in
      // What the skeletons cost is lost of the most that a form could score.
      let ceiling = model.ceiling(of: analysis.letters, in: analysis.script)
      let maximum = min(ceiling + Self.scoreSlack, maxSkeletonCost)
      return SkeletonWalk.Goal(
        word: SoundSkeleton(analysis.letters), bound: maximum - analysis.cost)
    }
    return vocabulary.postings(near: goals, limit: maxCandidates, threads: threads).map {
      let all = isExhaustive ? (0..<vocabulary.count).map { UInt32($0 << 3) } : []
      return RadixSort.sorted(isExhaustive ? $0.filter { $0 & 7 != 0 } + all : $0)
    }
  }

  /// Scores forms against each analysis, and keeps each in its best.
  private mutating func scored(
    _ postings: [[UInt32]], of analyses: [Analysis]
  ) -> [SpellingCandidate] {
    best.removeAll(keepingCapacity: true)
    for (analysis, postings) in zip(analyses, postings) {
      guard let scorer = SpellingScorer(analysis.letters, in: analysis.script, model: model) else {
        continue
      }
      let query = Query(
        scorer: scorer, length: analysis.letters.count, signs: analysis.letters.signs,
        analysis: analysis.number, cost: analysis.cost)
      for posting in postings { score(posting: Int(posting), query) }
    }
    return best.values.sorted { $0.index < $1.index }
  }

  /// Scores a form under the analysis that a posting names.
  private mutating func score(posting: Int, _ query: Query) {
    let bytes = vocabulary.bytes(at: posting >> 3)
    let target = Script(ofWord: bytes)
    guard target != .other else { return }
    if posting & 7 == 0 {
      guard
        let raw = score(
          WordLetters(bytes), target, as: 0, of: posting >> 3, cost: 0, query,
          floor: stripsAffixes ? min(floor, Self.minRawWithAffixes) : floor),
        stripsAffixes, raw >= Self.minRawWithAffixes
      else { return }
      scoreUnseenCores(bytes, target, of: posting >> 3, query)
    } else if stripsAffixes,
      let found = AffixRules.shared.analysis(posting & 7, of: bytes, in: target)
    {
      let extra = found.rule.isCertain ? 0 : Self.unseenCost
      _ = score(
        found.core, target, as: posting & 7, of: posting >> 3, cost: found.rule.cost + extra,
        query, floor: floor)
    }
  }

  /// A word that looks like the one searched for with an affix may be that word, and its core in no
  /// other form of the vocabulary.
  private mutating func scoreUnseenCores(
    _ bytes: UnsafeRawBufferPointer, _ script: Script, of index: Int, _ query: Query
  ) {
    AffixRules.shared.apply(to: bytes, in: script) { ordinal, rule, stem in
      guard !rule.isCertain else { return }
      let core = Array(stem) + rule.replacement
      core.withUnsafeBytes { core in
        guard vocabulary.index(of: core) == nil else { return }
        let cost = rule.cost + Self.unseenCost
        _ = score(
          WordLetters(core), script, as: ordinal, of: index, cost: cost, query, floor: floor)
      }
    }
  }

  /// Scores a form as read, and keeps it when that is its best analysis; nil below `least`.
  private mutating func score(
    _ form: WordLetters, _ script: Script, as analysis: Int, of index: Int, cost: Int,
    _ query: Query, floor minimum: Int
  ) -> Int? {
    guard form.signs == query.signs else { return nil }
    let (longer, shorter) = (max(form.count, query.length), min(form.count, query.length))
    // Longer differences than this never reach the floor.
    guard isExhaustive || longer * 10 <= shorter * 17 + 35 else { return nil }
    let total = query.cost + cost
    let needed = Int16(clamping: minimum + total)
    guard
      let score = form.withLetters({ query.scorer.score($0, in: script, floor: needed) })
    else { return nil }
    let raw = Int(score) - total
    guard raw >= floor, raw > best[index]?.raw ?? .min else { return raw }
    best[index] = SpellingCandidate(
      index: index, raw: raw, analysis: analysis, queryAnalysis: query.analysis,
      ceiling: query.scorer.ceiling)
    return raw
  }
}
