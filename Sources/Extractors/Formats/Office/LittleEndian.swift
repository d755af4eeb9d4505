// SPDX-License-Identifier: GPL-2.0-or-later

extension [UInt8] {
  /// The number of two bytes at a place, the low one first; nil beyond the end.
  func u16(_ offset: Int) -> Int? {
    guard offset >= 0, offset + 2 <= count else { return nil }
    return Int(self[offset]) | Int(self[offset + 1]) << 8
  }

  /// The number of four bytes at a place, the low one first; nil beyond the end.
  func u32(_ offset: Int) -> Int? {
    guard let low = u16(offset), let high = u16(offset + 2) else { return nil }
    return low | high << 16
  }

  /// The floating-point number at a place; nil beyond the end.
  func double(_ offset: Int) -> Double? {
    guard let low = u32(offset), let high = u32(offset + 4) else { return nil }
    return Double(bitPattern: UInt64(low) | UInt64(high) << 32)
  }
}
