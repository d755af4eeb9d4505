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
