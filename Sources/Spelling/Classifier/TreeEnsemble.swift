// SPDX-License-Identifier: GPL-2.0-or-later

/// Turns the features of a pair into the log-odds of its being one name: a sum over decision trees of up
/// to 32 leaves, learned by boosting.
///
/// The table: number of features, number of trees, leaves of a tree, the offset and the slope of the raw score
/// that the trees correct; then per tree the questions (feature, threshold, which leaves remain where the
/// feature is above it, as bits) and the leaves. The first leaf that remains after all questions is
/// the one that a walk down the tree would reach (C. Lucchese et al., "QuickScorer", 2015).
package struct TreeEnsemble: Sendable {
  package static let leafLimit = 32
  private static let headerCount = 5
  private static let questionCount = leafLimit - 1
  private static let treeSize = 3 * questionCount + leafLimit

  private let numbers: PackedNumbers<UInt32>
  private let treeCount: Int

  init(_ numbers: PackedNumbers<UInt32>) {
    self.numbers = numbers
    guard numbers.count >= TreeEnsemble.headerCount, numbers[0] == UInt32(PairFeatures.count),
      numbers[2] == UInt32(TreeEnsemble.leafLimit)
    else {
      treeCount = 0
      return
    }
    treeCount = min(
      Int(numbers[1]), (numbers.count - TreeEnsemble.headerCount) / TreeEnsemble.treeSize)
  }

  private typealias Lanes = SIMD8<Float>

  /// The log-odds of pairs, whose features lie one pair behind the other.
  ///
  /// Each question is asked of eight pairs at once.
  package func logOdds(_ pairs: [Float]) -> [Float] {
    let width = PairFeatures.count
    let count = pairs.count / width
    guard treeCount > 0 else { return (0..<count).map { pairs[$0 * width] } }
    var odds: [Float] = []
    odds.reserveCapacity(count)
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: width) { columns in
      for first in stride(from: 0, to: count, by: Lanes.scalarCount) {
        let filled = min(Lanes.scalarCount, count - first)
        for feature in 0..<width {
          var column = Lanes()
          for lane in 0..<filled { column[lane] = pairs[(first + lane) * width + feature] }
          columns.initializeElement(at: feature, to: column)
        }
        let sums = sums(UnsafeBufferPointer(columns))
        for lane in 0..<filled { odds.append(sums[lane]) }
      }
    }
    return odds
  }

  /// What all trees say of eight pairs, their features given.
  private func sums(_ columns: UnsafeBufferPointer<Lanes>) -> Lanes {
    let numbers = numbers.values
    var sums = Lanes(repeating: float(3)) + float(4) * columns[0]
    var position = TreeEnsemble.headerCount
    for _ in 0..<treeCount {
      var leaves = SIMD8<UInt32>(repeating: .max)
      for _ in 0..<TreeEnsemble.questionCount {
        let column = columns[Int(numbers[position]) % PairFeatures.count]
        let isAbove = column .> Lanes(repeating: float(position + 1))
        let remaining = leaves & SIMD8(repeating: numbers[position + 2])
        leaves.replace(with: remaining, where: isAbove)
        position &+= 3
      }
      for lane in 0..<Lanes.scalarCount {
        // A question never takes the last leaf away, so one always remains.
        let leaf = min(leaves[lane].trailingZeroBitCount, TreeEnsemble.leafLimit - 1)
        sums[lane] += float(position + leaf)
      }
      position &+= TreeEnsemble.leafLimit
    }
    return sums
  }

  private func float(_ index: Int) -> Float { Float(bitPattern: numbers[index]) }
}
