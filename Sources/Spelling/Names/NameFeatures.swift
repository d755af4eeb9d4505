// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// What an alignment of two names shows, in numbers; the same whichever name comes first.
struct NameFeatures {
  /// In which order the words of two names go together.
  enum Order {
    /// The same, or one that a comma explains.
    case same
    /// The family name first.
    case rotated
    case other
    /// Two given names have changed places, which tells who is whose son.
    case given
  }

  static let names = [
    "bias", "mean", "worst", "best", "differing", "middle", "leading", "trailing", "single", "many",
    "initials", "rotated", "reordered", "givenReordered", "solid", "identical", "knownSame",
    "knownOther", "acrossScripts", "worstAcrossScripts", "complete", "shortWorst", "givenOnly",
    "doubtful", "extraAcrossScripts", "allIdentical", "doubtfulInOneScript", "custom",
    "sameLegalForm",
    "otherLegalForm", "trailingAfterGiven",
    "singleGiven", "unlikelyInOneScript", "singleTrailing", "withoutGiven",
  ]

  /// What the words that go together weigh.
  let matched: Double
  let order: Order
  private(set) var values: [Double] = []

  /// Log-odds beyond these say nothing more.
  private static let bounds = -7.0...5.0

  /// What the words without a counterpart weigh: between words that have one, before them, and after them.
  private struct Leftover {
    var full = 0.0
    var middle = 0.0
    var leading = 0.0
    var trailing = 0.0
    /// The given name is left over, and the word after it, which is matched, is a given name, too: the father's.
    var isWithoutGiven = false
    var sum: Double { middle + leading + trailing }
  }

  init(_ alignment: NameAlignment, _ left: Name, _ right: Name, ignoresLegalForms: Bool) {
    let pairs = alignment.pairs
    let weights = pairs.map { pair in
      min(left.weight(of: pair.left), right.weight(of: pair.right))
    }
    matched = weights.reduce(0, +)
    order = Self.order(pairs, left, right)
    guard matched > 0 else { return }
    let odds = pairs.map { min(max($0.logOdds, Self.bounds.lowerBound), Self.bounds.upperBound) }
    func share(_ isCounted: (TokenPair) -> Bool) -> Double {
      zip(pairs, weights).reduce(0) { isCounted($1.0) ? $0 + $1.1 : $0 } / matched
    }
    let distinctive = pairs.indices.filter { weights[$0] >= Self.minDistinctive }
    let worst = distinctive.min { odds[$0] < odds[$1] } ?? 0
    let mean = zip(odds, weights).reduce(0) { $0 + $1.0 * $1.1 } / matched
    let isAcross = Script(of: left.text) != Script(of: right.text)
    let leftover = Self.leftover(pairs.map(\.left), left)
    let rightLeftover = Self.leftover(pairs.map(\.right), right)
    let differing = min(leftover.full, rightLeftover.full)
    // What is left on one side when each of the other's words stands against one of it.
    let extra = leftover.sum >= rightLeftover.sum ? leftover : rightLeftover
    let excess = max(0, abs(leftover.sum - rightLeftover.sum))
    let part = extra.sum > 0 ? excess / extra.sum : 0
    func lost(_ weight: Double) -> Double { log((matched + weight) / matched) }
    let shortWorst = 1 / Double(Self.length(pairs[worst], left, right))
    let isComplete = leftover.sum + rightLeftover.sum < Self.hardly
    let given = share { pair in left.tokens[pair.left].allSatisfy(\.isGiven) }
    let doubt = distinctive.reduce(0) { $0 + max(0, Self.doubtful - odds[$1]) }
    let forms = ignoresLegalForms ? (isSame: false, isOther: false) : Self.legalForms(left, right)
    values = [
      1, mean, odds[worst], odds.max() ?? 0, lost(differing), lost(extra.middle * part),
      lost(extra.leading * part), lost(extra.trailing * part), distinctive.count == 1 ? 1 : 0,
      distinctive.count > 2 ? 1 : 0, share { $0.ground == .initial }, order == .rotated ? 1 : 0,
      order == .other ? 1 : 0, order == .given ? 1 : 0,
      share { $0.left.count + $0.right.count > 2 && $0.ground == .spelling },
      share { $0.ground == .identity }, share(\.isKnownSame),
      pairs.contains(where: \.isKnownOther) ? 1 : 0,
      isAcross ? 1 : 0, isAcross ? odds[worst] : 0, isComplete ? 1 : 0, shortWorst,
      given,
      doubt, isAcross ? lost(excess) : 0,
      isComplete && order == .same && pairs.allSatisfy { $0.ground == .identity } ? 1 : 0,
      isAcross ? 0 : doubt, share { $0.ground == .custom }, forms.isSame ? 1 : 0,
      forms.isOther ? 1 : 0, given * lost(extra.trailing * part),
      distinctive.count == 1 ? given : 0,
      isAcross ? 0 : distinctive.reduce(0) { $0 + max(0, Self.unlikely - odds[$1]) },
      distinctive.count == 1 ? lost(extra.trailing * part) : 0,
      distinctive.count > 1 && extra.isWithoutGiven && excess > 0 ? 1 : 0,
    ]
  }

