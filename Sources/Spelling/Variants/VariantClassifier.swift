// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables
import Glibc

/// Turns the features of a form into the probability that it stands for the word: logistic regression, whose
/// weights are in `variant_weights.tsv`.
struct VariantClassifier: Sendable {
  static let shared = VariantClassifier(TableFile(spelling_variant_weights()))

  private var weights = VariantFeatures.noVariantFeatures
  private var intercept: Float = 0

  /// Takes the rows in the order of `VariantFeature`, the intercept behind them: to compare their names would take
  /// longer than a look-up. A test does.
  init(_ rows: TableFile) {
    var index = 0
    for row in rows where row.count == 2 {
      let weight = Float(row[1].text) ?? 0
      if index < weights.count { weights[index] = weight } else { intercept = weight }
      index += 1
    }
  }

  /// How likely a form stands for the word.
  func probability(_ features: VariantFeatures) -> Double { Self.probability(logOdds(features)) }

  /// How likely a form stands for the word at most, if nothing is known of other names of the form: they speak
  /// against it, but for a bridge, of so many log-odds at most.
  func highestProbability(_ features: VariantFeatures, bridge: Float) -> Double {
    let perName = weights[.alikeOtherName] + features[.alikeFewWords] * weights[.fewOtherName]
    return Self.probability(
      logOdds(features) + max(0, perName) * Self.maxNames + max(0, weights[.alikeBridge]) * bridge)
  }

  /// More than the logarithm of how many entities have one name.
  private static let maxNames: Float = 13

  private func logOdds(_ features: VariantFeatures) -> Float {
    var sum = intercept
    for index in features.indices { sum += weights[index] * features[index] }
    return sum
  }

  private static func probability(_ logOdds: Float) -> Double { 1 / (1 + exp(-Double(logOdds))) }
}
