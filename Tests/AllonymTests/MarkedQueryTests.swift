// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Testing

/// Words of a query that are typed with accents, dots or vowel signs.
@Suite struct MarkedQueryTests {
  private static let texts = [
    "seselj": "Seselj spoke.", "шешель": "Шешель выступил.", "حميميم": "في حميميم",
    "muhammad": "Muhammad came.",
    "хрущев": "Хрущев приехал.", "other": "Nobody else came.",
  ]

  private static func index() async throws -> SearchIndex {
    try await TestFolder(
      indexing: texts.sorted { $0.key < $1.key }.map { TestDocument($0.key, $0.value) }
    ).open()
  }

  @Test(
    arguments: [
      ("Šešelj", ["seselj", "шешель"]), ("\"Šešelj\"", ["seselj", "шешель"]),
      ("=Šešelj", ["seselj"]), ("Ḥumaymīm", ["حميميم"]), ("مُحَمَّد", ["muhammad"]),
      ("Хрущёв", ["хрущев"]), ("=Хрущёв", ["хрущев"]),
    ])
  func aMarkedWordFindsItsFoldAndWhatItsMarksSay(query: String, ids: [String]) async throws {
    let found = try await Self.index().search(query).hits.compactMap(\.id)
    #expect(Set(found) == Set(ids))
  }

  @Test func theAnswerSaysHowMarksWereRead() async throws {
    let expansions = try await Self.index().spellings(of: "Šešelj and Seselj")
    let reasons = expansions.map { expansion in
      expansion.forms.first { $0.form == "шешель" }?.reason.hasPrefix("read as sheshelj")
    }
    #expect(reasons == [true, nil, false])
  }
}
