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

  /// The log-odds of a pair.
  package func logOdds(_ features: UnsafePointer<Float>) -> Float {
    guard treeCount > 0 else { return features[0] }
    var sum = float(3) + float(4) * features[0]
    var place = Judgement.headerCount
    for _ in 0..<treeCount {
      var leaf = 0
      for level in 0..<depth {
        let feature = Int(numbers[place + 2 * level]) % PairFeatures.count
        leaf = leaf << 1 | (features[feature] > float(place + 2 * level + 1) ? 1 : 0)
      }
      sum += float(place + 2 * depth + leaf)
      place += 2 * depth + (1 << depth)
    }
    return sum
  }

  private func float(_ index: Int) -> Float { Float(bitPattern: numbers[index]) }
}
