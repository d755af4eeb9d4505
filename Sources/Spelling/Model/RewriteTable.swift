// SPDX-License-Identifier: GPL-2.0-or-later

/// A sparse matrix of weights in quarter units: row = segment of one script, column = of another.
struct RewriteTable: Sendable {
  private let rows: PackedNumbers<UInt32>
  private let columns: PackedNumbers<UInt16>
  private let weights: PackedNumbers<Int8>

  init(
    rows: UnsafeRawBufferPointer, columns: UnsafeRawBufferPointer, weights: UnsafeRawBufferPointer,
    from rowCount: Int, to columnCount: Int
  ) throws {
    self.rows = PackedNumbers(rows)
    self.columns = PackedNumbers(columns)
    self.weights = PackedNumbers(weights)
    guard self.rows.count >= rowCount + 1, self.columns.count >= self.weights.count else {
      throw VocabularyError.damaged("the model's weights do not add up")
    }
  }

  /// Calls back with each rewriting of a segment.
  @inline(__always)
  func forEach(rewriting segment: Int16, _ body: (_ to: Int, _ weight: Int16) -> Void) {
    let end = min(Int(rows[Int(segment) + 1]), weights.count)
    var entry = Int(rows[Int(segment)])
    while entry < end {
      body(Int(columns[entry]), Int16(weights[entry]))
      entry += 1
    }
  }

  /// The weight of one rewriting, or nil when the model has none.
  func weight(of segment: Int16, as other: Int16) -> Int? {
    var low = Int(rows[Int(segment)])
    var high = min(Int(rows[Int(segment) + 1]), weights.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(columns[middle]) < Int(other) { low = middle + 1 } else { high = middle }
    }
    let end = min(Int(rows[Int(segment) + 1]), weights.count)
    return low < end && Int(columns[low]) == Int(other) ? Int(weights[low]) : nil
  }

  /// The weight of a segment's best rewriting.
  func greatestWeight(of segment: Int16) -> Int {
    var greatest = Int(Int8.min)
    forEach(rewriting: segment) { _, weight in greatest = max(greatest, Int(weight)) }
    return greatest
  }
}
