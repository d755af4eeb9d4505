// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Testing

/// One query has one count, whatever the page, the order and the duplicates.
@Suite struct CountTests {
  /// Sixty documents with twenty texts in all, of which every third is longer, so that copies differ in rank.
  private static func folder() async throws -> TestFolder {
    let documents = (0..<60).map { number in
      let text = number % 20
      let padding = String(repeating: "reeds and water ", count: text)
      return TestDocument(
        "\(number)", "pelican \(text % 2 == 0 ? "heron " : "")\(padding)text\(text)",
        title: "paper \(number)", date: number % 4 == 0 ? "2024-0\(number % 9 + 1)-01" : nil,
        lang: number % 3 == 0 ? "de" : nil)
    }
    return try await TestFolder(indexing: documents)
  }

  @Test func theCountIsTheSameWhateverIsShown() async throws {
    let index = try await Self.folder().open()
    var options = SearchOptions()
    options.spellings = .off
    for query in ["pelican", "pelican heron", "heron", "pelican -heron", "\"pelican heron\""] {
      options.limit = 100
      options.groupsDuplicates = false
      let all = try index.search(query, options: options)
      let texts = Set(all.hits.map { (Int($0.id ?? "") ?? 0) % 20 }).count
      #expect(all.total == all.hits.count)
      #expect(all.texts == texts)
      for limit in [0, 1, 3, 10, 100] {
        for groups in [false, true] {
          for order in [nil, ResultOrder(.title), ResultOrder(.date, isDescending: true)] {
            options.limit = limit
            options.groupsDuplicates = groups
            options.order = order
            let result = try index.search(query, options: options)
            #expect(result.total == all.total && result.texts == texts, "\(query), \(limit)")
            if groups, limit == 100 { #expect(result.hits.count == texts) }
            if groups { #expect(result.hits.allSatisfy { $0.duplicates == 2 }) }
          }
        }
      }
    }
  }

  @Test func facetsCountEveryDocumentThatIsFound() async throws {
    let index = try await Self.folder().open()
    var options = SearchOptions()
    options.facets = Facet.allCases
    options.groupsDuplicates = true
    options.limit = 1
    let result = try index.search("heron", options: options)
    #expect(result.total == 30)
    for facet in result.facets {
      #expect(facet.counts.reduce(facet.without) { $0 + $1.documents } == 30, "\(facet)")
    }
    #expect(result.facets.first { $0.facet == .year }?.without == 15)
    #expect(result.facets.first { $0.facet == .author }?.without == 30)
  }

  @Test func foldersAreCountedAndFilteredBy() async throws {
    let folder = try TestFolder()
    for path in ["a.txt", "x/b.txt", "x/c.txt", "x/y/d.txt", "xy/e.txt"] {
      try folder.write(path, "pelican")
    }
    try folder.write("x/y/lines.jsonl", #"{"id":"a/b","text":"pelican"}"# + "\n")
    try await folder.build()
    let index = try folder.open()
    var options = SearchOptions()
    options.facets = [.folder]
    func counts() throws -> [String: Int] {
      let counts = try index.search("pelican", options: options).facets[0].counts
      return Dictionary(
        uniqueKeysWithValues: counts.map {
          (String($0.value.dropFirst(folder.documents.count)), $0.documents)
        })
    }
    #expect(try counts() == ["": 1, "/x": 2, "/x/y": 2, "/xy": 1])
    options.filters.values[.folder] = [folder.documents + "/x"]
    #expect(try counts() == ["/x": 2, "/x/y": 2])
    options.filters.values[.folder] = [folder.documents + "/x/y", folder.documents + "/xy"]
    #expect(try counts() == ["/x/y": 2, "/xy": 1])
  }

  @Test func formsAreCountedWithinWhatIsFound() async throws {
    let index = try await TestFolder(indexing: [
      TestDocument("a", "The harbour of Tartus", lang: "en"),
      TestDocument("b", "Two harbours of Tartus", lang: "en"),
      TestDocument("c", "Harbours", lang: "fr"),
      TestDocument("d", "In the Harbours of old", lang: "fr"),
    ]).open()
    var options = SearchOptions()
    options.spellings = .off
    options.countsForms = true
    func counts(_ query: String) throws -> [String: Int] {
      let group = try index.search(query, options: options).expansions.first {
        $0.word == "harbour"
      }
      let forms = try #require(group).forms.map { ($0.form, $0.matches ?? -1) }
      return Dictionary(uniqueKeysWithValues: forms)
    }
    #expect(try counts("harbour") == ["harbour": 1, "harbours": 3])
    #expect(try counts("harbour lang:en") == ["harbour": 1, "harbours": 1])
    #expect(try counts("harbour AND Tartus") == ["harbour": 1, "harbours": 1])
    #expect(try counts("harbour -lang:en") == ["harbour": 0, "harbours": 2])
    options.filters.values[.language] = ["en"]
    #expect(try counts("harbour") == ["harbour": 1, "harbours": 1])
    #expect(try index.search("harbour Tartus", options: options).withAllWords == 2)
    options.filters.values[.language] = ["fr"]
    #expect(try index.search("harbour Tartus", options: options).withAllWords == 0)
  }

  @Test func namesWrittenApartAreCountedWithinWhatIsFound() async throws {
    let index = try await TestFolder(indexing: [
      TestDocument("a", "Then Abdulrahman spoke.", lang: "en"),
      TestDocument("b", "Then Abd al-Rahman spoke.", lang: "en"),
      TestDocument("c", "Then Abd al-Rahman left.", lang: "fr"),
    ]).open()
    var options = SearchOptions()
    options.countsForms = true
    func matches() throws -> Int? {
      try index.search("Abdulrahman", options: options).expansions[0].forms
        .first { $0.form.contains(" ") }?.matches
    }
    #expect(try matches() == 2)
    options.filters.values[.language] = ["fr"]
    #expect(try matches() == 1)
  }

  @Test func aWordIsWrittenAsItMostlyIsWhateverThePage() async throws {
    let index = try await TestFolder(indexing: [
      TestDocument("a", "We met Tartuses in TARTUSES once."),
      TestDocument("b", "There we saw Tartuses."), TestDocument("c", "And Tartuses again."),
      TestDocument("d", "a tartus of stone"),
    ]).open()
    var options = SearchOptions()
    options.spellings = .off
    options.countsForms = true
    for offset in 0..<3 {
      options.offset = offset
      options.limit = 1
      let forms = try index.search("tartus", options: options).expansions[0].forms
      #expect(forms.first { $0.form == "tartuses" }?.written == "Tartuses")
    }
  }

  @Test(arguments: [
    ("pelican heron", 30 as Int?), ("pelican nothere", 0), ("pelican", nil),
    ("pelican lang:de", nil),
    ("pelican heron lang:de", 10), ("+pelican heron", 30), ("pelican AND heron", nil),
    ("\"pelican heron\"", nil), ("pelican heron -text0", 27),
  ])
  func documentsWithAllWordsAreCounted(query: String, count: Int?) async throws {
    let index = try await Self.folder().open()
    var options = SearchOptions()
    options.spellings = .off
    #expect(try index.search(query, options: options).withAllWords == count)
  }

  @Test func aHitSaysWhereItsFirstMatchStands() async throws {
    let folder = try TestFolder()
    try folder.write("letter.txt", "One line\nжёлтый and a second\n\nHere is a pelican, at last.\n")
    try await folder.build()
    var options = SearchOptions()
    options.showsText = true
    let hit = try #require(try folder.open().search("pelican", options: options).hits.first)
    #expect(hit.line == 4)
    let text = try #require(hit.text)
    let offset = try #require(hit.offset)
    #expect(Array(text.whole.utf8)[offset...].starts(with: "pelican".utf8))
    #expect(text.highlights == [offset..<offset + 7])
  }
}
