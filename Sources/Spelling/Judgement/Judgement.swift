// SPDX-License-Identifier: GPL-2.0-or-later

/// Turns the features of a pair into the log-odds of its being one name: a sum over decision trees of up
/// to 32 leaves, learned by boosting.
///
/// The table: number of features, number of trees, leaves of a tree, the offset and the slope of the raw score
/// that the trees correct; then per tree the questions (feature, threshold, which leaves remain where the
/// feature is above it, as bits) and the leaves. The first leaf that remains after all questions is
/// the one that a walk down the tree would reach (C. Lucchese et al., "QuickScorer", 2015).
package struct Judgement: Sendable {
  package static let leafLimit = 32
  private static let headerCount = 5
  private static let questionCount = leafLimit - 1
  private static let treeSize = 3 * questionCount + leafLimit

  private let numbers: PackedNumbers<UInt32>
  private let treeCount: Int

  init(_ numbers: PackedNumbers<UInt32>) {
    self.numbers = numbers
    guard numbers.count >= Judgement.headerCount, numbers[0] == UInt32(PairFeatures.count),
      numbers[2] == UInt32(Judgement.leafLimit)
    else {
      treeCount = 0
      return
    }
    treeCount = min(
      Int(numbers[1]), (numbers.count - Judgement.headerCount) / Judgement.treeSize)
  }

  /// The log-odds of pairs, whose features lie one pair behind the other.
  ///
  /// Each question is asked of all pairs in turn, so that a step is one comparison of many lanes.
  package func logOdds(_ pairs: [Float]) -> [Float] {
    let width = PairFeatures.count
    let count = pairs.count / width
    guard treeCount > 0 else { return (0..<count).map { pairs[$0 * width] } }
    let columns = [Float](unsafeUninitializedCapacity: width * count) { columns, filled in
      for feature in 0..<width {
        for pair in 0..<count { columns[feature * count + pair] = pairs[pair * width + feature] }
      }
      filled = width * count
    }
    var sums = columns[0..<count].map { float(3) + float(4) * $0 }
    var leaves = [UInt32](repeating: 0, count: count)
    columns.withUnsafeBufferPointer { columns in
      leaves.withUnsafeMutableBufferPointer { leaves in
        sums.withUnsafeMutableBufferPointer { sums in
          for tree in 0..<treeCount { add(tree, columns, leaves, sums) }
        }
      }
    }
    return sums
  }

  /// Adds what a tree says of each pair to the sums.
  @inline(__always)
  private func add(
    _ tree: Int, _ columns: UnsafeBufferPointer<Float>,
    _ leaves: UnsafeMutableBufferPointer<UInt32>, _ sums: UnsafeMutableBufferPointer<Float>
  ) {
    let count = sums.count
    var place = Judgement.headerCount + tree * Judgement.treeSize
    leaves.update(repeating: .max)
    for _ in 0..<Judgement.questionCount {
      let feature = Int(numbers[place]) % PairFeatures.count
      let column = UnsafeBufferPointer(rebasing: columns[feature * count..<(feature + 1) * count])
      let threshold = float(place + 1)
      let remaining = numbers[place + 2]
      for pair in 0..<count { leaves[pair] &= column[pair] > threshold ? remaining : .max }
      place += 3
    }
    for pair in 0..<count {
      // A question never takes the last leaf away, so one always remains.
      sums[pair] += float(place + min(leaves[pair].trailingZeroBitCount, Judgement.leafLimit - 1))
    }
  }

  private func float(_ index: Int) -> Float { Float(bitPattern: numbers[index]) }
}
