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
