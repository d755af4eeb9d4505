// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Testing

@Suite struct RewritePairTests {
  private static let tableSize = 1 << 18

  /// What two words show in context, in ascending order, and the transducer's score.
  private func pair(_ word: String, _ script: Script, _ other: String, _ otherScript: Script) throws
    -> (features: [Int], score: Float)
  {
    let model = try #require(SpellingModel.shared)
    let compared = try #require(ContextWord(WordLetters(word), in: script, model: model))
    let found = compared.withPair(WordLetters(other), in: otherScript) { pair in
      var features: [Int] = []
      pair.forEachFeature(tableSize: Self.tableSize) { features.append($0) }
      return (features: features.sorted(), score: pair.score)
    }
    return try #require(found)
  }

  @Test(arguments: [
    ("hmeimim", Script.latin, "хмеймим", Script.cyrillic), ("assad", .latin, "اسد", .arabic),
    ("шараа", .cyrillic, "شرع", .arabic), ("tchaikovsky", .latin, "chaykovskiy", .latin),
  ])
  func aPairShowsTheSameInBothDirections(
    word: String, script: Script, other: String, otherScript: Script
  ) throws {
    let forth = try pair(word, script, other, otherScript)
    let back = try pair(other, otherScript, word, script)
    #expect(forth.score == back.score)
    // Of two segmentations that score alike, each direction may take another.
    let common = Set(forth.features).intersection(back.features).count
    #expect(common * 3 >= Set(forth.features).count * 2)
    #expect(forth.features.count % 11 == 0)
  }

  @Test func wordsOfNoScriptAreNotCompared() throws {
    let model = try #require(SpellingModel.shared)
    #expect(ContextWord(WordLetters("123"), in: .other, model: model) == nil)
    let compared = try #require(ContextWord(WordLetters("assad"), in: .latin, model: model))
    #expect(compared.withPair(WordLetters("123"), in: .other) { _ in true } == nil)
  }
}
