// SPDX-License-Identifier: GPL-2.0-or-later

/// What the surroundings of each rewriting say of a pair: sch for ш by itself is one thing, sch for ш beside
/// w for в another.
///
/// The transducer's score is a sum over segments that know nothing of each other. This adds weights
/// for each segment of the best path together with its neighbours and with the letters about it, hashed into
/// a table.
package struct ContextWeights: Sendable {
  /// A weight in the file is this many steps of one.
  package static let steps: Float = 32

  private let weights: PackedNumbers<Int8>

  init(_ weights: PackedNumbers<Int8>) { self.weights = weights }

  /// What is to be added to the score of a pair, in nats; 0 without a table.
  func logOdds(_ pair: RewritePair) -> Float {
    guard weights.count > 0, weights.count & (weights.count - 1) == 0 else { return 0 }
    var sum = 0
    pair.forEachFeature(tableSize: weights.count) { sum += Int(weights[$0]) }
    return Float(sum) / ContextWeights.steps
  }
}

/// Two words and the segments that correspond.
package struct RewritePair {
  private let word: Side
  private let other: Side
  private let path: RewritePath

  /// One of the two words.
  private struct Side {
    let letters: UnsafeBufferPointer<UInt16>
    let script: Script

    /// A letter, 1 and 2 for the word's ends, 0 beyond.
    subscript(position: Int) -> UInt64 {
      guard position > 0, position <= letters.count else {
        return position == 0 ? 1 : position == letters.count + 1 ? 2 : 0
      }
      return UInt64(letters[position - 1])
    }

    /// A number for a segment.
    func code(of places: Range<Int>) -> UInt64 {
      var hash = 0x51 + UInt64(script.rawValue)
      for position in places { hash = (hash ^ self[position]) &* 0x100_0000_01b3 }
      return hash
    }
  }

  /// Numbers for a step, seen from the one word and from the other.
  private struct Step {
    var forth: UInt64 = 0
    var back: UInt64 = 0
  }

  init(
    _ letters: UnsafeBufferPointer<UInt16>, _ script: Script,
    _ others: UnsafeBufferPointer<UInt16>, _ otherScript: Script, path: RewritePath
  ) {
    word = Side(letters: letters, script: script)
    other = Side(letters: others, script: otherScript)
    self.path = path
  }

  /// The transducer's score in nats.
  package var score: Float { Float(path.score) / 4 }

  /// Calls back with the table places of each segment in its surroundings: the same for a as b as for b as a.
  @inline(__always)
  package func forEachFeature(tableSize: Int, _ body: (Int) -> Void) {
    let mask = UInt64(tableSize - 1)
    func emit(_ hash: UInt64) { body(Int(truncatingIfNeeded: BitMixing.mixed(hash) & mask)) }
    var before = Step()
    var step = self.step(0)
    for index in 0..<path.count {
      let after = self.step(index + 1)
      let (own, others) = path.step(index)
      let (first, last) = (word[own.lowerBound - 1], word[own.upperBound])
      let (otherFirst, otherLast) = (other[others.lowerBound - 1], other[others.upperBound])
      emit(Self.hash(1, step.forth, 0, 0) &+ Self.hash(1, step.back, 0, 0))
      emit(Self.hash(2, step.forth, after.forth, 0) &+ Self.hash(2, step.back, after.back, 0))
      emit(
        Self.hash(3, step.forth, before.forth, after.forth)
          &+ Self.hash(3, step.back, before.back, after.back))
      emit(
        Self.hash(4, step.forth, first, otherFirst) &+ Self.hash(4, step.back, otherFirst, first))
      emit(Self.hash(5, step.forth, last, otherLast) &+ Self.hash(5, step.back, otherLast, last))
      emit(Self.hash(6, step.forth, first, last))
      emit(Self.hash(6, step.back, otherFirst, otherLast))
      emit(Self.hash(7, step.forth, last, word[own.upperBound + 1]))
      emit(Self.hash(7, step.back, otherLast, other[others.upperBound + 1]))
      emit(Self.hash(8, step.forth, first, word[own.lowerBound - 2]))
      emit(Self.hash(8, step.back, otherFirst, other[others.lowerBound - 2]))
      before = step
      step = after
    }
  }

  private func step(_ index: Int) -> Step {
    guard index < path.count else { return Step() }
    let (own, others) = path.step(index)
    let (one, two) = (word.code(of: own), other.code(of: others))
    return Step(
      forth: Self.hash(0, one, two, 0), back: Self.hash(0, two, one, 0))
  }

  private static func hash(
    _ kind: UInt64, _ step: UInt64, _ one: UInt64, _ other: UInt64
  ) -> UInt64 {
    let one = (step &+ kind) ^ one &* 0x9e37_79b9_7f4a_7c15
    return BitMixing.mixed(one ^ other &* 0xc2b2_ae3d_27d4_eb4f)
  }
}

/// A word that is compared with others in context.
package struct ContextWord {
  private let letters: WordLetters
  private let script: Script
  private let scorer: SpellingScorer

  /// Nil when the word is too long to be a name or in no script of the model.
  package init?(_ letters: WordLetters, in script: Script, model: SpellingModel) {
    guard let scorer = SpellingScorer(letters, in: script, model: model) else { return nil }
    self.letters = letters
    self.script = script
    self.scorer = scorer
  }

  /// Calls back with the segments that correspond in another word; nil when the two cannot be compared.
  package func withPair<R>(
    _ form: WordLetters, in target: Script, _ body: (RewritePair) -> R
  ) -> R? {
    guard target != .other else { return nil }
    return letters.withLetters { letters in
      form.withLetters { form in
        scorer.path(of: form, in: target).map { path in
          body(RewritePair(letters, script, form, target, path: path))
        }
      }
    }
  }
}
