// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Testing

/// A query and the ids of what it finds, sorted.
struct Finding: CustomTestStringConvertible, Sendable {
  let query: String
  let ids: [String]

  init(_ query: String, _ ids: String...) {
    self.query = query
    self.ids = ids
  }

  var testDescription: String { query.debugDescription }
}

@Suite struct SearchTests {
  /// One index for all rows: a folder named `archive` with the documents below.
  static let folder = Task {
    let folder = try TestFolder()
    try folder.write(
      "archive/docs.jsonl",
      [
        TestDocument(
          "en-1", "The pelican and the heron by the old harbour", title: "Water birds",
          date: "2024-01-15", lang: "en"),
        TestDocument(
          "en-2", "A pelican alone. Harbours are closed", title: "Winter", date: "2024-06-30",
          lang: "en"),
        TestDocument(
          "en-3", "Ahmad al-Sharaa spoke in O\u{2019}Brien Café, said Dr. Müller", title: "Speech",
          date: "2025-02-01", lang: "en"),
        TestDocument("En-4", "Granite quarries", title: "Pelican stone", date: "2023-12-31"),
        TestDocument("ru-1", "Тёмный лес у Тартуса", title: "Лес", date: "2024-06-01", lang: "ru"),
        TestDocument("ar-1", "زار الرئيسُ المدينـة", title: "زيارة", lang: "ar"),
      ].map(\.line).joined())
    try folder.write("archive/notes.txt", "granite 2024\n")
    try await folder.build()
    return folder
  }

  static func check(_ row: Finding, exact: Bool = false) async throws {
    #expect(try await folder.value.found(row.query, exact: exact).sorted() == row.ids)
  }

  @Test(
    "Operators find what they say",
    arguments: [
      Finding("pelican", "En-4", "en-1", "en-2"),
      Finding("pelican AND heron", "en-1"),
      Finding("pelican && heron", "en-1"),
      Finding("heron OR granite", "En-4", "en-1", "notes.txt"),
      Finding("heron granite", "En-4", "en-1", "notes.txt"),
      Finding("pelican NOT heron", "En-4", "en-2"),
      Finding("pelican -heron", "En-4", "en-2"),
      Finding("pelican AND NOT heron", "En-4", "en-2"),
      Finding("+pelican granite", "En-4", "en-1", "en-2"),
      Finding("+pelican +granite", "En-4"),
      Finding("(heron OR granite) AND pelican", "En-4", "en-1"),
      Finding("heron OR (granite AND quarries)", "En-4", "en-1"),
      Finding("pelican -(heron OR granite)", "en-2"),
      Finding("-pelican", "ar-1", "en-3", "notes.txt", "ru-1"),
      Finding("NOT pelican NOT granite", "ar-1", "en-3", "ru-1"),
      Finding("-pelican lang:en", "en-3"),
      Finding("unheardof"),
      Finding("pelican AND unheardof"),
      Finding("pelican -unheardof", "En-4", "en-1", "en-2"),
    ])
  func operators(_ row: Finding) async throws { try await Self.check(row) }

  @Test(
    "Phrases and NEAR look at the places of words",
    arguments: [
      Finding("\"old harbour\"", "en-1"),
      Finding("\"harbour old\""),
      Finding("“pelican alone”", "en-2"),
      Finding("\"pelican heron\""),
      Finding("pelican NEAR/2 heron"),
      Finding("pelican NEAR/3 heron", "en-1"),
      Finding("heron NEAR/3 pelican", "en-1"),
      Finding("\"unheardof pelican\""),
      Finding("\"birds the pelican\""),
      Finding("title:\"water birds\"", "en-1"),
      Finding("pelican NEAR (heron OR alone)", "en-1", "en-2"),
    ])
  func places(_ row: Finding) async throws { try await Self.check(row) }

  @Test(
    "Fields restrict the search",
    arguments: [
      Finding("title:pelican", "En-4"),
      Finding("title:(pelican OR winter)", "En-4", "en-2"),
      Finding("title:harbour"),
      Finding("TITLE:pelican", "En-4"),
      Finding("path:archive AND granite", "En-4", "notes.txt"),
      Finding("+path:notes granite", "notes.txt"),
      Finding("+path:note* granite", "notes.txt"),
      Finding("path:arch* AND granite", "En-4", "notes.txt"),
      Finding("title:pel*", "En-4"),
      Finding("title:harb*"),
      Finding("path:zzz* AND granite"),
      Finding("type:txt", "notes.txt"),
      Finding("type:TXT", "notes.txt"),
      Finding("type:html"),
      Finding("lang:ru", "ru-1"),
      Finding("lang:ru lang:ar", "ar-1", "ru-1"),
      Finding("id:en-1", "en-1"),
      Finding("id:EN-1"),
      Finding("id:En-4", "En-4"),
      Finding("id:en-*", "en-1", "en-2", "en-3"),
      Finding("pelican date:2024", "en-1", "en-2"),
      Finding("date:2024-06", "en-2", "ru-1"),
      Finding("date:2024-06-30", "en-2"),
      Finding("date:2024-02..2024-06", "en-2", "ru-1"),
      Finding("date:2023-12-31..2024-01-15", "En-4", "en-1"),
      Finding("date:..2023", "En-4"),
      Finding("date:>=2025", "en-3"),
      Finding("date:>2024-06-30", "en-3"),
      Finding("date:<2024", "En-4"),
      Finding("pelican -date:2024", "En-4"),
    ])
  func fields(_ row: Finding) async throws { try await Self.check(row) }

