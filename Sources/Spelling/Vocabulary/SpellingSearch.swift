// SPDX-License-Identifier: GPL-2.0-or-later

/// A form that passed the scorer, before judgement.
package struct SpellingCandidate: Sendable {
  /// The form's number in the vocabulary.
  package let index: Int
  /// The score of the best readings in quarter units, their costs taken off.
  package let raw: Int
  /// Which reading of the form won; 0 is the form as written.
  package let reading: Int
  /// Which reading of the word searched for won.
  package let queryReading: Int
  /// The most that any word of the form's script could score, in quarter units.
  package let ceiling: Int
}

/// Finds the forms of a vocabulary that score above a floor, through the skeletons of their sounds.
package struct SpellingSearch {
  private let vocabulary: Vocabulary
  private let model: SpellingModel
  private let floor: Int
  private let takesReadings: Bool
  private let threads: Int
  /// Scores every form as written, whatever its skeleton: what the walk is measured against.
  package var isExhaustive = false
  /// How many forms are scored for a reading of the word searched for, about.
  package var mostCandidates: Int
  /// Forms are not scored whose skeletons cost more, in quarter units.
  package var maxSkeletonCost = Self.mostLost
  private var best: [Int: SpellingCandidate] = [:]

  /// One reading of the word searched for.
  private struct Reading {
    let letters: WordLetters
    let script: Script
    let number: Int
    let cost: Int
  }

  /// A reading with what scores forms against it.
  private struct Query {
    let scorer: SpellingScorer
    let length: Int
    let signs: UInt64
    let reading: Int
    let cost: Int
  }

  /// What a clitic or a case ending costs more where the core is seen in no other form, in quarter units.
  private static let unseenCost = 2
  /// Forms that score less as written, in quarter units, are not tried without their affixes: an ending costs up
  /// to ten nats (обамой, of Obama).
  private static let leastRawWithAffixes = -40

  /// Forms are scored whose skeletons leave the chance of a score above minus this, in quarter units, and cost
  /// no more than that; of more than so many forms, those of the least cost. Of what a search without
  /// skeletons finds, 6000 forms at any cost find .87 and take .8 ms more; 3000 at 48 find .80 and
  /// take 1 ms less.
  private static let leastKept = 16
  private static let mostLost = 64
  private static let usualCandidates = 4000
  /// In a larger vocabulary more words look like one by accident: the number of candidates grows with the fourth root
  /// of its size. Among four million, 4000 lose a fiftieth of the right forms and 8000 none, for 1.4 of the time.
  private static let usualForms = 1_100_000

  private static func mostCandidates(among forms: Int) -> Int {
    let size = Double(max(forms, usualForms)) / Double(usualForms)
    return Int(Double(usualCandidates) * size.squareRoot().squareRoot())
  }

  /// Fewer forms are scored by one thread.
  private static let fewestShared = 400

  /// `floor` is in quarter units of log-odds; more than one thread takes two.
  package init(
    _ vocabulary: Vocabulary, model: SpellingModel, floor: Int, takesReadings: Bool = true,
    threads: Int = 1
  ) {
    self.takesReadings = takesReadings
    self.threads = threads
    self.vocabulary = vocabulary
    self.model = model
    self.floor = floor
    mostCandidates = Self.mostCandidates(among: vocabulary.count)
  }

  /// The forms of a folded word, in order of their numbers; the word itself may be among them.
  package mutating func candidates(of word: String) -> [SpellingCandidate] {
    var word = word
    let readings = word.withUTF8 { self.readings(of: UnsafeRawBufferPointer($0)) }
    let postings = self.postings(near: readings)
    guard threads > 1, let longest = postings.max(by: { $0.count < $1.count }),
      longest.count >= Self.fewestShared
    else { return scored(postings, of: readings) }
    // Each thread has the forms of its own range, in all readings.
    let middle = longest[longest.count / 2] & ~7
    var other = self
    let (first, second) = Parallel.both(
      { scored(postings.map { $0.filter { $0 < middle } }, of: readings) },
      { other.scored(postings.map { $0.filter { $0 >= middle } }, of: readings) })
    return first + second
  }

  /// The word as written and, in the order of the rules, what is left of it without what it may carry.
  private func readings(of word: UnsafeRawBufferPointer) -> [Reading] {
    let script = Script(ofWord: word)
    guard script != .other else { return [] }
    var readings = [Reading(letters: WordLetters(word), script: script, number: 0, cost: 0)]
    guard takesReadings else { return readings }
    ReadingRules.shared.apply(to: word, in: script) { ordinal, rule, stem in
      let core = Array(stem) + rule.replacement
      core.withUnsafeBytes { core in
        guard let extra = self.extraCost(of: rule, leaving: core, from: word) else { return }
        readings.append(
          Reading(
            letters: WordLetters(core), script: script, number: ordinal, cost: rule.cost + extra))
      }
    }
    return readings
  }

  /// What a reading of the word searched for costs more where nothing of it is seen in the vocabulary; nil when it
  /// is not taken: the word is there, and the core is not, or is rarer.
  private func extraCost(
    of rule: ReadingRules.Rule, leaving core: UnsafeRawBufferPointer,
    from word: UnsafeRawBufferPointer
  ) -> Int? {
    if rule.isCertain || vocabulary.isAtLeastAsCommon(core, as: word) { return 0 }
    let isSeen = vocabulary.index(of: word) != nil || vocabulary.index(of: core) != nil
    return isSeen ? nil : Self.unseenCost
  }

  /// The postings whose skeletons are near that of each reading, in order.
  private func postings(near readings: [Reading]) -> [[UInt32]] {
    let goals = readings.map { reading in
      // What the skeletons cost is lost of the most that a form could score.
      let ceiling = model.ceiling(of: reading.letters, in: reading.script)
      let most = min(ceiling + Self.leastKept, maxSkeletonCost)
      return SkeletonWalk.Goal(word: SoundSkeleton(reading.letters), bound: most - reading.cost)
    }
    return vocabulary.postings(near: goals, limit: mostCandidates, threads: threads).map {
      let all = isExhaustive ? (0..<vocabulary.count).map { UInt32($0 << 3) } : []
      return RadixSort.sorted(isExhaustive ? $0.filter { $0 & 7 != 0 } + all : $0)
    }
  }

  /// Scores forms against each reading, and keeps each in its best.
  private mutating func scored(
    _ postings: [[UInt32]], of readings: [Reading]
  ) -> [SpellingCandidate] {
    best.removeAll(keepingCapacity: true)
    for (reading, postings) in zip(readings, postings) {
      guard let scorer = SpellingScorer(reading.letters, in: reading.script, model: model) else {
        continue
      }
      let query = Query(
        scorer: scorer, length: reading.letters.count, signs: reading.letters.signs,
        reading: reading.number, cost: reading.cost)
      for posting in postings { score(posting: Int(posting), query) }
    }
    return best.values.sorted { $0.index < $1.index }
  }

  /// Scores a form under the reading that a posting names.
  private mutating func score(posting: Int, _ query: Query) {
    let bytes = vocabulary.bytes(at: posting >> 3)
    let target = Script(ofWord: bytes)
    guard target != .other else { return }
    if posting & 7 == 0 {
      guard
        let raw = score(
          WordLetters(bytes), target, as: 0, of: posting >> 3, cost: 0, query,
          floor: takesReadings ? min(floor, Self.leastRawWithAffixes) : floor),
        takesReadings, raw >= Self.leastRawWithAffixes
      else { return }
      scoreUnseenCores(bytes, target, of: posting >> 3, query)
    } else if takesReadings,
      let found = ReadingRules.shared.reading(posting & 7, of: bytes, in: target)
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
    ReadingRules.shared.apply(to: bytes, in: script) { ordinal, rule, stem in
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

  /// Scores a form as read, and keeps it when that is its best reading; nil below `least`.
  private mutating func score(
    _ form: WordLetters, _ script: Script, as reading: Int, of index: Int, cost: Int,
    _ query: Query, floor least: Int
  ) -> Int? {
    guard form.signs == query.signs else { return nil }
    let (longer, shorter) = (max(form.count, query.length), min(form.count, query.length))
    // Longer differences than this never reach the floor.
    guard isExhaustive || longer * 10 <= shorter * 17 + 35 else { return nil }
    let total = query.cost + cost
    let needed = Int16(clamping: least + total)
    guard
      let score = form.withLetters({ query.scorer.score($0, in: script, floor: needed) })
    else { return nil }
    let raw = Int(score) - total
    guard raw >= floor, raw > best[index]?.raw ?? .min else { return raw }
    best[index] = SpellingCandidate(
      index: index, raw: raw, reading: reading, queryReading: query.reading,
      ceiling: query.scorer.ceiling)
    return raw
  }
}
