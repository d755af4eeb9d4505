// SPDX-License-Identifier: GPL-2.0-or-later

/// An array of integers lying in a `ByteStore`.
///
/// `@unchecked Sendable`: the store's bytes never change. Whoever keeps one keeps the store too.
struct PackedNumbers<Number: FixedWidthInteger & BitwiseCopyable>: @unchecked Sendable {
  let values: UnsafeBufferPointer<Number>

  init(_ bytes: UnsafeRawBufferPointer) { values = bytes.bindMemory(to: Number.self) }

  var count: Int { values.count }

  @inline(__always)
  subscript(index: Int) -> Number { values[index] }

  /// The first place in ascending numbers that holds no smaller number than a given one.
  func firstIndex(notBelow number: Number) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
