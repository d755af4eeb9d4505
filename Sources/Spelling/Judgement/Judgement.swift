// SPDX-License-Identifier: GPL-2.0-or-later

/// Turns the features of a pair into the log-odds of its being one name: a sum over decision trees
/// that ask the same question at every node of a level, learned by boosting.
///
/// The table: number of features, number of trees, depth, the offset and the slope of the raw score
/// that the trees correct; then per tree the questions (feature, threshold) and the leaves.
package struct Judgement: Sendable {
  private let numbers: PackedNumbers<UInt32>
  private let treeCount: Int
  private let depth: Int

  private static let headerCount = 5

  init(_ numbers: PackedNumbers<UInt32>) {
    self.numbers = numbers
    var trees = 0
    var depth = 0
    if numbers.count >= Judgement.headerCount, numbers[0] == UInt32(PairFeatures.count) {
      depth = Int(min(numbers[2], 8))
      trees = Int(numbers[1])
      let treeSize = 2 * depth + (1 << depth)
      let size = trees.multipliedReportingOverflow(by: treeSize)
      if size.overflow || size.partialValue > numbers.count - Judgement.headerCount { trees = 0 }
    }
    treeCount = trees
    self.depth = depth
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
    var leaves = [Int32](repeating: 0, count: count)
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
    _ tree: Int, _ columns: UnsafeBufferPointer<Float>, _ leaves: UnsafeMutableBufferPointer<Int32>,
    _ sums: UnsafeMutableBufferPointer<Float>
  ) {
    let count = sums.count
    let questions = Judgement.headerCount + tree * (2 * depth + (1 << depth))
    leaves.update(repeating: 0)
    for level in 0..<depth {
      let feature = Int(numbers[questions + 2 * level]) % PairFeatures.count
      let column = UnsafeBufferPointer(rebasing: columns[feature * count..<(feature + 1) * count])
      let threshold = float(questions + 2 * level + 1)
      for pair in 0..<count {
        leaves[pair] = leaves[pair] &<< 1 | (column[pair] > threshold ? 1 : 0)
      }
    }
    let values = questions + 2 * depth
    for pair in 0..<count { sums[pair] += float(values + Int(leaves[pair])) }
  }

  private func float(_ index: Int) -> Float { Float(bitPattern: numbers[index]) }
}
