// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Spelling
import Testing
import Xapian

@Suite("An index knows which words are written with a capital")
struct CapitalTests {
  @Test(
    "a capital inside a sentence is a name's, unless the word stands in lower case, too",
    arguments: [
      ("He met Assad there.", "assad", 1), ("It was said, Assad left.", "assad", 1),
      ("In Deir al-Zor it is", "zor", 1), ("the region d’Alep is", "alep", 1),
      ("He met J. Smith there.", "smith", 1), ("troops of NATO came", "nato", 1),
      ("Он был в Сирии вчера", "сирии", 1), ("Он был в Ёлкино", "елкино", 1),
      ("the ministry of Çelik said", "celik", 1),
      ("He met assad there.", "assad", 0), ("He met Assad, then assad.", "assad", 0),
      ("a Turkey of turkey", "turkey", 0), ("в городе", "городе", 0),
    ])
  func inside(text: String, word: String, share: Float) async throws {
    #expect(try await Self.share(of: word, in: [TestDocument("1", text)]) == share)
  }

  @Test(
    "a capital that any word would have says nothing",
    arguments: [
      ("Assad came. Assad left! Assad?", "assad"), ("He said: Assad came", "assad"),
      ("He said “Assad came”", "assad"), ("Heading\nAssad came", "assad"),
      ("MEETING WITH ASSAD TODAY", "assad"), ("vitamin C for them", "c"),
      ("Ушёл. Город спит", "город"), ("قال الأسد", "الاسد"),
    ])
  func unclear(text: String, word: String) async throws {
    #expect(try await Self.share(of: word, in: [TestDocument("1", text)]) == nil)
  }

  @Test("titles say nothing")
  func titles() async throws {
    let document = TestDocument("1", "Nothing.", title: "All of the Big Market")
    #expect(try await Self.share(of: "market", in: [document]) == nil)
  }

  @Test("the share is that of the documents that show it")
  func shares() async throws {
    let share = try await Self.share(
      of: "turkey",
      in: [
        TestDocument("1", "went to Turkey"), TestDocument("2", "came from Turkey"),
        TestDocument("3", "ate a turkey"), TestDocument("4", "Turkey it is"),
        TestDocument("5", "war in Turkey"),
      ])
    #expect(abs(try #require(share) - 0.75) < 0.005)
  }

  @Test("after an update they are those of a rebuild")
  func update() async throws {
    let folder = try TestFolder()
    for number in 0..<40 { try folder.write("\(number).txt", "They went to Turkey \(number)") }
    try await folder.build()
    for number in 0..<39 { try folder.remove("\(number).txt") }
    for number in 40..<50 { try folder.write("\(number).txt", "They ate turkey \(number)") }
    try await folder.update()
    let database = try Database(path: folder.index.currentGeneration().databasePath)
    #expect(try database.termFrequency("Kturkey") == 1)
    #expect(try database.termFrequency("turkey") == 11)
  }

  private static func share(of word: String, in documents: [TestDocument]) async throws -> Float? {
    let folder = try await TestFolder(indexing: documents)
    let vocabulary = try Vocabulary(path: folder.index.currentGeneration().vocabularyPath)
    return vocabulary.capitalShare(at: try #require(vocabulary.index(of: word)))
  }
}
