// SPDX-License-Identifier: GPL-2.0-or-later

/// How much a word looks like a name rather than an ordinary word: log-odds from the weights of its
/// runs of one to five letters (the word's ends included) and of the whole word, hashed into a table.
package struct Nameness: Sendable {
  package static let longestRun = 5
  /// A weight in the file is this many steps of one.
  package static let steps: Float = 24

  private let weights: PackedNumbers<Int8>

  init(_ weights: PackedNumbers<Int8>) { self.weights = weights }

  /// The log-odds of a word; 0 without a table.
  package func logOdds(_ letters: UnsafeBufferPointer<UInt16>) -> Float {
    guard weights.count > 0, weights.count & (weights.count - 1) == 0 else { return 0 }
    var sum = 0
    Nameness.forEachFeature(letters, tableSize: weights.count) { sum += Int(weights[$0]) }
    return Float(sum) / Nameness.steps
  }

  /// Calls back with the table places of a word's runs.
  @inline(__always)
  package static func forEachFeature(
    _ letters: UnsafeBufferPointer<UInt16>, tableSize: Int, _ body: (Int) -> Void
  ) {
    let mask = UInt64(tableSize - 1)
    // Position -1 is the start of the word and `count` its end.
    var whole: UInt64 = 0x77
    for start in -1...letters.count {
      var hash: UInt64 = 0x9e37_79b9
      for length in 1...longestRun {
        let position = start + length - 1
        guard position <= letters.count else { break }
        let letter: UInt64 =
          position < 0 ? 1 : position == letters.count ? 2 : UInt64(letters[position])
        hash = (hash ^ letter) &* 0x100_0000_01b3
        hash ^= hash >> 23
        body(Int(BitMixing.mixed(hash ^ UInt64(length) << 56) & mask))
      }
      if start >= 0, start < letters.count {
        whole = (whole ^ UInt64(letters[start])) &* 0x100_0000_01b3
      }
    }
    body(Int(BitMixing.mixed(whole ^ 0xabc << 52) & mask))
  }
}
