// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Testing

/// Compound names in their spellings: solid, apart, and in other scripts, alone and in longer phrases.
@Suite struct CompoundSpellingTests {
  static let sets = [
    [
      "Abdulrahman", "Abd al-Rahman", "Abdel Rahman", "Abd ar-Rahman", "Abdurrahman", "عبد الرحمن",
      "عبدالرحمن", "Абд ар-Рахман", "Абдуррахман",
    ],
    ["Abu Kamal", "Albukamal", "Abukamal", "أبو كمال", "البوكمال", "Абу-Камаль"],
    ["Deir ez-Zor", "Dayr al-Zawr", "Deirezzor", "دير الزور", "Дейр-эз-Зор"],
  ]
  static let others = ["Abd al-Karim", "Abu Bakr", "Deir Hafir", "عبد الكريم", "أبو بكر"]

  private static func folder(_ set: [String], after: [String] = [""]) async throws -> TestFolder {
    let names = set + others
    return try await TestFolder(
      indexing: names.enumerated().map { number, name in
        TestDocument(name, "They met \(name) \(after[number % after.count]) at noon.")
      })
  }

  private static func found(_ query: String, in index: SearchIndex) throws -> Set<String> {
    var options = SearchOptions()
    options.limit = 100
    return Set(try index.search(query, options: options).hits.compactMap(\.id))
  }

  @Test(arguments: sets)
  func everyWayToWriteFindsEveryOther(set: [String]) async throws {
    let index = try await Self.folder(set).open()
    for name in set {
      for query in ["\"\(name)\"", name.contains(" ") ? "\"\(name)\"" : name] {
        let found = try Self.found(query, in: index)
        #expect(found.isSuperset(of: set), "\(query) misses \(Set(set).subtracting(found))")
        #expect(found.isDisjoint(with: Self.others), "\(query) finds \(found)")
      }
      let plain = try Self.found(name, in: index)
      #expect(plain.isSuperset(of: set), "\(name) misses \(Set(set).subtracting(plain))")
    }
  }

  @Test func insideLongerPhrasesToo() async throws {
    let names = [
      "Abdulrahman al-Sudais", "Abd ar-Rahman as-Sudais", "Abdel Rahman el Sudais",
      "عبد الرحمن السديس", "Абд ар-Рахман ас-Судаис",
    ]
    let folder = try await TestFolder(
      indexing: names.map { TestDocument($0, "Sheikh \($0) spoke.") } + [
        TestDocument("other", "Abd al-Rahman spoke to al-Sudais.")
      ])
    let index = try folder.open()
    for name in names {
      #expect(try Self.found("\"\(name)\"", in: index) == Set(names), "\(name)")
    }
  }
}
