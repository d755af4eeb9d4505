// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing

@Suite struct PassageTests {
  /// The passage for a text, with the highlighted spans in brackets.
  private func highlighted(
    _ text: String, _ query: String, title: String = "t", spellings: SearchOptions.Spellings = .off
  ) async throws -> String {
    let folder = try await TestFolder(indexing: [TestDocument("a", text, title: title)])
    var options = SearchOptions()
    options.spellings = spellings
    let hit = try #require(try folder.open().search(query, options: options).hits.first)
    return Self.bracketed(hit.passage)
  }

  private static func bracketed(_ passage: Passage) -> String {
    let scalars = Array(passage.text.unicodeScalars)
    var shown = ""
    var offset = 0
    for range in passage.highlights {
      #expect(range.lowerBound >= offset && range.upperBound <= scalars.count)
      guard range.lowerBound >= offset, range.upperBound <= scalars.count else {
        return "\(passage)"
      }
      shown.unicodeScalars += scalars[offset..<range.lowerBound]
      shown += "["
      shown.unicodeScalars += scalars[range]
      shown += "]"
      offset = range.upperBound
    }
    shown.unicodeScalars += scalars[offset...]
    return shown
  }

  struct Row: CustomTestStringConvertible, Sendable {
    let text: String
    let query: String
    let passage: String

    init(_ text: String, _ query: String, _ passage: String) {
      self.text = text
      self.query = query
      self.passage = passage
    }

    var testDescription: String { "\(query) in \(text.prefix(30))" }
  }

  @Test(
    "What matched is lit as written",
    arguments: [
      Row("A pelican.", "pelican", "A [pelican]."),
      Row("PELICANS and a Pelican", "pelican", "[PELICANS] and a [Pelican]"),
      Row("pelican", "pelican", "[pelican]"),
      Row("Le café d’Alep", "cafe alep", "Le [café] d’[Alep]"),
      Row("Cafe\u{301} Mu\u{308}ller", "müller", "Cafe\u{301} [Mu\u{308}ller]"),
      Row("Порт Тартуса открыт", "тартуса", "Порт [Тартуса] открыт"),
      Row("زار الرئيسُ المدينة", "الرئيس", "زار [الرئيسُ] المدينة"),
      Row("😀 pelican 😀", "pelican", "😀 [pelican] 😀"),
      Row("Syria’s pelican’s", "pelican", "Syria’s [pelican]’s"),
      Row("O’Brien said", "obrien", "[O’Brien] said"),
      Row("one\n\ttwo   three\r\nfour", "three", "two [three] four"),
      Row("red \u{1B} pelican\u{7} b", "pelican", "red [pelican] b"),
      Row("x\u{85}\u{9B}31m pelican", "pelican", "x31m [pelican]"),
      Row("pelican", "heron OR pelican OR pelicans", "[pelican]"),
      Row("the heron", "-zebra", "the heron"),
      Row("a pelican", "title:t", "a pelican"),
      Row("a pelican", "pelican -heron", "a [pelican]"),
    ])
  func marks(_ row: Row) async throws {
    let passage = try await highlighted(row.text, row.query)
    #expect(passage == row.passage)
  }

  @Test(
    "Of a phrase only its spans are highlighted",
    arguments: [
      Row(
        "old harbour, old town, new harbour", "\"old harbour\"",
        "[old] [harbour], old town, new harbour"),
      Row("harbour old harbour old", "\"old harbour\"", "harbour [old] [harbour] old"),
      Row("old old harbour", "\"old harbour\"", "old [old] [harbour]"),
      Row("Sharaa met Ahmad al-Sharaa", "\"Ahmad Sharaa\"", "Sharaa met [Ahmad] [al-Sharaa]"),
      Row("old harbour, old town", "\"old harbour\" town", "[old] [harbour], old [town]"),
      Row("a b c d e a x x x x b", "a NEAR/1 b", "[a] [b] c d e a x x x x b"),
      Row("b a x x x a", "a NEAR/1 b", "[b] [a] x x x a"),
      Row("tar-tus tar tus", "tar-tus", "[tar]-[tus] [tar] [tus]"),
    ])
  func phrases(_ row: Row) async throws {
    let passage = try await highlighted(row.text, row.query)
    #expect(passage == row.passage)
  }

  private static let filler =
    "Nothing of interest is told in this sentence. Nor is there anything in this one here. "

  @Test func aPassageIsWholeSentencesWhereTheyFit() async throws {
    let text =
      String(repeating: Self.filler, count: 20) + "Then a pelican came. "
      + String(repeating: Self.filler, count: 20)
    let passage = try await highlighted(text, "pelican")
    #expect(passage.contains("Then a [pelican] came."))
    #expect(!passage.contains("…"), "\(passage)")
    #expect(passage.unicodeScalars.count < 400)
  }

  @Test func aPassageInsideALongSentenceSaysSo() async throws {
    let words = (0..<400).map { "word\($0)" }.joined(separator: " ")
    let passage = try await highlighted("Start \(words) pelican \(words) end.", "pelican")
    #expect(passage.hasPrefix("…word"))
    #expect(passage.hasSuffix("…"))
    #expect(passage.contains("[pelican]"))
    #expect(passage.unicodeScalars.count < 330)
  }

  @Test(arguments: ["。", "! ", "…” ", "؟ ", "۔ ", ".» ", "? "])
  func sentencesEndInAnyScript(end: String) async throws {
    let before = String(repeating: "mot ", count: 60) + "fin" + end
    let after = "Un pelican vient" + end + String(repeating: "mot ", count: 60)
    let passage = try await highlighted(before + after, "pelican")
    #expect(passage.hasPrefix("Un [pelican] vient"), "\(passage)")
  }

