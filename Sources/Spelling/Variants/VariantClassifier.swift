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
  func probability(_ features: VariantFeatures) -> Double {
    var sum = intercept
    for index in features.indices { sum += weights[index] * features[index] }
    return 1 / (1 + exp(-Double(sum)))
  }
}
