// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

/// Lays out the words of a script's dictionaries as a Bloom filter.
struct OrdinaryWordsTable {
  let bytes: [UInt8]

  /// About this many bits a word: 6 leave one other word in twenty listed by accident.
  private static let bitsPerWord = 6

  init(_ words: [String]) {
    var limit = 1024
    while limit < words.count * Self.bitsPerWord { limit *= 2 }
    var bytes = [UInt8](repeating: 0, count: limit / 8)
    for word in words {
      WordLetters(word).withLetters { letters in
        OrdinaryWords.forEachBit(of: letters, limit: limit) { bit in
          bytes[bit >> 3] |= 1 << UInt8(bit & 7)
        }
      }
    }
    self.bytes = bytes
  }
}
