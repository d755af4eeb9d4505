// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Xapian

/// The document frequencies of the terms that a prefix and a word make, for words in byte order.
struct PrefixedFrequencies {
  private var text: [UInt8] = []
  private var ends: [Int] = []
  private var frequencies: [UInt32] = []
  private var index = 0

  /// Reads the terms with a prefix of one byte.
  init(of prefix: UInt8, in database: Database) throws {
    try database.forEachTerm(prefix: [prefix]) { term, frequency in
      text.append(contentsOf: term.dropFirst())
      ends.append(text.count)
      frequencies.append(frequency)
      return true
    }
  }

  /// In how many documents a word stands behind the prefix; no word may come before the last one asked for.
  mutating func next(_ word: UnsafeRawBufferPointer) -> Int {
    text.withUnsafeBytes { text in
      while index < ends.count {
        let start = index > 0 ? ends[index - 1] : 0
        let own = UnsafeRawBufferPointer(rebasing: text[start..<ends[index]])
        let order = FormOrder.compare(own, word)
        if order == 0 { return Int(frequencies[index]) }
        if order > 0 { return 0 }
        index += 1
      }
      return 0
    }
  }
}
