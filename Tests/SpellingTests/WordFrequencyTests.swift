// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Testing

@Suite("How common words are")
struct WordFrequencyTests {
  @Test(
    "words of several languages are on the Zipf scale",
    arguments: [
      ("the", 7.4...8.0), ("market", 4.7...5.7), ("car", 4.8...5.8), ("assad", 3.0...4.8),
      ("и", 7.2...8.0), ("город", 4.6...5.8), ("спорта", 4.0...5.4), ("في", 7.0...8.0),
      ("مدينه", 4.6...6.0), ("رياضه", 3.4...5.2), ("maison", 4.6...6.0), ("zeitung", 4.0...5.4),
      ("також", 5.8...7.0),
    ] as [(String, ClosedRange<Float>)])
  func listed(word: String, range: ClosedRange<Float>) {
    #expect(range.contains(WordFrequencies.shared.zipf(of: Folding.folded(word))))
  }

  @Test("a folded word stands for all ways to write it")
  func folded() {
    let zipf = WordFrequencies.shared.zipf(of: Folding.folded("Ёлка"))
    #expect(zipf > 2 && zipf == WordFrequencies.shared.zipf(of: "елка"))
  }

  @Test("of words that are not listed fewer than one in 500 seem to be")
  func unlisted() {
    var found = 0
    for number in 0..<20_000 where WordFrequencies.shared.zipf(of: "qx\(number)zvk") > 0 {
      found += 1
    }
    #expect(found < 40)
    #expect(WordFrequencies.shared.zipf(of: "") == 0)
  }
}
