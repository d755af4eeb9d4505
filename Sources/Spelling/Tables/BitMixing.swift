// SPDX-License-Identifier: GPL-2.0-or-later

/// Hashing of what is short already.
enum BitMixing {
  /// Spreads bits over the whole word (the finalizer of MurmurHash3, public domain).
  static func mixed(_ bits: UInt64) -> UInt64 {
    var key = bits
    key = (key ^ key >> 33) &* 0xff51_afd7_ed55_8ccd
    key = (key ^ key >> 33) &* 0xc4ce_b9fe_1a85_ec53
    return key ^ key >> 33
  }

  /// The hash of a word's letters, by which tables list it.
  static func hash(of letters: UnsafeBufferPointer<UInt16>) -> UInt64 {
    var hash: UInt64 = 0x1e71_c0de
    for letter in letters { hash = (hash ^ UInt64(letter)) &* 0x100_0000_01b3 }
    return mixed(hash)
  }
}
