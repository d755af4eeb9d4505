// SPDX-License-Identifier: GPL-2.0-or-later
import SplitMix
import Testing
import Xapian

@Suite("Stemming")
struct StemTests {
  @Test(
    "words of a language come to one stem",
    arguments: [
      ("english", "running", "run"), ("en", "cities", "citi"), ("russian", "городами", "город"),
      ("arabic", "بالأسد", "اسد"), ("none", "words", "words"), ("english", "", ""),
    ])
  func stems(language: String, word: String, stem: String) throws {
    #expect(try Stem(language)(word) == stem)
  }

  @Test("languages are listed and an unknown one is refused")
  func languages() throws {
    let languages = try Stem.languages
    #expect(languages.contains("russian") && languages.contains("arabic"))
    for language in languages { _ = try Stem(language) }
    #expect(kindThrown { _ = try Stem("klingon") } == .invalidArgument)
  }

  @Test("no bytes are too odd for a stemmer")
  func oddBytes() throws {
    var random = SplitMix(seed: 3)
    let odd: [[UInt8]] =
      [[0xFF], [0xC3], [0xD8], [0xF0, 0x9F], Array(repeating: 0x61, count: 100_000)]
      + (0..<200).map { _ in (0..<random.below(12)).map { _ in UInt8(random.below(256)) } }
    for language in try Stem.languages {
      let stem = try Stem(language)
      for word in odd { _ = word.withBytes { stem.withStem(of: $0) { $0.count } } }
    }
  }
}
