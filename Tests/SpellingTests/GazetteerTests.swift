// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

@testable import Spelling

@Suite struct GazetteerTests {
  private static let kobane = NamedEntity(
    kind: .place, weight: 1, sourceCount: 2,
    names: [
      .init(script: .latin, spelling: 0, text: "kobane"),
      .init(script: .latin, spelling: 0, text: "kobani"),
      .init(script: .cyrillic, spelling: 0, text: "кобани"),
      .init(script: .arabic, spelling: 1, text: "عين عرب", article: .both),
      .init(script: .latin, spelling: 1, text: "ayn arab"),
    ])
  private static let omar = NamedEntity(
    kind: .person, weight: 3, sourceCount: 1,
    names: [
      .init(script: .latin, spelling: 0, text: "omar"),
      .init(script: .arabic, spelling: 0, text: "عمر"),
    ])
  private static let omarPlace = NamedEntity(
    kind: .place, weight: 1, sourceCount: 1,
    names: [
      .init(script: .latin, spelling: 0, text: "omar"),
      .init(script: .cyrillic, spelling: 0, text: "омар"),
    ])

  private func gazetteer(_ entities: [NamedEntity] = [kobane, omar, omarPlace]) throws -> Gazetteer
  {
    try Gazetteer(bytes: GazetteerFixture.encoded(entities))
  }

  @Test func aWordFindsTheEntitiesThatHaveItAsAName() throws {
    let table = try gazetteer()
    #expect(table.entities(named: "кобани") == [Self.kobane])
    #expect(table.entities(named: "omar") == [Self.omar, Self.omarPlace])
    #expect(table.entities(named: "oma").isEmpty)
    #expect(table.entities(named: "omara").isEmpty)
    #expect(table.entities(named: "").isEmpty)
  }

  @Test func aNameOfSeveralWordsIsFoundByItsFirst() throws {
    let table = try gazetteer()
    #expect(table.entities(withNameBeginningWith: "عين") == [Self.kobane])
    #expect(
      table.entities(withNameBeginningWith: "ayn").first?.names.last?.words == ["ayn", "arab"])
    #expect(table.entities(named: "عين").isEmpty)
    #expect(table.entities(withNameBeginningWith: "عرب").isEmpty)
  }

  @Test func spellingsAndOtherNamesAreKeptApart() {
    #expect(Self.kobane.spellings(of: "kobane").map(\.text) == ["kobani", "кобани"])
    #expect(Self.kobane.aliases(of: "kobane").map(\.text) == ["عين عرب", "ayn arab"])
    #expect(Self.kobane.spellings(of: "omar").isEmpty)
    #expect(Self.kobane.aliases(of: "omar").isEmpty)
  }

  @Test func aLargeTableFindsEachOfItsWords() throws {
    let entities = (0..<500).map { number in
      NamedEntity(
        kind: .body, weight: 1, sourceCount: 1,
        names: [
          .init(script: .latin, spelling: 0, text: Self.word(number, from: "a")),
          .init(script: .cyrillic, spelling: 0, text: Self.word(number, from: "а")),
        ])
    }
    let table = try gazetteer(entities)
    for (number, entity) in entities.enumerated() {
      #expect(table.entities(named: Self.word(number, from: "a")) == [entity])
      #expect(table.entities(named: Self.word(number, from: "а")) == [entity])
    }
  }

  /// A word for a number, in letters from a first one on.
  private static func word(_ number: Int, from first: Unicode.Scalar) -> String {
    let digits = [number % 8, number / 8 % 8, number / 64]
    return String(
      String.UnicodeScalarView(
        digits.map { Unicode.Scalar(first.value + UInt32($0)) ?? first }))
  }

  @Test func aDamagedFileIsRefusedWithASentence() throws {
    let sound = GazetteerFixture.encoded([Self.kobane, Self.omar])
    let path = FileManager.default.temporaryDirectory.appending(
      path: "gazetteer-\(UUID().uuidString)"
    ).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    func opened(_ bytes: [UInt8]) throws -> Gazetteer {
      try Data(bytes).write(to: URL(filePath: path))
      return try Gazetteer(path: path)
    }
    #expect(try opened(sound).entities(named: "omar") == [Self.omar])
    var changed = sound
    changed[sound.count - 9] ^= 1
    for bytes in [changed, Array(sound.dropLast(8)), Array("no table at all".utf8), []] {
      let error = #expect(throws: GazetteerError.self) { try opened(bytes) }
      #expect(error?.description.contains(path) == true)
      #expect(error?.description.contains("no table of known names, or is damaged") == true)
    }
    var later = sound
    later[8] = 9
    let error = #expect(throws: GazetteerError.self) { try opened(later) }
    #expect(error?.description.contains("has format 9") == true)
    #expect(throws: GazetteerError.self) { try Gazetteer(path: path + ".missing") }
  }

  @Test func changedBytesNeverLeadTheReaderAstray() throws {
    let sound = GazetteerFixture.encoded([Self.kobane, Self.omar, Self.omarPlace])
    var random = SystemRandomNumberGenerator()
    var opened = 0
    for _ in 0..<4000 {
      var bytes = sound
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: 24..<bytes.count, using: &random)] =
          [0, 0xff, 0x80, UInt8.random(in: 0...255, using: &random)].randomElement(using: &random)
          ?? 0
      }
      guard let table = try? Gazetteer(bytes: bytes) else { continue }
      opened += 1
      for word in ["omar", "عين", "кобани", "ayn", "x"] {
        for entity in table.entities(withNameBeginningWith: word) {
          #expect(entity.names.contains { $0.words.first.map(String.init) == word })
        }
      }
    }
    #expect(opened > 0)
  }

  @Test func theProgramKnowsNamesInAllScripts() throws {
    let table = try #require(Gazetteer.shared)
    let names = Set(
      table.entities(named: "damascus").flatMap { $0.spellings(of: "damascus") }.map(\.text))
    #expect(names.isSuperset(of: ["دمشق", "дамаск"]))
    #expect(table.entities(named: "حلب").contains { $0.kind == .place })
    #expect(table.entities(named: "путин").contains { $0.kind == .person })
  }
}
