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
}
