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

/// Finds the forms of a vocabulary that score above a floor, through their keys.
package struct SpellingSearch {
  private let vocabulary: Vocabulary
  private let model: SpellingModel
  private let floor: Int
  private let takesReadings: Bool
  /// Scores every form as written, keys or no keys: what the keys are measured against.
  package var isExhaustive = false
  private var best: [Int: SpellingCandidate] = [:]

  /// `floor` is in quarter units of log-odds.
  package init(
    _ vocabulary: Vocabulary, model: SpellingModel, floor: Int, takesReadings: Bool = true
  ) {
    self.takesReadings = takesReadings
    self.vocabulary = vocabulary
    self.model = model
    self.floor = floor
  }

  /// The forms of a folded word, in order of their numbers; the word itself may be among them.
  package mutating func candidates(of word: String) -> [SpellingCandidate] {
    best.removeAll(keepingCapacity: true)
    var word = word
    word.withUTF8 { utf8 in
      let bytes = UnsafeRawBufferPointer(utf8)
      let script = Script(ofWord: bytes)
      search(WordLetters(bytes), script, reading: 0, cost: 0)
      guard takesReadings else { return }
      ReadingRules.shared.apply(to: bytes, in: script) { ordinal, rule, stem in
        let core = Array(stem) + rule.replacement
        core.withUnsafeBytes { core in
          guard rule.isCertain || vocabulary.isAtLeastAsCommon(core, as: bytes) else { return }
          search(WordLetters(core), script, reading: ordinal, cost: rule.cost)
        }
      }
    }
    return best.values.sorted { $0.index < $1.index }
  }

  /// Scores all forms that share a key with one reading of the word.
  private mutating func search(_ letters: WordLetters, _ script: Script, reading: Int, cost: Int) {
    guard let scorer = SpellingScorer(letters, in: script, model: model) else { return }
    var keys = SpellingKeys(for: .query)
    letters.withLetters { keys.compute($0) }
    var postings = PostingSet(limit: vocabulary.count << 3)
    if isExhaustive { for index in 0..<vocabulary.count { postings.insert(index << 3) } }
    for key in keys.keys {
      vocabulary.forEachSpellingPosting(of: key) { postings.insert($0) }
    }
    let length = letters.count
    postings.visit { posting in
      let index = posting >> 3
      let bytes = vocabulary.bytes(at: index)
      let target = Script(ofWord: bytes)
      guard target != .other else { return }
      var form = WordLetters()
      var total = cost
      if posting & 7 == 0 {
        form.append(bytes)
      } else if takesReadings,
        let found = ReadingRules.shared.reading(posting & 7, of: bytes, in: target)
      {
        form = found.core
        total += found.rule.cost
      } else {
        return
      }
      // Longer differences than this never reach the floor.
      guard isExhaustive || max(form.count, length) * 10 <= min(form.count, length) * 17 + 35 else {
        return
      }
      let needed = Int16(clamping: floor + total)
      guard
        let score = form.withLetters({ scorer.score($0, in: target, floor: needed) })
      else { return }
      let raw = Int(score) - total
      if let known = best[index], known.raw >= raw { return }
      best[index] = SpellingCandidate(
        index: index, raw: raw, reading: posting & 7, queryReading: reading,
        ceiling: scorer.ceiling)
    }
  }
}

/// A set of small numbers, gathered in any order and read in ascending order.
struct PostingSet: ~Copyable {
  private let words: UnsafeMutablePointer<UInt64>
  private let wordCount: Int
  private let limit: Int

  init(limit: Int) {
    self.limit = limit
    wordCount = limit / 64 + 1
    words = .allocate(capacity: wordCount)
    words.initialize(repeating: 0, count: wordCount)
  }

  deinit { words.deallocate() }

  @inline(__always)
  mutating func insert(_ number: Int) {
    guard number < limit else { return }
    words[number >> 6] |= 1 << UInt64(number & 63)
  }

  @inline(__always)
  func visit(_ body: (Int) -> Void) {
    for index in 0..<wordCount {
      var word = words[index]
      while word != 0 {
        body(index << 6 | word.trailingZeroBitCount)
        word &= word - 1
      }
    }
  }
}
