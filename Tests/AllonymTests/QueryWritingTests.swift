// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Testing

/// However a query is written, it finds the same; what holds no word is reported.
@Suite struct QueryWritingTests {
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
    for query in queries { try await SearchTests.check(Finding(query, "en-3")) }
  }

  @Test(
    "Marks and forms of Russian and Arabic letters never change a result",
    arguments: [
      Finding("темный", "ru-1"), Finding("ТЁМНЫЙ", "ru-1"), Finding("те\u{301}мный", "ru-1"),
      Finding("=Лес", "ru-1"), Finding("Тартус", "ru-1"), Finding("тартус", "ru-1"),
      Finding("المدينة", "ar-1"), Finding("المدينه", "ar-1"), Finding("الرئيس", "ar-1"),
      Finding("الرَّئِيس", "ar-1"),
    ])
  func marks(_ row: Finding) async throws { try await SearchTests.check(row) }

  @Test(
    "What holds no word is left out and told",
    arguments: [
      "pelican ʿ", "ʿ pelican", "pelican AND ʿ", "+pelican +½", "pelican ـ -ʿ", "pelican \"½\"",
    ])
  func emptyWords(_ query: String) async throws {
    let result = try await SearchTests.folder.value.open().search(query)
    #expect(Set(result.hits.compactMap(\.id)) == ["en-1", "en-2", "En-4"])
    #expect(!result.notes.isEmpty)
  }

  @Test(
    "A query without a word is refused",
    arguments: ["ʿ", "½", "ـ", "ʿ OR ½", "NOT ʿ", "\"ʿ\"", "", " \n", "*"])
  func noWords(_ query: String) async throws {
    let index = try await SearchTests.folder.value.open()
    #expect(throws: QueryError.self) { try index.search(query) }
  }
}
