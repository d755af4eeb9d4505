// SPDX-License-Identifier: GPL-2.0-or-later

extension [UInt8] {
  /// The number of two bytes at a place, the low one first; nil beyond the end.
  func u16(_ place: Int) -> Int? {
    guard place >= 0, place + 2 <= count else { return nil }
    return Int(self[place]) | Int(self[place + 1]) << 8
  }

  /// The number of four bytes at a place, the low one first; nil beyond the end.
  func u32(_ place: Int) -> Int? {
    guard let low = u16(place), let high = u16(place + 2) else { return nil }
    return low | high << 16
  }

  /// The floating-point number at a place; nil beyond the end.
  func double(_ place: Int) -> Double? {
    guard let low = u32(place), let high = u32(place + 4) else { return nil }
    return Double(bitPattern: UInt64(low) | UInt64(high) << 32)
  }
}
