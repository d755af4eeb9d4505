// SPDX-License-Identifier: GPL-2.0-or-later

/// What says whether two texts are the same, and how alike they are, whatever their layout, capitals
/// and marks: made of the words as the index has them.
///
/// The same: a hash of all words in their order. Alike: the least hashes of the rows of three words,
/// in one of 32 bins each by one-permutation MinHash (Li, Owen, Zhang, "One Permutation Hashing",
/// NIPS 2012), a byte of each; two texts agree in as many bins as they share rows of words.
struct TextFingerprint {
  private static let bins = 32
  /// With fewer rows of words most bins are empty.
  private static let minRows = 3 * bins
  /// Texts that share this part of their bins are nearly the same: about .8 of their rows.
  static let nearlySame = 0.8

  private var whole = FNV1a.start
  private var minima = [UInt32](repeating: .max, count: bins)
  private var before: (UInt64, UInt64) = (0, 0)
  private var count = 0

  /// 8 bytes; empty of a text without words.
  var exactHash: [UInt8] {
    count > 0 ? withUnsafeBytes(of: Self.mixed(whole).bigEndian) { Array($0) } : []
  }

  /// A byte a bin; empty of a text too short to tell.
  var minHash: [UInt8] {
    count >= Self.minRows ? minima.map { UInt8(truncatingIfNeeded: $0) } : []
  }

  /// Adds the next words of the text.
  mutating func append(_ buffer: borrowing TokenBuffer) {
    buffer.withUnsafeTokens { tokens, terms in
      for token in tokens {
        let word = FNV1a.hash(token.term(in: terms))
        whole = FNV1a.hash(whole, adding: word)
        let row = Self.mixed(before.0 &* 31 &+ before.1 &* 17 &+ word)
        let bin = Int(row >> 59)
        minima[bin] = min(minima[bin], UInt32(truncatingIfNeeded: row))
        before = (before.1, word)
      }
      count += tokens.count
    }
  }

  /// The share of bins in which two prints agree.
  static func likeness(_ left: [UInt8], _ right: [UInt8]) -> Double {
    guard left.count == bins, right.count == bins else { return 0 }
    return Double(zip(left, right).count { $0 == $1 }) / Double(bins)
  }

  /// Spreads the bits: the finalizer of MurmurHash3.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ value >> 33) &* 0xff51_afd7_ed55_8ccd
    value = (value ^ value >> 33) &* 0xc4ce_b9fe_1a85_ec53
    return value ^ value >> 33
  }
}
