// SPDX-License-Identifier: GPL-2.0-or-later

/// The share of the documents that have a word with a capital, as the byte that a vocabulary keeps.
enum CapitalShare {
  /// The greatest byte stands for 1, the byte 1 for 0, and the byte 0 for what is not known.
  private static let steps: Float = 254

  /// The byte of a share.
  static func byte(_ share: Float?) -> UInt8 {
    guard let share, share >= 0 else { return 0 }
    return 1 + UInt8((min(share, 1) * steps).rounded())
  }

  /// The share that a byte stands for, or nil.
  static func share(_ byte: UInt8) -> Float? {
    byte == 0 ? nil : Float(byte - 1) / steps
  }
}
