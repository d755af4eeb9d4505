// SPDX-License-Identifier: GPL-2.0-or-later

/// Which words are in the dictionary of a script's languages: a Bloom filter over hashes of folded
/// words, so a few per cent of all others seem to be in it, too.
package struct OrdinaryWords: Sendable {
  /// How many bits stand for a word.
  private static let probes = 4

  private let bits: PackedNumbers<UInt8>

  init(_ bits: PackedNumbers<UInt8>) { self.bits = bits }

  /// Whether a word is listed; false without a table.
  package func contains(_ letters: UnsafeBufferPointer<UInt16>) -> Bool {
    let limit = bits.count * 8
    guard limit > 0, limit & (limit - 1) == 0 else { return false }
    var isListed = true
    OrdinaryWords.forEachBit(of: letters, limit: limit) { bit in
      if bits[bit >> 3] >> UInt8(bit & 7) & 1 == 0 { isListed = false }
    }
    return isListed
  }

  /// Calls back with the bits that stand for a word in a table of `limit` bits, a power of two.
  package static func forEachBit(
    of letters: UnsafeBufferPointer<UInt16>, limit: Int, _ body: (Int) -> Void
  ) {
    let hash = BitMixing.hash(of: letters)
    let step = hash >> 32 | 1
    for probe in 0..<UInt64(probes) {
      body(Int(truncatingIfNeeded: (hash &+ probe &* step) & UInt64(limit - 1)))
    }
  }
}
