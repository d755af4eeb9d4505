// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Testing

@testable import Allonym

/// Countries and cities whose names are no spellings of each other.
@Suite struct PlaceNameTests {
  static let documents = [
    TestDocument("en", "The river rises near Cairo in Egypt."),
    TestDocument("ar", "في القاهرة عاصمة مصر"),
    TestDocument("ru", "В Каире прошли переговоры."),
    TestDocument("states", "Talks with the United States went on."),
    TestDocument("сша", "Переговоры с США продолжались."),
    TestDocument("al", "محادثات مع الولايات المتحدة"),
    TestDocument("none", "A state united by its river, نهر, река."),
  ]

  @Test(arguments: [
    ("Egypt", ["en", "ar"]), ("مصر", ["en", "ar"]), ("Египет", ["en", "ar"]),
    ("Cairo", ["en", "ar", "ru"]), ("القاهرة", ["en", "ar", "ru"]), ("Каир", ["en", "ar", "ru"]),
    ("\"United States\"", ["states", "сша", "al"]), ("США", ["states", "сша", "al"]),
    ("\"with the United States\"", ["states"]), ("\"عاصمة مصر\"", ["ar"]),
    ("=Egypt", ["en"]), ("\"الولايات المتحدة\"", ["states", "сша", "al"]),
  ])
  func aPlaceIsFoundUnderItsOtherNames(query: String, expected: [String]) async throws {
    let folder = try await TestFolder(indexing: Self.documents)
    let found = Set(try folder.open().search(query).hits.compactMap(\.id))
    #expect(found == Set(expected), "\(query) found \(found)")
    #expect(try folder.found(query).count <= 1, "--spellings off")
  }

  @Test func theAnswerTellsThatItIsAnotherName() async throws {
    let folder = try await TestFolder(indexing: Self.documents)
    let forms = try folder.open().search("Egypt").expansions[0].forms
    let name = try #require(forms.first { $0.form == "مصر" })
    #expect(name.kind == .alias)
    #expect(name.reason.hasPrefix("known as another name"))
  }

  @Test func aNameThatLooksALittleLikeAPlaceIsAnother() async throws {
    let folder = try await TestFolder(indexing: [
      TestDocument("name", "Ahmad al-Shara spoke to the press."),
      TestDocument("place", "The war in Syria went on."),
    ])
    for query in ["Shara", "~Shara", "\"Ahmad al-Shara\"", "Ahmad al-Shara"] {
      let hits = try folder.open().search(query).hits
      #expect(hits.compactMap(\.id) == ["name"], "\(query)")
    }
  }
}
