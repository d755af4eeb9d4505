// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Testing

/// Letters and numbers that name a thing together: Su-27, S300, COVID-19.
@Suite struct DesignationTests {
  static let documents = [
    TestDocument("apart", "Three Su-27 fighters came."),
    TestDocument("solid", "Three Su27 fighters came."),
    TestDocument("russian", "Прилетели три Су-27."),
    TestDocument("russian solid", "Прилетели три Су27."),
    TestDocument("ordinal", "The 27th of March, and not by Su."),
    TestDocument("date", "Работает с 27 марта."),
    TestDocument("other", "Three Su-24 and Su24 fighters came."),
    TestDocument("missile", "An S-300 battery."),
    TestDocument("missile solid", "An S300 battery."),
    TestDocument("russian missile", "Комплекс С-300."),
    TestDocument("price", "Give su 300 more, as 300, so 300; is 300."),
  ]

  private static func found(_ query: String) async throws -> Set<String> {
    let index = try await TestFolder(indexing: documents).open()
    return Set(try index.search(query).hits.compactMap(\.id))
  }

  @Test(arguments: ["Su27", "su27", "Су27", "\"Su27\"", "\"three Su27\""])
  func writtenAsOneWordItIsFoundApartToo(query: String) async throws {
    let found = try await Self.found(query)
    #expect(found.isSuperset(of: ["apart", "solid"]), "\(found)")
    #expect(found.isDisjoint(with: ["ordinal", "date", "other"]), "\(found)")
    if !query.contains(" ") { #expect(found.isSuperset(of: ["russian", "russian solid"])) }
  }

  @Test(arguments: ["Su-27", "\"Su-27\"", "Су-27"])
  func writtenApartItIsFoundAsOneWordToo(query: String) async throws {
    let found = try await Self.found(query)
    #expect(found.isSuperset(of: ["apart", "solid", "russian", "russian solid"]), "\(found)")
    #expect(found.isDisjoint(with: ["ordinal", "other"]), "\(found)")
  }

  @Test(arguments: [
    ("S300", ["missile", "missile solid"]),
    ("\"S-300\"", ["missile", "missile solid", "russian missile"]),
    ("\"С-300\"", ["missile", "missile solid", "russian missile"]),
  ])
  func aLetterStandsForOneLetterOnly(query: String, expected: [String]) async throws {
    let found = try await Self.found(query)
    #expect(found.isSubset(of: expected), "\(found)")
    #expect(found.contains("missile") || found.contains("russian missile"))
    #expect(!found.contains("price"))
  }

  @Test func exactSearchTakesItAsWritten() async throws {
    #expect(try await Self.found("=Su27") == ["solid"])
    #expect(try await Self.found("=\"Su-27\"") == ["apart"])
  }
}
