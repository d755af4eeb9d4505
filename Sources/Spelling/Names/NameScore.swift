// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// How sure it is that two aligned names are one: a logistic regression on what the alignment shows, with the
/// weights of `tables/name_score.tsv`, which `scripts/train-name-score` fits.
///
/// Nothing but the two names goes into it: a pair has the same score in every list.
package struct NameScore: Sendable {
  /// 0 to 1.
  let value: Double
  /// The words go together in another order than a comma explains.
  let isReordered: Bool
  /// What the score was made of, in the order of ``featureNames``.
  let features: [Double]

  init(
    _ alignment: NameAlignment, _ left: Name, _ right: Name, ignoresLegalForms: Bool
  ) {
    let features = NameFeatures(alignment, left, right, ignoresLegalForms: ignoresLegalForms)
    isReordered = features.order != .same
    guard features.matched > 0 else {
      value = 0
      self.features = [Double](repeating: 0, count: NameScore.featureNames.count)
      return
    }
    self.features = features.values
    value = WordScore.probability(ofLogOdds: NameWeights.shared.logOdds(features.values))
  }

  /// The names of the features, as `tables/name_score.tsv` lists them.
  package static let featureNames = NameFeatures.names
}
