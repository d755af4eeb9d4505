// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Testing

@Suite struct SpellingVocabularyTests {
  @Test func formsComeInByteOrderWhateverOrderTheyWereAddedIn() throws {
    var builder = VocabularyBuilder()
    for (form, frequency) in [("тартус", 2), ("tartus", 5), ("حميميم", 1), ("tartus", 4)] {
      builder.add(form, frequency: frequency)
    }
    let vocabulary = try Vocabulary(bytes: builder.encoded(stamp: "r7"))
    #expect(vocabulary.stamp == "r7")
    #expect((0..<vocabulary.count).map(vocabulary.form(at:)) == ["tartus", "тартус", "حميميم"])
    #expect(vocabulary.index(of: "tartus").map(vocabulary.frequency(at:)) == 9)
    #expect(vocabulary.index(of: "tarsus") == nil)
    #expect(vocabulary.form(at: 7) == "" && vocabulary.frequency(at: -1) == 0)
  }

  @Test func aPrefixGivesItsRange() throws {
    let vocabulary = try Vocabulary(forms: ["tar", "tartus", "tarsus", "tas", "ta", "т"])
    #expect(
      vocabulary.indices(withPrefix: "tar").map(vocabulary.form(at:)) == [
        "tar", "tarsus", "tartus",
      ])
    #expect(vocabulary.indices(withPrefix: "x").isEmpty)
    #expect(vocabulary.indices(withPrefix: "").count == 6)
  }

  @Test func formsAreFoundByTheCallersKeys() throws {
    var builder = VocabularyBuilder { form, _ in [UInt64(form.count) &* 0x9e37_79b9_7f4a_7c15] }
    for form in ["one", "two", "three"] { builder.add(form) }
    let vocabulary = try Vocabulary(bytes: builder.encoded(stamp: ""))
    let found = vocabulary.forms(sharingKey: 3 &* 0x9e37_79b9_7f4a_7c15)
    #expect(found.map(vocabulary.form(at:)) == ["one", "two"])
    #expect(vocabulary.forms(sharingKey: 42).isEmpty)
  }

  @Test(arguments: [
    ("الشرع", ["شرع", "والشرع"]), ("شرع", ["الشرع", "والشرع"]),
    ("тартусе", ["тартус", "тартусом"]), ("москва", ["москве"]), ("асад", []),
  ])
  func inflectionsShareACore(word: String, expected: [String]) throws {
    let vocabulary = try Vocabulary(forms: [
      "الشرع", "شرع", "والشرع", "тартус", "тартусе", "тартусом", "москва", "москве", "асад",
    ])
    let found = vocabulary.inflections(of: word).map { vocabulary.form(at: $0.index) }
    #expect(Set(found) == Set(expected))
  }

  @Test(arguments: [
    ("الشرع", "والشرع", true), ("الشرع", "شرع", true), ("كومان", "ومان", false),
    ("فاركي", "اركي", false),
  ])
  func onlyACertainCliticLeavesTheSameWord(word: String, other: String, isSame: Bool) throws {
    let vocabulary = try Vocabulary(forms: [word, other])
    let score = vocabulary.spellings(of: word, tier: .wide).first { $0.form == other }?.score ?? 0
    #expect((score > 0.9) == isSame)
  }

  @Test func noDamagedFileCrashes() throws {
    var builder = VocabularyBuilder()
    for form in ["tartus", "тартус", "тартусе", "طرطوس", "الطرطوس"] { builder.add(form) }
    let good = try builder.encoded(stamp: "s")
    var state: UInt64 = 7
    for round in 0..<2000 {
      var bytes = good
      for _ in 0...(round % 4) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
      }
      if round % 3 == 0 { bytes.removeLast(Int(state >> 40) % bytes.count) }
      guard let vocabulary = try? Vocabulary(bytes: bytes) else { continue }
      _ = vocabulary.spellings(of: "tartus", tier: .wide)
      _ = vocabulary.inflections(of: "тартус")
      _ = vocabulary.indices(withPrefix: "тар")
      _ = vocabulary.forms(sharingKey: state)
    }
  }

  /// The table of sections begins at byte 24 and has 16 bytes for each of eight.
  @Test(arguments: (6..<38).map { $0 * 4 })
  func aChangedTableOfSectionsIsFoundOut(position: Int) throws {
    var builder = VocabularyBuilder()
    for word in ["hmeimim", "tartus", "хмеймим"] { builder.add(word) }
    var bytes = try builder.encoded(stamp: "7")
    bytes[position] ^= 0x28
    #expect(throws: VocabularyError.self) { try Vocabulary(bytes: bytes) }
  }
}
