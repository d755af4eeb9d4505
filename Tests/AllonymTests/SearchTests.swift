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
}
