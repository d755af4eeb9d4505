// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

/// The weights between two scripts as a full matrix, for training. `missing` = no such rewriting.
final class RewriteWeights {
  static let missing: Float = -1e9
  /// The lengths that a rewriting may have on the two sides.
  static let shapes: [(first: Int, second: Int)] = [
    (1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3), (3, 2), (2, 3),
  ]

  let first: Int
  let second: Int
  let rowCount: Int
  let columnCount: Int
  let values: UnsafeMutableBufferPointer<Float>

  init(first: Int, second: Int, rowCount: Int, columnCount: Int) {
    self.first = first
    self.second = second
    self.rowCount = rowCount
    self.columnCount = columnCount
    values = .allocate(capacity: rowCount * columnCount)
    values.initialize(repeating: Self.missing)
  }

  convenience init(copying other: RewriteWeights) {
    self.init(
      first: other.first, second: other.second, rowCount: other.rowCount,
      columnCount: other.columnCount)
    _ = values.update(from: other.values)
  }

  deinit { values.deallocate() }
}
