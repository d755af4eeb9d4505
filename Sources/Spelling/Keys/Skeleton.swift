// SPDX-License-Identifier: GPL-2.0-or-later

/// The consonant classes of a word, 4 bits each, at most ten: equal neighbours are one, and a
/// dental before a sibilant is swallowed (ts, dz, дж, تش are one sound in some script).
struct Skeleton: Equatable {
  static let capacity = 10
  private(set) var bits: UInt64 = 0
  private(set) var count = 0

  mutating func append(_ sound: UInt8) {
    let last = count > 0 ? UInt8(truncatingIfNeeded: bits >> UInt64(4 * (count - 1))) & 15 : 0
    if sound == LetterClasses.sibilant, last == LetterClasses.dental {
      count -= 1
      bits &= ~(15 << UInt64(4 * count))
      append(sound)
    } else if sound != last, count < Skeleton.capacity {
      bits |= UInt64(sound) << UInt64(4 * count)
      count += 1
    }
  }
}
