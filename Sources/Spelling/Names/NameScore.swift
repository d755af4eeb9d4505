// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// How sure it is that two aligned names are one: the pairs' quality, less for words that only one
/// name has, far less where both have words of their own, a little less for another order.
///
/// The numbers are estimates, checked on the golden pairs of `scripts/evaluate-spellings`.
struct NameScore {
  /// 0 to 1.
  let value: Double
  /// The words go together in another order than a comma explains.
  let isReordered: Bool

  /// Words that one name has and the other lacks: half of the name missing leaves 0.47.
  static let missing = 1.1
  /// Words in which the two names differ: one of two leaves 0.18, one of three 0.36.
  static let conflict = 2.5
  /// A middle word is often left out.
  static let middle = 0.5
  /// A word before two that match is seldom left out: it makes the son out of the father.
  static let leading = 1.5
  /// The log-odds that a word gains beside another that matches.
  static let context = 1.0
  /// The mean of the pairs' quality leans to the worst of them.
  static let leaning = -3.0

  init(
    _ alignment: NameAlignment, _ left: Name, _ right: Name, leftWeights: [Double],
    rightWeights: [Double]
  ) {
    let pairs = alignment.pairs
    let weights = pairs.map { pair in
      min(leftWeights[pair.left].reduce(0, +), rightWeights[pair.right].reduce(0, +))
    }
    let matched = weights.reduce(0, +)
    guard matched > 0 else {
      value = 0
      isReordered = false
      return
    }
    let quality = Self.quality(of: pairs, weights, matched)
    let onlyLeft = Self.unmatched(pairs.map(\.left), left, leftWeights)
    let onlyRight = Self.unmatched(pairs.map(\.right), right, rightWeights)
    let order = Self.order(pairs, left, right)
    isReordered = order < 1
    value =
      quality * order
      * Self.completeness(
        matched, differing: min(onlyLeft.full, onlyRight.full),
        extra: abs(onlyLeft.lenient - onlyRight.lenient))
  }

  /// The mean of the pairs' quality. Beside words that match, a doubtful one is less so: among a
  /// million words few are Ali, but beside the right family name most that look like it are.
  private static func quality(
    of pairs: [TokenPair], _ weights: [Double], _ matched: Double
  ) -> Double {
    let support = zip(pairs, weights).map { pair, weight in
      weight
        * WordScore.probability(
          ofLogOdds: WordScore.logOdds(ofProbability: min(pair.quality, 0.99)) + context)
    }
    let allSupport = support.reduce(0, +)
    var sum = 0.0
    for (index, pair) in pairs.enumerated() {
      var quality = max(pair.quality, 0.01)
      if pair.ground == .spelling, quality < 1 {
        let context = min(1, allSupport - support[index])
        quality = WordScore.probability(
          ofLogOdds: WordScore.logOdds(ofProbability: quality) + Self.context * context)
      }
      sum += weights[index] * pow(quality, leaning)
    }
    return pow(sum / matched, 1 / leaning)
  }

  /// What is left of the score when the names differ in some words and one has others besides.
  static func completeness(_ matched: Double, differing: Double, extra: Double) -> Double {
    pow(matched / (matched + extra), missing) * pow(matched / (matched + differing), conflict)
  }

  /// What the words without a counterpart weigh, in full and as words that may be left out.
  private static func unmatched(
    _ pairs: [Range<Int>], _ name: Name, _ weights: [Double]
  ) -> (full: Double, lenient: Double) {
    let first = pairs.map(\.lowerBound).min() ?? weights.count
    let last = pairs.map(\.upperBound).max() ?? 0
    var full = 0.0
    var lenient = 0.0
    for (index, weight) in weights.enumerated()
    where !pairs.contains(where: { $0.contains(index) }) {
      let token = name.tokens[index]
      full += weight * token.conflictWeight / token.weight
      if index > first && index < last {
        lenient += weight * middle
      } else if index < first && pairs.count > 1 {
        lenient += weight * leading
      } else {
        lenient += weight
      }
    }
    return (full, lenient)
  }

  /// The family name first is a common order; any other is less likely; and of two given names the
  /// order tells who is whose son.
  private static func order(_ pairs: [TokenPair], _ left: Name, _ right: Name) -> Double {
    let telling = pairs.filter {
      left.tokens[$0.left.lowerBound].isTelling || $0.ground == .initial
    }
    let places = telling.map(\.right.lowerBound)
    let descents = zip(places, places.dropFirst()).filter { $0 > $1 }.count
    guard descents > 0, !left.isInverted, !right.isInverted else { return 1 }
    let given = telling.filter { pair in
      (left.tokens[pair.left] + right.tokens[pair.right]).contains { $0.isGiven }
    }.map(\.right.lowerBound)
    if zip(given, given.dropFirst()).contains(where: { $0 > $1 }) { return 0.45 }
    let isRotation = descents == 1 && (places.last ?? 0) < (places.first ?? 0)
    return isRotation ? 0.95 : 0.85
  }
}
