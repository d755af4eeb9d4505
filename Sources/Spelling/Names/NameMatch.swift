// SPDX-License-Identifier: GPL-2.0-or-later

/// A row of a list that is taken for the same as a name looked for.
public struct NameMatch: Sendable {
  /// The row's number in its list, from 0.
  public let index: Int
  /// The row's name that matches: of several aliases the best one.
  public let name: String
  /// How sure it is, 0 to 1; from one half on the names are more likely the same than not.
  public let score: Double
  /// Which words go together and what speaks against the match, for people.
  public let reason: String
  /// What each part of the score adds to its log-odds, the weightiest first.
  public var parts: [(name: String, logOdds: Double)] {
    let evidence = [(Self.evidencePart, evidence)]
    return (NameWeights.shared.parts(features) + evidence).filter { $0.1 != 0 }
      .sorted { abs($0.1) > abs($1.1) }.map { (name: $0.0, logOdds: $0.1) }
  }
  /// The name of the part of a score that births, countries and kinds add.
  public static let evidencePart = "evidence beside the name"
  /// How sure it is by the names alone.
  public var nameScore: Double {
    WordScore.probability(ofLogOdds: WordScore.logOdds(ofProbability: score) - evidence)
  }
  /// What evidence beside the name adds to the log-odds.
  let evidence: Double
  /// What the score was made of, in the order of ``NameScore/featureNames``: what its weights are fitted on.
  package let features: [Double]
}

extension NameList {
  /// The rows of the list that may be the name given, best first, in the list's order among equals.
  public func matches(
    of name: String, minimumScore: Double = 0.5, limit: Int = 10
  ) -> [NameMatch] {
    matches(of: [name], minimumScore: minimumScore, limit: limit)[0]
  }

  /// The matches of many names, in their order, found on all cores.
  public func matches(
    of names: [String], minimumScore: Double = 0.5, limit: Int = 10
  ) -> [[NameMatch]] {
    matches(of: names.map { NameRow(names: [$0]) }, minimumScore: minimumScore, limit: limit)
  }

  /// The matches of many rows with what is known of them beside their names, in their order, found on all cores.
  public func matches(
    of rows: [NameRow], minimumScore: Double = 0.5, limit: Int = 10
  ) -> [[NameMatch]] {
    var options = NameMatchOptions()
    options.minimumScore = minimumScore
    options.limit = limit
    var matcher = NameMatcher(self, options: options)
    return matcher.matches(of: rows)
  }
}

extension Name {
  /// How sure it is that two names are one, and why; the same whichever comes first.
  public static func comparison(
    of first: String, with second: String
  ) -> (score: Double, reason: String) {
    func match(_ name: String, in other: String) -> NameMatch? {
      try? NameList([other]).matches(of: name, minimumScore: 0, limit: 1).first
    }
    let forward = match(first, in: second)
    let backward = match(second, in: first)
    guard let best = [forward, backward].compactMap({ $0 }).max(by: { $0.score < $1.score }) else {
      return (0, "nothing in common")
    }
    return (best.score, (forward ?? best).reason)
  }
}
