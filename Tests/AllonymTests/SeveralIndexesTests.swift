// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing

/// Documents divided among three indexes are found as in one index of all of them.
@Suite struct SeveralIndexesTests {
  /// The documents in one index, and each third of them in an index of its own.
  private struct Archive {
    let folder: TestFolder
    let whole: IndexDirectory
    let parts: [IndexDirectory]

    func open() throws -> (SearchIndex, SearchIndex) {
      (try SearchIndex(whole), try SearchIndex(parts))
    }
  }

  private static let names = [
    "Tartus", "Tartous", "Тартус", "طرطوس", "Khmeimim", "Hmeimim", "Хмеймим", "حميميم", "Ahmad",
    "Ahmed", "أحمد", "Ахмад", "al-Sharaa", "Shara", "الشرع", "Abdulrahman", "Abdul Rahman",
  ]
  private static let words = [
    "harbour", "harbours", "pelican", "heron", "granite", "base", "old", "the", "of", "ship",
    "порт",
    "порту", "корабль", "ميناء", "سفينة", "1999", "3,000", "Su-27",
  ]

  private static let archive = Task { try await makeArchive() }

  private static func makeArchive() async throws -> Archive {
    let folder = try TestFolder()
    var random = SeededRandom(seed: 21)
    let all = names + names + words
    func text() -> String {
      (0..<Int.random(in: 4...40, using: &random)).map { _ in
        all[Int.random(in: 0..<all.count, using: &random)]
      }.joined(separator: " ")
    }
    for part in ["a", "b", "c"] {
      for number in 0..<40 { try folder.write("\(part)/\(number).txt", text()) }
      let lines = (0..<60).map { number in
        TestDocument(
          "\(part)-\(number)", number % 9 == 0 ? "the same text of a ship in Tartus" : text(),
          title: names[number % names.count], date: "202\(number % 5)-0\(number % 8 + 1)-11",
          lang: ["en", "ru", "ar"][number % 3]
        ).line
      }
      try folder.write("\(part)/lines.jsonl", lines.joined())
    }
    func index(_ name: String, of sources: [String]) async throws -> IndexDirectory {
      let index = IndexDirectory(path: "\(folder.path)/\(name)")
      try await IndexBuilder(index: index, sources: sources).build()
      return index
    }
    var parts: [IndexDirectory] = []
    for part in ["a", "b", "c"] {
      parts.append(try await index("part-\(part)", of: ["\(folder.documents)/\(part)"]))
    }
    return Archive(
      folder: folder, whole: try await index("whole", of: [folder.documents]), parts: parts)
  }

  /// Queries of all kinds, each way of combining words some times.
  private static var queries: [String] {
    var random = SeededRandom(seed: 7)
    func word() -> String {
      let all = names + words
      return all[Int.random(in: 0..<all.count, using: &random)]
    }
    var queries = names + words + ["tar*", "*our", "h?ron", "~Tartus", "=Ahmad", "title:Tartus"]
    for _ in 0..<12 {
      queries += [
        "\(word()) \(word())", "\"\(word()) \(word())\"",
        "\(words[Int.random(in: 0..<7, using: &random)]) NEAR/4 Tartus",
        "\(word()) AND \(word())", "\(word()) OR \(word())", "\(word()) -\(word())",
        "+\(word()) \(word()) \(word())", "\(word()) lang:ru", "\(word()) date:2021..2023",
        "\(word()) in:b", "title:\(word()) \(word())", "\(word()) path:lines",
      ]
    }
    return queries
  }

  private static func check(
    _ query: String, _ options: SearchOptions, _ whole: SearchIndex, _ parts: SearchIndex
  ) throws {
    let one = try whole.search(query, options: options)
    let several = try parts.search(query, options: options)
    #expect(one.total == several.total, "\(query)")
    #expect(one.texts == several.texts, "\(query)")
    #expect(one.withAllWords == several.withAllWords, "\(query)")
    #expect(one.expansions == several.expansions, "\(query)")
    #expect(one.facets == several.facets, "\(query)")
    #expect(one.notes == several.notes, "\(query)")
    func name(_ hit: Hit) -> String { "\(hit.path) \(hit.id ?? "") \(hit.duplicates)" }
    #expect(one.hits.map(name) == several.hits.map(name), "\(query)")
    #expect(zip(one.hits, several.hits).allSatisfy { abs($0.score - $1.score) <= 1e-9 }, "\(query)")
    #expect(one.hits.map(\.passage.text) == several.hits.map(\.passage.text), "\(query)")
    #expect(one.hits.map(\.matched) == several.hits.map(\.matched), "\(query)")
  }

  @Test func allQueriesFindTheSameInTheSameOrder() async throws {
    let (whole, parts) = try await Self.archive.value.open()
    var options = SearchOptions()
    options.limit = 1000
    options.countsForms = true
    options.facets = [.language, .year, .type]
    options.explain = true
    for query in Self.queries {
      var exact = options
      exact.explain = false
      try Self.check(query, exact, whole, parts)
      exact.exact = true
      try Self.check(query, exact, whole, parts)
    }
  }

  @Test func pagesAndQuickSearchesAreTheSame() async throws {
    let (whole, parts) = try await Self.archive.value.open()
    for query in Self.queries {
      var options = SearchOptions()
      options.offset = 10
      try Self.check(query, options, whole, parts)
      options = SearchOptions()
      options.groupsDuplicates = true
      try Self.check(query, options, whole, parts)
      options = SearchOptions()
      options.countsAll = false
      let hits = try [whole, parts].map { index in
        try index.search(query, options: options).hits.map { "\($0.path) \($0.id ?? "")" }
      }
      #expect(hits[0] == hits[1], "\(query)")
    }
  }

  @Test func sortedHitsAreTheSame() async throws {
    let (whole, parts) = try await Self.archive.value.open()
    for key in [ResultOrder.Key.date, .title, .language] {
      var options = SearchOptions()
      options.limit = 1000
      options.order = ResultOrder(key, isDescending: true)
      for query in Self.queries.prefix(80) {
        let hits = try [whole, parts].map { index in
          try index.search(query, options: options).hits.map {
            "\($0.date ?? "") \($0.path) \($0.id ?? "")"
          }
        }
        #expect(hits[0] == hits[1], "\(query) by \(key)")
      }
    }
  }

  @Test func spellingsDocumentsAndNumbersAreTheSame() async throws {
    let (whole, parts) = try await Self.archive.value.open()
    for name in Self.names {
      #expect(try whole.spellings(of: name, wide: true) == parts.spellings(of: name, wide: true))
    }
    let one = try whole.statistics()
    let several = try parts.statistics()
    #expect(one.documents == several.documents && one.words == several.words)
    #expect(abs(one.averageLength - several.averageLength) < 1e-9)
    #expect(one.languages == several.languages && one.textBytes == several.textBytes)
    let hit = try #require(try parts.search("Tartus").hits.first)
    let key = try #require(try parts.key(of: hit))
    #expect(try parts.document(key)?.stored.text == whole.document(key)?.stored.text)
    #expect(try parts.sources().count == 3)
    let archive = try await Self.archive.value
    #expect(try parts.files(below: archive.folder.documents + "/b").count == 41)
  }

  @Test func anIndexNamedTwiceIsRefused() async throws {
    let part = try await Self.archive.value.parts[0]
    #expect(throws: AllonymError.self) { try SearchIndex([part, part]) }
  }
}
