// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling

/// Boosts trees of equal questions a level over the features of labelled pairs.
struct JudgementTraining {
  private static let depth = 6
  private static let rate: Float = 0.12
  private static let restraint: Float = 10
  private static let binLimit = 250

  private let trees: Int
  private let count: Int
  private let labels: [Bool]
  private let weights: [Float]
  private let calibration: [Float]
  private let thresholds: [[Float]]
  /// Per feature, the bin of each row.
  private let bins: [[UInt8]]
  private let raw: [Float]

  /// `features` holds the rows one behind the other. The trees are grown with `weights`; their sum becomes a
  /// probability with the weights of `calibration`.
  init(
    features: [Float], labels: [Bool], weights: [Float], calibration: [Float], trees: Int
  ) {
    self.trees = trees
    let width = PairFeatures.count
    let count = labels.count
    self.count = count
    self.labels = labels
    self.weights = weights
    self.calibration = calibration
    raw = (0..<count).map { features[$0 * width] }
    // Spellings are few among the pairs, and where they lie the bins must be fine.
    let same = labels.indices.filter { labels[$0] }
    let sampled =
      Array(stride(from: 0, to: count, by: max(1, count / 20_000)))
      + stride(from: 0, to: same.count, by: max(1, same.count / 20_000)).map { same[$0] }
    var thresholds: [[Float]] = []
    var bins: [[UInt8]] = []
    for feature in 0..<width {
      let sample = sampled.map { features[$0 * width + feature] }.sorted()
      var cuts: [Float] = []
      for cut in 1..<Self.binLimit {
        let value = sample[min(sample.count - 1, sample.count * cut / Self.binLimit)]
        if cuts.last != value, value < sample[sample.count - 1] { cuts.append(value) }
      }
      thresholds.append(cuts)
      bins.append(
        (0..<count).map { row in
          let value = features[row * width + feature]
          var low = 0
          var high = cuts.count
          while low < high {
            let middle = (low + high) / 2
            if value > cuts[middle] { low = middle + 1 } else { high = middle }
          }
          return UInt8(low)
        })
    }
    self.thresholds = thresholds
    self.bins = bins
  }

  /// The judgement's table.
  func train(report: (String) -> Void) -> [UInt32] {
    let (offset, slope) = line(through: raw, weights)
    var scores = raw.map { offset + slope * $0 }
    report("line \(offset) + \(slope) × raw, loss \(loss(scores))")
    let grown = (0..<trees).map { _ in addTree(&scores) }
    let (shift, scale) = line(through: scores, calibration)
    report("\(trees) trees, loss \(loss(scores)), log-odds \(shift) + \(scale) × sum")
    var table: [UInt32] = [
      UInt32(PairFeatures.count), UInt32(trees), UInt32(Self.depth),
      (shift + scale * offset).bitPattern, (scale * slope).bitPattern,
    ]
    for tree in grown { table += tree.questions + tree.leaves.map { (scale * $0).bitPattern } }
    return table
  }

  private struct Tree {
    var questions: [UInt32] = []
    var leaves: [Float] = []
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
  private func addTree(_ scores: inout [Float]) -> Tree {
    var gradients = [Float](repeating: 0, count: count)
    var curves = gradients
    for row in 0..<count {
      let p = 1 / (1 + exp(-scores[row]))
      gradients[row] = ((labels[row] ? 1 : 0) - p) * weights[row]
      curves[row] = p * (1 - p) * weights[row]
    }
    var leaves = [UInt8](repeating: 0, count: count)
    var tree = Tree()
    for level in 0..<Self.depth {
      let (feature, bin) = bestQuestion(leaves, 1 << level, gradients, curves)
      tree.questions += [UInt32(feature), thresholds[feature][bin].bitPattern]
      let column = bins[feature]
      for row in 0..<count {
        leaves[row] = leaves[row] << 1 | (Int(column[row]) > bin ? 1 : 0)
      }
    }
    var sums = [(gradient: Float, curve: Float)](repeating: (0, 0), count: 1 << Self.depth)
    for row in 0..<count {
      sums[Int(leaves[row])].gradient += gradients[row]
      sums[Int(leaves[row])].curve += curves[row]
    }
    tree.leaves = sums.map { Self.rate * $0.gradient / ($0.curve + Self.restraint) }
    for row in 0..<count { scores[row] += tree.leaves[Int(leaves[row])] }
    return tree
  }

  /// The question that parts all present leaves best.
  private func bestQuestion(
    _ leaves: [UInt8], _ leafCount: Int, _ gradients: [Float], _ curves: [Float]
  ) -> (feature: Int, bin: Int) {
    let found = Parallel.map(count: PairFeatures.count, parts: PairFeatures.count) { range in
      range.map { feature -> (gain: Float, bin: Int) in
        bestBin(feature, leaves, leafCount, gradients, curves)
      }
    }.flatMap { $0 }
    let best = found.indices.max { (found[$0].gain, $1) < (found[$1].gain, $0) } ?? 0
    return (best, found[best].bin)
  }

  private func bestBin(
    _ feature: Int, _ leaves: [UInt8], _ leafCount: Int, _ gradients: [Float], _ curves: [Float]
  ) -> (gain: Float, bin: Int) {
    let binCount = thresholds[feature].count + 1
    guard binCount > 1 else { return (-1, 0) }
    var sums = [SIMD2<Float>](repeating: .zero, count: leafCount * binCount)
    let column = bins[feature]
    for row in 0..<count {
      sums[Int(leaves[row]) * binCount + Int(column[row])] += SIMD2(gradients[row], curves[row])
    }
    var gains = [Float](repeating: 0, count: binCount - 1)
    for leaf in 0..<leafCount {
      let cells = sums[leaf * binCount..<(leaf + 1) * binCount]
      let total = cells.reduce(.zero, +)
      var left = SIMD2<Float>.zero
      for bin in 0..<binCount - 1 {
        left += cells[leaf * binCount + bin]
        gains[bin] += Self.gain(left) + Self.gain(total - left)
      }
    }
    let bin = gains.indices.max { (gains[$0], $1) < (gains[$1], $0) } ?? 0
    return (gains[bin], bin)
  }

  private static func gain(_ sums: SIMD2<Float>) -> Float {
    sums.x * sums.x / (sums.y + restraint)
  }
}
