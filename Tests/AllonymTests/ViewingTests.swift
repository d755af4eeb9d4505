// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing

@Suite struct ViewingTests {
  private func folder() async throws -> TestFolder {
    try await TestFolder(indexing: [
      TestDocument("a", "Flights to Hmeimim and Khmeimim", date: "2024-03-01", lang: "en"),
      TestDocument("b", "حميميم قاعدة", date: "2023-01-05", lang: "ar"),
      TestDocument("c", "Base Hmeimim", lang: "en"),
    ])
  }

  @Test func keysStayWhenTheIndexIsMadeAnew() async throws {
    let folder = try await folder()
    let index = try folder.open()
    let hits = try index.search("Hmeimim").hits
    let keys = try hits.map { try #require(try index.key(of: $0)) }
    #expect(Set(keys).count == 3)
    try await folder.build()
    let later = try folder.open()
    for (hit, key) in zip(hits, keys) {
      let read = try #require(DocumentKey(key.description))
      #expect(try later.document(read)?.stored.id == hit.id)
    }
    #expect(DocumentKey("") == nil)
    #expect(DocumentKey("a/b") == nil)
    #expect(try later.document(try #require(DocumentKey("AAAA"))) == nil)
  }

  @Test func aDocumentShowsAllThatMatches() async throws {
    let index = try await folder().open()
    let hit = try #require(try index.search("id:a").hits.first)
    let key = try #require(try index.key(of: hit))
    let document = try #require(try index.document(key, matching: "Hmeimim"))
    let bytes = Array(document.stored.text.utf8)
    let words = document.matches.map { String(decoding: bytes[$0.range], as: UTF8.self) }
    #expect(words == ["Hmeimim", "Khmeimim"])
    #expect(document.formCounts.map(\.form) == ["hmeimim", "khmeimim"])
    var options = SearchOptions()
    options.off = ["khmeimim"]
    #expect(try index.document(key, matching: "Hmeimim", options: options)?.matches.count == 1)
    #expect(throws: QueryError.self) { try index.document(key, matching: "\"\"") }
  }

  @Test func filtersRestrictAndSwitchedOffFormsAreNotLookedUpAgain() async throws {
    let index = try await folder().open()
    func found(_ change: (inout SearchFilters) throws -> Void) throws -> [String] {
      var options = SearchOptions()
      try change(&options.filters)
      return try index.search("Hmeimim", options: options).hits.compactMap(\.id).sorted()
    }
    #expect(try found { _ in } == ["a", "b", "c"])
    #expect(try found { $0.values[.language] = ["ar", "ru"] } == ["b"])
    #expect(try found { $0.values[.year] = ["2023", "2024"] } == ["a", "b"])
    #expect(try found { $0.days = try SearchFilters.days(of: "2024-01..") } == ["a"])
    #expect(try found { $0.isUndated = true } == ["c"])
    #expect(throws: QueryError.self) { try SearchFilters.days(of: "soon") }
    var options = SearchOptions()
    options.off = ["حميميم"]
    #expect(
      try index.search("Hmeimim", options: options).hits.compactMap(\.id).sorted() == ["a", "c"])
    #expect(try index.search("Hmeimim").total == 3)
  }

  @Test func aListHoldsAllHitsInOrder() async throws {
    let index = try await folder().open()
    var options = SearchOptions()
    options.limit = 1
    let list = try index.rankedList(of: "Hmeimim", options: options)
    let hits = try index.hits(of: list, in: 0..<9)
    options.limit = 10
    let usual = try index.search("Hmeimim", options: options).hits
    #expect(hits.map(\.hit.id) == usual.map(\.id))
    #expect(hits.map(\.hit.passage) == usual.map(\.passage))
    #expect(hits.map(\.hit.rank) == [1, 2, 3])
  }

  @Test func formsAreShownAsDocumentsWriteThem() async throws {
    let index = try await folder().open()
    #expect(try index.writtenForm(of: "khmeimim") == "Khmeimim")
    #expect(try index.writtenForm(of: "nothing") == nil)
    #expect(try index.completions(of: "base Kh").map(\.query) == ["base Khmeimim"])
    #expect(try index.completions(of: "").isEmpty)
    #expect(try index.completions(of: "base ").isEmpty)
  }

  @Test func copiesAreTheSameOrNearly() async throws {
    let words = (0..<300).map { "word\($0)" }
    var changed = words
    changed[150] = "other"
    let folder = try await TestFolder(indexing: [
      TestDocument("one", words.joined(separator: " ")),
      TestDocument("two", words.joined(separator: "  ")),
      TestDocument("three", changed.joined(separator: " ")),
      TestDocument("four", "word1 word2 and nothing else"),
    ])
    let index = try folder.open()
    let hit = try #require(try index.search("id:one").hits.first)
    let copies = try index.copies(of: try #require(try index.key(of: hit)))
    #expect(copies.map(\.isSame) == [true, false])
  }

  @Test func base64IsReadInOneWayOnly() {
    for text in ["", "a", "ab", "abc", "حميميم", String(repeating: "x", count: 200)] {
      let coded = Base64URL.encoded(Array(text.utf8))
      #expect(Base64URL.decoded(coded) == Array(text.utf8))
    }
    for text in ["A", "AB", "AAB", "a+b/", "AA=="] { #expect(Base64URL.decoded(text) == nil) }
  }
}