  @Test(
    "Prefixes and modes choose the forms",
    arguments: [
      Finding("harbour", "en-1", "en-2"),
      Finding("=harbour", "en-1"),
      Finding("=harbours", "en-2"),
      Finding("=\"old harbours\""),
      Finding("\"old harbours\"", "en-1"),
      Finding("harb*", "en-1", "en-2"),
      Finding("HARB*", "en-1", "en-2"),
      Finding("gran* quar*", "En-4", "notes.txt"),
      Finding("zzz*"),
      Finding("pelican AND zzz*"),
      Finding("zzz* NEAR pelican"),
      Finding("2024", "notes.txt"),
    ])
  func forms(_ row: Finding) async throws { try await Self.check(row) }

  @Test func exactSearchFindsWordsAsTypedOnly() async throws {
    try await Self.check(Finding("harbour", "en-1"), exact: true)
    try await Self.check(Finding("\"are closed\" harbours", "en-2"), exact: true)
    try await Self.check(Finding("\"old harbours\""), exact: true)
    try await Self.check(Finding("harb*", "en-1", "en-2"), exact: true)
  }

  @Test(
    "Capitals, accents, apostrophes, marks and articles never change a result",
    arguments: [
      [
        "al-Sharaa", "Al Sharaa", "AL-SHARAA", "Sharaa", "al\u{2011}Sharaa", "al–Sharaa",
        "\u{202B}al-Sharaa\u{202C}", "\"Ahmad al-Sharaa\"", "\"Ahmad Sharaa\"",
        "\"AHMAD AL SHARAA\"", "Ahmad-al-Sharaa", "Áhmad AND al-Sharaa", "Ahmad NEAR/1 Sharaa",
      ],
      ["O'Brien", "O’Brien", "OʼBrien", "OBrien", "o`brien", "\"in O'Brien\"", "O‘BRIEN"],
      ["Café", "cafe", "CAFÉ", "Cafe\u{301}", "ｃａｆｅ", "\"cafe said\""],
      ["Müller", "muller", "MÜLLER", "Mu\u{308}ller"],
    ])
  func writing(_ queries: [String]) async throws {
    for query in queries { try await Self.check(Finding(query, "en-3")) }
  }

  @Test(
    "Marks and forms of Russian and Arabic letters never change a result",
    arguments: [
      Finding("темный", "ru-1"), Finding("ТЁМНЫЙ", "ru-1"), Finding("те\u{301}мный", "ru-1"),
      Finding("=Лес", "ru-1"), Finding("Тартус", "ru-1"), Finding("тартус", "ru-1"),
      Finding("المدينة", "ar-1"), Finding("المدينه", "ar-1"), Finding("الرئيس", "ar-1"),
      Finding("الرَّئِيس", "ar-1"),
    ])
  func marks(_ row: Finding) async throws { try await Self.check(row) }

  @Test(
    "What holds no word is left out and told",
    arguments: [
      "pelican ʿ", "ʿ pelican", "pelican AND ʿ", "+pelican +½", "pelican ـ -ʿ", "pelican \"½\"",
    ])
  func emptyWords(_ query: String) async throws {
    let result = try await Self.folder.value.open().search(query)
    #expect(Set(result.hits.compactMap(\.id)) == ["en-1", "en-2", "En-4"])
    #expect(!result.notes.isEmpty)
  }

  @Test(
    "A query without a word is refused",
    arguments: ["ʿ", "½", "ـ", "ʿ OR ½", "NOT ʿ", "\"ʿ\"", "", " \n", "*"])
  func noWords(_ query: String) async throws {
    let index = try await Self.folder.value.open()
    #expect(throws: QueryError.self) { try index.search(query) }
  }

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
    let index = try await Self.folder.value.open()
    let result = try index.search("pelican harbour -granite", options: options)
    let explanation = try #require(result.explanation)
    #expect(explanation.reading == "(pelican harbour -granite)")
    #expect(explanation.xapianQuery.contains("pelican"))
    #expect(result.groups.map(\.word) == ["pelican", "harbour"])
    let weights = try #require(result.hits.first?.weights)
    #expect(Set(weights.keys) == ["pelican", "harbour"])
    #expect(try index.search("pelican").explanation == nil)
  }

  @Test func groupsTellTheFormsAndTheirDocuments() async throws {
    let index = try await Self.folder.value.open()
    let group = try #require(try index.search("Harbours").groups.first)
    #expect(group.word == "Harbours")
    #expect(group.range == 0..<8)
    let forms = group.forms.prefix(2)
    #expect(forms.map(\.form) == ["harbours", "harbour"])
    #expect(forms.map(\.kind) == [.exact, .inflection])
    #expect(forms.map(\.documents) == [1, 1])
    let words = try index.spellings(of: "Ahmad al-Sharaa")
    #expect(words.map(\.word) == ["Ahmad", "al-Sharaa"])
    #expect(words.map(\.forms.first?.form) == ["ahmad", "sharaa"])
  }
}
