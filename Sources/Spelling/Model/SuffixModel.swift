// SPDX-License-Identifier: GPL-2.0-or-later

/// What a word's suffix neighbours say of it: ordinary words stand in texts with their inflections and derivations, names
/// with few and other ones. Weights of the pairs of endings, hashed into a table.
package struct SuffixModel: Sendable {
  private let weights: PackedNumbers<Int8>

  init(_ weights: PackedNumbers<Int8>) { self.weights = weights }

  /// What is added to the log-odds of a word's being a name; 0 without suffix neighbours.
  func logOdds(ofEndings endings: some Sequence<UInt32>) -> Float {
    guard weights.count > 0, weights.count & (weights.count - 1) == 0 else { return 0 }
    let mask = weights.count - 1
    var sum = 0
    for ending in endings { sum += Int(weights[Int(ending) & mask]) }
    return Float(sum) / Nameness.steps
  }
}