  /// Whether two names have one legal form, or each another.
  private static func legalForms(_ left: Name, _ right: Name) -> (isSame: Bool, isOther: Bool) {
    func forms(_ name: Name) -> [String] {
      name.tokens.filter { $0.kind == .legal }.map(\.text)
    }
    let (own, others) = (forms(left), forms(right))
    guard !own.isEmpty, !others.isEmpty else { return (false, false) }
    let isSame = own.contains { form in
      others.contains { LegalForms.shared.isSame(form, $0) }
    }
    return (isSame, !isSame)
  }

  /// Words of this weight distinguish names.
  private static let minDistinctive = 0.39
  /// What weighs less is hardly a part of a name: a title, a particle.
  private static let hardly = 0.15
  /// Pairs below these log-odds are doubtful.
  private static let doubtful = 1.5
  /// In one script, pairs below these log-odds are unlikely.
  private static let unlikely = 0.5

  private static func length(_ pair: TokenPair, _ left: Name, _ right: Name) -> Int {
    func letters(_ tokens: ArraySlice<NameToken>) -> Int {
      tokens.reduce(0) { $0 + $1.text.unicodeScalars.count }
    }
    return max(1, min(letters(left.tokens[pair.left]), letters(right.tokens[pair.right])))
  }

  private static func leftover(_ used: [Range<Int>], _ name: Name) -> Leftover {
    let first = used.map(\.lowerBound).min() ?? name.tokens.count
    let last = used.map(\.upperBound).max() ?? 0
    var leftover = Leftover()
    for (index, token) in name.tokens.enumerated()
    where !used.contains(where: { $0.contains(index) }) {
      leftover.full += token.conflictWeight
      if index > first && index < last {
        leftover.middle += token.weight
      } else if index < first {
        leftover.leading += token.weight
        leftover.isWithoutGiven =
          index + 1 == first && token.kind == .word && token.isGiven && name.tokens[first].isGiven
      } else {
        leftover.trailing += token.weight
      }
    }
    return leftover
  }

  private static func order(_ pairs: [TokenPair], _ left: Name, _ right: Name) -> Order {
    let distinctive = pairs.filter {
      left.tokens[$0.left.lowerBound].isDistinctive || $0.ground == .initial
    }
    let starts = distinctive.map(\.right.lowerBound)
    let descents = zip(starts, starts.dropFirst()).filter { $0 > $1 }.count
    guard descents > 0, !left.isInverted, !right.isInverted else { return .same }
    let given = distinctive.filter { pair in
      (left.tokens[pair.left] + right.tokens[pair.right]).contains { $0.isGiven }
    }.map(\.right.lowerBound)
    if zip(given, given.dropFirst()).contains(where: { $0 > $1 })
      || left.namesFather && right.namesFather
    {
      return .given
    }
    return descents == 1 && (starts.last ?? 0) < (starts.first ?? 0) ? .rotated : .other
  }
}

extension Name {
  /// Whether a word for "son of" or "daughter of" stands in the name.
  fileprivate var namesFather: Bool {
    tokens.dropFirst().contains {
      $0.kind == .particle && NameToken.filiations.contains($0.meaning)
    }
  }

  /// How much of a name some of its words are.
  func weight(of tokens: Range<Int>) -> Double {
    self.tokens[tokens].reduce(0) { $0 + $1.weight }
  }
}
