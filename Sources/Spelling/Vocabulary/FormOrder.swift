// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// Byte order of words, which is also the order of Xapian's term list.
package enum FormOrder {
  /// Less than zero when the first comes first, zero when they are equal.
  package static func compare(
    _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer
  ) -> Int {
    let common = min(first.count, second.count)
    if common > 0, let one = first.baseAddress, let other = second.baseAddress {
      let order = memcmp(one, other, common)
      if order != 0 { return Int(order) }
    }
    return first.count - second.count
  }

  static func precedes(_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) -> Bool {
    compare(first, second) < 0
  }
}
