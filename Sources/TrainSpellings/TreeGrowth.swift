// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

/// The features of labelled pairs, each in up to 250 bins.
struct BinnedPairs {
  private static let binLimit = 250

  let count: Int
  /// Per feature, the greatest value of each bin but the last.
  let thresholds: [[Float]]
  /// Per feature, the bin of each pair.
  let bins: [[UInt8]]

  /// `features` holds the pairs one behind the other.
  init(features: [Float], labels: [Bool]) {
    let width = PairFeatures.count
    let count = labels.count
    self.count = count
    // Spellings are few among the pairs, and where they lie the bins must be fine.
    let same = labels.indices.filter { labels[$0] }
    let sampled =
      Array(stride(from: 0, to: count, by: max(1, count / 20_000)))
      + stride(from: 0, to: same.count, by: max(1, same.count / 20_000)).map { same[$0] }
    let binned = Parallel.map(count: width, parts: width) { range in
      range.map { feature in
        let cuts = Self.cuts(sampled.map { features[$0 * width + feature] }.sorted())
        return (cuts, (0..<count).map { Self.bin(of: features[$0 * width + feature], cuts) })
      }
    }.flatMap { $0 }
    thresholds = binned.map { $0.0 }
    bins = binned.map { $0.1 }
  }

  private static func cuts(_ sample: [Float]) -> [Float] {
    var cuts: [Float] = []
    guard let last = sample.last else { return cuts }
    for cut in 1..<binLimit {
      let value = sample[min(sample.count - 1, sample.count * cut / binLimit)]
      if cuts.last != value, value < last { cuts.append(value) }
    }
    return cuts
  }

  private static func bin(of value: Float, _ cuts: [Float]) -> UInt8 {
    var low = 0
    var high = cuts.count
    while low < high {
      let middle = (low + high) / 2
      if value > cuts[middle] { low = middle + 1 } else { high = middle }
    }
    return UInt8(low)
  }
}

/// Grows one decision tree: always the leaf is parted whose parting gains most.
struct TreeGrowth {
  private static let restraint: Float = 10
  private static let minRows: Float = 100

  let pairs: BinnedPairs
  let gradients: [Float]
  let curves: [Float]

  struct Leaf {
    let rows: [Int32]
    /// Per feature and bin: the sums of gradients and curves, and the number of rows.
    fileprivate let sums: [[SIMD4<Float>]]
    fileprivate let best: Split

    /// What the leaf adds to the log-odds.
    var value: Float {
      let total = sums[0].reduce(.zero, +)
      return total.x / (total.y + TreeGrowth.restraint)
    }
  }

  fileprivate struct Split {
    var gain: Float = 0
    var feature = 0
    var bin = 0
  }

  /// A question of the tree, with the numbers of what follows when the feature is not above the bin, and when
  /// it is: a question, or, as ~number, a leaf.
  struct Question {
    let feature: Int
    let bin: Int
    var children: (Int, Int)
  }

  func grow() -> (questions: [Question], leaves: [Leaf]) {
    var leaves = [leaf(Array(0..<Int32(pairs.count)), nil)]
    var questions: [Question] = []
    while leaves.count < TreeEnsemble.leafLimit {
      let chosen =
        leaves.indices.max { (leaves[$0].best.gain, $1) < (leaves[$1].best.gain, $0) } ?? 0
      let parted = leaves[chosen]
      guard parted.best.gain > 0 else { break }
      let column = pairs.bins[parted.best.feature]
      let below = parted.rows.filter { Int(column[Int($0)]) <= parted.best.bin }
      let above = parted.rows.filter { Int(column[Int($0)]) > parted.best.bin }
      // Only the smaller part is counted; what it lacks is the other's.
      let smaller = leaf(below.count < above.count ? below : above, nil)
      let rest = zip(parted.sums, smaller.sums).map { zip($0, $1).map { $0 - $1 } }
      let larger = leaf(below.count < above.count ? above : below, rest)
      for question in questions.indices {
        if questions[question].children.0 == ~chosen {
          questions[question].children.0 = questions.count
        }
        if questions[question].children.1 == ~chosen {
          questions[question].children.1 = questions.count
        }
      }
      questions.append(
        Question(
          feature: parted.best.feature, bin: parted.best.bin, children: (~chosen, ~leaves.count)))
      leaves[chosen] = below.count < above.count ? smaller : larger
      leaves.append(below.count < above.count ? larger : smaller)
    }
    return (questions, leaves)
  }

  private func leaf(_ rows: [Int32], _ known: [[SIMD4<Float>]]?) -> Leaf {
    let width = PairFeatures.count
    let found = Parallel.map(count: width, parts: width) { range in
      range.map { feature in
        let sums = known?[feature] ?? self.sums(rows, feature)
        return (sums, bestParting(feature, sums))
      }
    }.flatMap { $0 }
    let best = found.indices.max { (found[$0].1.gain, $1) < (found[$1].1.gain, $0) } ?? 0
    return Leaf(rows: rows, sums: found.map { $0.0 }, best: found[best].1)
  }

  private func sums(_ rows: [Int32], _ feature: Int) -> [SIMD4<Float>] {
    var sums = [SIMD4<Float>](repeating: .zero, count: pairs.thresholds[feature].count + 1)
    pairs.bins[feature].withUnsafeBufferPointer { column in
      gradients.withUnsafeBufferPointer { gradients in
        curves.withUnsafeBufferPointer { curves in
          sums.withUnsafeMutableBufferPointer { sums in
            for row in rows {
              let row = Int(row)
              sums[Int(column[row])] += SIMD4(gradients[row], curves[row], 1, 0)
            }
          }
        }
      }
    }
    return sums
  }

  private func bestParting(_ feature: Int, _ sums: [SIMD4<Float>]) -> Split {
    let total = sums.reduce(.zero, +)
    var best = Split(gain: 0, feature: feature, bin: 0)
    var below = SIMD4<Float>.zero
    for bin in 0..<sums.count - 1 {
      below += sums[bin]
      let above = total - below
      guard below.z >= Self.minRows, above.z >= Self.minRows else { continue }
      let gain = Self.gain(below) + Self.gain(above) - Self.gain(total)
      if gain > best.gain { best = Split(gain: gain, feature: feature, bin: bin) }
    }
    return best
  }

  private static func gain(_ sums: SIMD4<Float>) -> Float {
    sums.x * sums.x / (max(0, sums.y) + restraint)
  }
}
