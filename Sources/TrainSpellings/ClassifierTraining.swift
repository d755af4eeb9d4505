// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling

/// Boosts decision trees over the features of labelled pairs.
struct ClassifierTraining {
  private static let rate: Float = 0.1

  private let trees: Int
  private let count: Int
  private let labels: [Bool]
  private let weights: [Float]
  private let pairs: BinnedPairs
  private let raw: [Float]

  /// `features` holds the rows one behind the other.
  init(features: [Float], labels: [Bool], weights: [Float], trees: Int) {
    self.trees = trees
    self.labels = labels
    self.weights = weights
    count = labels.count
    raw = labels.indices.map { features[$0 * PairFeatures.count] }
    pairs = BinnedPairs(features: features, labels: labels)
  }

  /// The classifier's table.
  func train(report: (String) -> Void) -> [UInt32] {
    let (offset, slope) = line(through: raw, weights)
    var scores = raw.map { offset + slope * $0 }
    report("line \(offset) + \(slope) × raw, loss \(loss(scores))")
    let grown = (0..<trees).map { _ in addTree(&scores) }
    let (shift, scale) = line(through: scores, weights)
    report("\(trees) trees, loss \(loss(scores)), log-odds \(shift) + \(scale) × sum")
    let header = [
      UInt32(PairFeatures.count), UInt32(trees), UInt32(TreeEnsemble.leafLimit),
      (shift + scale * offset).bitPattern, (scale * slope).bitPattern,
    ]
    return header + grown.flatMap { $0.table(scale: scale) }
  }

  private func loss(_ scores: [Float]) -> Double {
    var sum = 0.0
    var total = 0.0
    for row in 0..<count {
      let signed = Double(labels[row] ? scores[row] : -scores[row])
      sum += log1p(exp(-signed)) * Double(weights[row])
      total += Double(weights[row])
    }
    return sum / total
  }

  /// The logistic line through some scores, by Newton's steps.
  private func line(through scores: [Float], _ weights: [Float]) -> (offset: Float, slope: Float) {
    var offset = 0.0
    var slope = 1.0
    for _ in 0..<20 {
      var g = (0.0, 0.0)
      var h = (1e-6, 0.0, 1e-6)
      for row in 0..<count {
        let x = Double(scores[row])
        let p = 1 / (1 + exp(-(offset + slope * x)))
        let error = (p - (labels[row] ? 1 : 0)) * Double(weights[row])
        let curve = p * (1 - p) * Double(weights[row])
        g = (g.0 + error, g.1 + error * x)
        h = (h.0 + curve, h.1 + curve * x, h.2 + curve * x * x)
      }
      let determinant = h.0 * h.2 - h.1 * h.1
      offset -= (h.2 * g.0 - h.1 * g.1) / determinant
      slope -= (h.0 * g.1 - h.1 * g.0) / determinant
    }
    return (Float(offset), Float(slope))
  }

  /// Grows one tree on what the scores still miss, and adds it to them.
  private func addTree(_ scores: inout [Float]) -> NumberedTree {
    var gradients = [Float](repeating: 0, count: count)
    var curves = gradients
    for row in 0..<count {
      let p = 1 / (1 + exp(-scores[row]))
      gradients[row] = ((labels[row] ? 1 : 0) - p) * weights[row]
      curves[row] = p * (1 - p) * weights[row]
    }
    let (questions, leaves) = TreeGrowth(pairs: pairs, gradients: gradients, curves: curves).grow()
    for leaf in leaves {
      for row in leaf.rows { scores[Int(row)] += Self.rate * leaf.value }
    }
    return NumberedTree(questions, leaves.map { Self.rate * $0.value }, pairs.thresholds)
  }
}

/// A tree as ``TreeEnsemble`` reads it: leaves from left to right, and for each question which of them remain
/// where it is answered by yes.
struct NumberedTree {
  private var questions: [(feature: Int, threshold: Float, remaining: UInt32)] = []
  private var leaves: [Float] = []

  init(_ grown: [TreeGrowth.Question], _ values: [Float], _ thresholds: [[Float]]) {
    var visited = 0
    /// Numbers the leaves under a child; returns their bits.
    func number(_ child: Int) -> UInt32 {
      guard child >= 0 else {
        leaves.append(values[~child])
        visited += 1
        return 1 << UInt32(visited - 1)
      }
      let question = grown[child]
      let below = number(question.children.0)
      let threshold = thresholds[question.feature][question.bin]
      questions.append((question.feature, threshold, ~below))
      return below | number(question.children.1)
    }
    _ = number(grown.isEmpty ? ~0 : 0)
  }

  /// The numbers of the table, leaves multiplied.
  func table(scale: Float) -> [UInt32] {
    var table: [UInt32] = []
    for question in questions {
      table += [UInt32(question.feature), question.threshold.bitPattern, question.remaining]
    }
    for _ in questions.count..<TreeEnsemble.leafLimit - 1 {
      table += [0, Float.infinity.bitPattern, .max]
    }
    for leaf in 0..<TreeEnsemble.leafLimit {
      table.append((leaf < leaves.count ? scale * leaves[leaf] : 0).bitPattern)
    }
    return table
  }
}
