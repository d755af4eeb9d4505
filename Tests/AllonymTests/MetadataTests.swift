// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing

struct MetadataTests {
  private static let page = """
    <html lang="en"><head><title>TITLE</title><meta name="author" content="Anna Petrova">
    <link rel="canonical" href="https://news.example.org/a"></head>
    <body>The delegation arrived at the Hmeimim base on Sunday, and spoke of the port.</body></html>
    """

  private func folder() async throws -> TestFolder {
    let folder = try TestFolder()
    try folder.write("2024-03-05/page.html", Self.page)
    try folder.write("copy.html", Self.page.replacing("TITLE", with: "A copy"))
    try folder.write(
      "ru.txt", "Делегация прибыла на базу Хмеймим в воскресенье и говорила о порте.")
    try folder.write(
      "uk.txt", "Делегація прибула на базу Хмеймім у неділю та говорила про порт і місто.")
    try folder.write(
      "docs.jsonl",
      #"{"id":"1","text":"Words of a record","date":"2023-01-02","lang":"de","author":"Boris"}"#)
    try await folder.build()
    return folder
  }

  @Test("Author, host, type, date of the path and language of the text come with a hit")
  func hit() async throws {
    let index = try await folder().open()
    let hit = try #require(try index.search("title:TITLE").hits.first)
    #expect(hit.author == "Anna Petrova" && hit.host == "news.example.org" && hit.type == "html")
    #expect(hit.date == "20240305" && hit.language == "en")
    #expect(try index.search("lang:ru").hits.count == 1)
    #expect(try index.search("lang:uk").hits.count == 1)
    #expect(try index.search("lang:de").hits.first?.id == "1")
  }

  @Test(
    "Author and host can be searched for",
    arguments: [
      ("author:petrova", 2), ("author:\"Anna Petrova\"", 2), ("host:news.example.org", 2),
      ("host:example.org", 2), ("host:org", 0), ("author:boris", 1), ("type:html", 2),
    ])
  func fields(query: String, count: Int) async throws {
    #expect(try await folder().open().search(query).hits.count == count)
  }

  @Test("Documents with the same text are grouped when asked for, and flagged when not")
  func duplicates() async throws {
    let index = try await folder().open()
    var options = SearchOptions()
    // Делегация may pass for a spelling of it.
    options.spellings = .off
    #expect(try index.search("delegation", options: options).hits.count == 2)
    options.groupsDuplicates = true
    let result = try index.search("delegation", options: options)
    #expect(result.hits.map(\.duplicates) == [1] && result.total == 2)
  }

  @Test("Hits that share most of their text are reported")
  func nearly() async throws {
    let folder = try TestFolder()
    let words = (1...400).map { "word\($0 * 7919 % 1000)" }
    try folder.write("a.txt", words.joined(separator: " "))
    try folder.write("b.txt", (words.dropLast(4) + ["other", "end"]).joined(separator: " "))
    try folder.write("c.txt", words.reversed().joined(separator: " "))
    try await folder.build()
    let hits = try folder.open().search("\(words[0])").hits
    let pairs = hits.filter { $0.nearlySameAs != nil }
    #expect(hits.count == 3 && pairs.count == 1)
    #expect(pairs.first?.path.hasSuffix("c.txt") == false)
  }

  @Test(
    "Hits are sorted by what is asked for",
    arguments: [
      (ResultOrder(.title), "a copy"), (ResultOrder(.date), "words of a record"),
      (ResultOrder(.author, isDescending: true), "words of a record"),
      (ResultOrder(.type, isDescending: true), "делегац"),
    ])
  func order(order: ResultOrder, first: String) async throws {
    var options = SearchOptions()
    options.order = order
    let hits = try await folder().open().search(
      "type:html OR type:txt OR type:jsonl", options: options
    )
    .hits
    #expect(hits.count == 5)
    let expected = hits.first { $0.author != nil || order.key != .author }?.title.lowercased()
    #expect(expected?.hasPrefix(first) == true, "\(hits.map(\.title))")
  }

  @Test("Matches are counted by language, type and year")
  func facets() async throws {
    var options = SearchOptions()
    options.facets = [.language, .type, .year]
    options.limit = 1
    let result = try await folder().open()
      .search("type:html OR type:txt OR type:jsonl", options: options)
    func counts(_ number: Int) -> [String: Int] {
      Dictionary(
        uniqueKeysWithValues: result.facets[number].counts.map { ($0.value, $0.documents) })
    }
    #expect(counts(0) == ["en": 2, "ru": 1, "uk": 1, "de": 1])
    #expect(counts(1) == ["html": 2, "txt": 2, "jsonl": 1])
    #expect(counts(2) == ["2024": 1, "2023": 1])
  }
}