  @Test func functionWordsDoNotChooseThePassage() async throws {
    let text =
      "What is the name of the one? " + String(repeating: "Nothing else here. ", count: 40)
      + "A pelican by the harbour."
    let passage = try await highlighted(text, "what is the name of the pelican by harbour")
    #expect(passage.contains("[pelican]"), "\(passage)")
  }

  @Test func aRareWordAtTheEndOfALongTextIsShown() async throws {
    let text =
      String(repeating: "heron ", count: 200_000) + "heron pelican "
      + String(repeating: "x", count: 1_200_000)
    let folder = try await TestFolder(indexing: [TestDocument("long", text)])
    let hit = try #require(try folder.open().search("heron pelican").hits.first)
    #expect(hit.passage.text.contains("pelican"))
    #expect(hit.passage.highlights.count > 10)
    #expect(hit.passage.text.unicodeScalars.count < 1_000)
  }

  @Test func aPhraseAcrossTwoPiecesOfALongTextIsHighlighted() async throws {
    for shift in 0..<8 {
      let text =
        String(repeating: "x ", count: (1 << 19) - 8) + String(repeating: "y", count: shift)
        + " heron pelican " + String(repeating: "z ", count: 100)
      let passage = try await highlighted(text, "\"heron pelican\"")
      #expect(passage.contains("[heron] [pelican]"))
    }
  }

  @Test func anArabicQuestionEndsASentence() async throws {
    let question =
      "أين ذهب الرجل الذي كان يقف هنا قرب النافذة الكبيرة المطلة على البحر الواسع أمس؟ "
    let text =
      String(repeating: question, count: 12) + "بجعة هنا؟ " + String(repeating: question, count: 12)
    let passage = try await highlighted(text, "بجعة")
    #expect(passage.contains("[بجعة]"))
    #expect(!passage.hasPrefix("…") && !passage.hasSuffix("…"), "\(passage)")
  }

  @Test func thePassageWithMostOfTheQueryIsShown() async throws {
    let text =
      "A pelican. " + String(repeating: Self.filler, count: 10) + "A heron with a pelican. "
      + String(repeating: Self.filler, count: 10) + "A heron."
    #expect(try await highlighted(text, "pelican heron").contains("A [heron] with a [pelican]."))
  }

  @Test func matchesAtBothEndsAreHighlighted() async throws {
    let text = "pelican " + String(repeating: Self.filler, count: 30) + "heron"
    #expect(try await highlighted(text, "pelican").hasPrefix("[pelican]"))
    #expect(try await highlighted(text, "heron").hasSuffix("[heron]"))
  }

  @Test func aHitByTheTitleAloneShowsTheBeginning() async throws {
    let passage = try await highlighted(
      "Once upon a time. " + Self.filler, "heron", title: "The heron")
    #expect(passage.hasPrefix("Once upon a time."))
  }

  @Test func aDocumentWithoutTextHasAnEmptyPassage() async throws {
    #expect(try await highlighted("", "heron", title: "The heron") == "")
  }

  @Test func aWordOfAMegabyteDoesNotFillTheScreen() async throws {
    let text = "pelican " + String(repeating: "abcdefghij", count: 40_000)
    let folder = try await TestFolder(indexing: [TestDocument("a", text, title: "t")])
    let hit = try #require(try folder.open().search("abc*").hits.first)
    #expect(hit.passage.text.unicodeScalars.count < 400)
    #expect(hit.matched.allSatisfy { $0.surface.utf8.count < 1000 })
    #expect(try await highlighted(text, "pelican").unicodeScalars.count < 400)
  }

  private static var threadSeconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec
  }

  @Test func aTextOfManyMatchesIsQuick() async throws {
    let text = String(repeating: "pelican heron ", count: 6000)
    let index = try await TestFolder(indexing: [TestDocument("a", text)]).open()
    // The time of this thread: other tests do not count.
    let before = Self.threadSeconds
    #expect(try index.search("pelican NEAR/1000 heron").total == 1)
    #expect(Self.threadSeconds - before < 10)
  }

  @Test("Random texts and queries are lit within the text", arguments: [1, 2, 3, 4] as [UInt64])
  func randomTexts(seed: UInt64) async throws {
    var random = SeededRandom(seed: seed)
    let pieces = [
      "pelican", "Тартус", "الشرع", "d’Alep", "al-", " ", "\n", ". ", "؟ ", "…", "\u{202E}", "😀",
      "e\u{301}",
      "\u{0}", "\u{1B}", "\u{9F}", "ـ", "-", "’", "x", "\u{FEFF}", "\u{2028}",
    ]
    let documents = (0..<40).map { number in
      TestDocument(
        "d\(number)",
        (0..<Int.random(in: 0...300, using: &random))
          .map { _ in pieces.randomElement(using: &random) ?? "" }.joined())
    }
    let folder = try await TestFolder(indexing: documents)
    let index = try folder.open()
    var options = SearchOptions()
    options.limit = 100
    for query in ["pelican", "\"pelican тартус\"", "الشرع NEAR/3 pelican", "alep x", "p*"] {
      for hit in try index.search(query, options: options).hits {
        _ = Self.bracketed(hit.passage)
        #expect(hit.passage.text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
        #expect(!hit.passage.text.contains("\u{FFFD}"))
      }
    }
  }
}
