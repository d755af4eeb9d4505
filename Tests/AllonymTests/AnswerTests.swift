// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Testing

/// The order of hits, and what an answer tells besides them.
@Suite struct AnswerTests {
  @Test func documentsWithAllWordsComeFirst() async throws {
    let folder = try await TestFolder(indexing: [
      TestDocument("rare", "quagga quagga quagga"),
      TestDocument(
        "both", "quagga among " + String(repeating: "many other animals ", count: 40) + "horse"),
      TestDocument("common", "horse horse horse"),
      TestDocument("neither", "zebra"),
    ])
    let found = try folder.found("quagga horse")
    #expect(found.first == "both")
    #expect(Set(found) == ["both", "rare", "common"])
  }

  @Test func theExactSpellingRanksFirstAmongEquals() async throws {
    let folder = try await TestFolder(indexing: [
      TestDocument("plural", "harbours at night"), TestDocument("single", "harbour at night"),
    ])
    #expect(try folder.found("harbour") == ["single", "plural"])
    #expect(try folder.found("harbours") == ["plural", "single"])
  }

  @Test func matchesInTheTitleCountMore() async throws {
    let folder = try await TestFolder(indexing: [
      TestDocument("body", "pelican over water", title: "heron"),
      TestDocument("title", "heron over water", title: "pelican"),
    ])
    #expect(try folder.found("pelican") == ["title", "body"])
  }

  @Test func pagesOfHitsFollowEachOther() async throws {
    let folder = try await TestFolder(
      indexing: (0..<25).map { TestDocument("d\($0)", "pelican \($0)") })
    let index = try folder.open()
    var options = SearchOptions()
    var ids: [String] = []
    for offset in [0, 10, 20, 30] {
      options.offset = offset
      let page = try index.search("pelican", options: options)
      #expect(page.total == 25)
      #expect(page.hits.map(\.rank) == Array(offset..<offset + page.hits.count).map { $0 + 1 })
      ids += page.hits.compactMap(\.id)
    }
    #expect(ids.count == 25)
    #expect(Set(ids).count == 25)
    options.offset = 0
    options.limit = 0
    #expect(try index.search("pelican", options: options).total == 25)
  }

  @Test func anAnswerCanBeExplained() async throws {
    var options = SearchOptions()
    options.explain = true
    let index = try await SearchTests.folder.value.open()
    let result = try index.search("pelican harbour -granite", options: options)
    let explanation = try #require(result.explanation)
    #expect(explanation.reading == "(pelican harbour -granite)")
    #expect(explanation.xapianQuery.contains("pelican"))
    #expect(result.expansions.map(\.word) == ["pelican", "harbour"])
    let weights = try #require(result.hits.first?.weights)
    #expect(Set(weights.keys) == ["pelican", "harbour"])
    #expect(try index.search("pelican").explanation == nil)
  }

  @Test func groupsTellTheFormsAndTheirDocuments() async throws {
    let index = try await SearchTests.folder.value.open()
    let expansion = try #require(try index.search("Harbours").expansions.first)
    #expect(expansion.word == "Harbours")
    #expect(expansion.range == 0..<8)
    let forms = expansion.forms.prefix(2)
    #expect(forms.map(\.form) == ["harbours", "harbour"])
    #expect(forms.map(\.kind) == [.exact, .inflection])
    #expect(forms.map(\.documents) == [1, 1])
    let words = try index.spellings(of: "Ahmad al-Sharaa")
    #expect(words.map(\.word) == ["Ahmad", "al-Sharaa"])
    #expect(words.map(\.forms.first?.form) == ["ahmad", "sharaa"])
  }
}
