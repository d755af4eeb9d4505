// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Testing

/// Function words, told by the language that the words around them speak for.
@Suite struct CommonWordsTests {
  @Test(arguments: [
    ("what is the effect of heat", "what is the of"), ("war and peace", "and"),
    ("der krieg war lang", "der war"), ("die hard", ""), ("le port de tartous", "le de"),
    ("сколько очков было у него", "сколько было у него"), ("що сталося в україні", "що в"),
    ("ما هو عدد السكان", "ما هو"), ("Ahmad al-Shara", ""), ("", ""),
  ])
  func areToldByLanguage(text: String, common: String) {
    let words = text.split(separator: " ").map { Folding.folded(String($0)) }
    #expect(CommonWords.shared.among(words) == Set(common.split(separator: " ").map(String.init)))
  }

  @Test func scriptsAreToldApart() {
    #expect(CommonWords.shared.among(["the", "и", "في", "base"]) == ["the", "и", "في"])
  }
}
