// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling
import SplitMix

/// Logistic regression on features that are places of a table, by which names are distinguished from ordinary words.
struct HashedRegression {
  /// Six epochs learn the words by heart: .115 of the unseen ones were left instead of .110.
  private static let epochs = 3
  private static let rate: Float = 0.1
  private static let restraint: Float = 2e-4

  let tableSize: Int
  let isName: [Bool]
  /// What is known of each example before.
  let offsets: [Float]

  /// The weights of the places, which `forEachPlace` calls back with for an example.
  func train(_ forEachFeature: (Int, (Int) -> Void) -> Void) -> [Float] {
    var weights = [Float](repeating: 0, count: tableSize)
    var gradients = [Float](repeating: 1e-2, count: tableSize)
    // Each class counts for half, whatever its size.
    let total = Float(isName.count)
    let names = Float(isName.count { $0 })
    var order = Array(isName.indices)
    var random = SplitMix(seed: 5)
    var features: [Int] = []
    for _ in 0..<Self.epochs {
      order.shuffle(using: &random)
      for index in order {
        features.removeAll(keepingCapacity: true)
        forEachFeature(index) { features.append($0) }
        let score = features.reduce(offsets[index]) { $0 + weights[$1] }
        let weight = total / 2 / (isName[index] ? names : total - names)
        let gradient = (1 / (1 + exp(-score)) - (isName[index] ? 1 : 0)) * weight
        for feature in features {
          let step = gradient + Self.restraint * weights[feature]
          gradients[feature] += step * step
          weights[feature] -= Self.rate * step / gradients[feature].squareRoot()
        }
      }
    }
    return weights
  }

  /// Weights as the model's file has them, of which one is so many steps.
  static func quantised(_ weights: [Float], steps: Float = Nameness.steps) -> [Int8] {
    weights.map { Int8(max(-127, min(127, ($0 * steps).rounded()))) }
  }
}
