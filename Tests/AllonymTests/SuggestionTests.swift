// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Testing

/// What is offered where nothing is found.
@Suite struct SuggestionTests {
  static let documents = [
    TestDocument("en", "The pelican rests at Hmeimim, a base near Latakia.", lang: "en"),
    TestDocument("ru", "Пеликан отдыхает на базе Хмеймим, привет Тартусу.", lang: "ru"),
    TestDocument("ar", "البجع في قاعدة حميميم قرب اللاذقية مرحبا", lang: "ar"),
    TestDocument("long", "A heron waits by the harbour, far away from any pelicans.", lang: "en"),
  ]

  static func suggestions(
    _ query: String, in folder: TestFolder
  ) throws -> [String] {
    var options = SearchOptions()
    options.spellings = .off
    return try folder.open().search(query, options: options).suggestions.map(\.query)
  }

  @Test(arguments: [
    ("pelicna", "pelican"), ("pelcan", "pelican"), ("peliccan", "pelican"), ("pelikan", "pelican"),
    ("harbuor", "harbour"), ("hebron", "heron"), ("пелекан", "пеликан"), ("хмеймм", "хмеймим"),
    ("حميمم", "حميميم"), ("hraobur", "harbour"), ("ghbdtn", "привет"), ("[vtqvbv", "хмеймим"),
    ("руддщ harbuor", "руддщ harbour"), ("зудшсфт", "pelican"), ("lvnf", nil),
    ("\"harbour heron\"", "harbour heron"), ("harbour AND latakia", "harbour latakia"),
    ("harbour NEAR/2 heron", "harbour heron"), ("+harbour +latakia", "harbour latakia"),
    ("latakia lang:ru", "latakia"), ("harbour AND xyzzyxyzzy", "harbour"),
    ("the pelicna", "the pelican"), ("\"base naer latakia\"", "\"base near latakia\""),
    ("xyzzyxyzzy", nil), ("1845", nil), ("title:pelican", "pelican"),
  ])
  func theNearestIsOffered(query: String, expected: String?) async throws {
    let folder = try await TestFolder(indexing: Self.documents)
    #expect(try Self.suggestions(query, in: folder).first == expected, "\(query)")
  }

  @Test(arguments: ["pelican", "pelicans heron", "\"pelican rests\"", "lang:en", "pel*"])
  func nothingIsOfferedWhereAllIsFound(query: String) async throws {
    let folder = try await TestFolder(indexing: Self.documents)
    #expect(try Self.suggestions(query, in: folder).isEmpty)
  }

  @Test func anUnknownWordBesideOthersIsReported() async throws {
    let folder = try await TestFolder(indexing: Self.documents)
    var options = SearchOptions()
    options.spellings = .off
    let result = try folder.open().search("heron harbuor", options: options)
    #expect(result.total == 1)
    #expect(result.suggestions.first?.query == "heron harbour")
    #expect(result.suggestions.first?.documents == 1)
  }

  @Test func suggestionsCanBeLeftOut() async throws {
    let folder = try await TestFolder(indexing: Self.documents)
    var options = SearchOptions()
    options.suggests = false
    #expect(try folder.open().search("pelicna", options: options).suggestions.isEmpty)
  }
}
