// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Spelling
import Testing
import Xapian

@Suite("After updates, what is found and counted is what a rebuild finds and counts")
struct UpdateVocabularyTests {
  private static let names = """
    hmeimim khmeimim humaymim hmeymim хмеймим хмеймиме حميميم tartus tartous тартус тартусе طرطوس والطرطوس assad asad \
    асад асада الأسد للأسد sharaa shara shar al-shara шараа الشرع والشرع turkey turki турция турции تركيا kerry керри \
    كيري walk walks walking walked мари мария марии москва москве moscow moskva القذافي gaddafi qaddafi qadhafi каддафи
    """.split(separator: " ").map(String.init)

  @Test("of random changes", arguments: [1, 2] as [UInt64])
  func random(seed: UInt64) async throws {
    var random = SeededRandom(seed: seed)
    let folder = try TestFolder()
    for number in 0..<40 { try folder.write("\(number).txt", Self.text(using: &random)) }
    try await folder.build()
    for _ in 0..<3 {
      for number in Set((0..<8).map { _ in Int.random(in: 0..<48, using: &random) }) {
        if Bool.random(using: &random) {
          try folder.write("\(number).txt", Self.text(using: &random))
        } else {
          try? folder.remove("\(number).txt")
        }
      }
      try await folder.update()
      let rebuilt = IndexDirectory(path: folder.path + "/rebuilt")
      _ = try await IndexBuilder(index: rebuilt, sources: [folder.documents]).build()
      try Self.compare(folder.index, rebuilt)
    }
  }

  @Test("where a name gives way to another spelling of it")
  func replaced() async throws {
    let folder = try TestFolder()
    for number in 0..<200 { try folder.write("a\(number).txt", "Hmeimim base number \(number)") }
    for number in 0..<3 { try folder.write("k\(number).txt", "Khmeimim port \(number)") }
    try await folder.build()
    for number in 0..<200 { try folder.remove("a\(number).txt") }
    for number in 10..<60 { try folder.write("k\(number).txt", "Khmeimim port \(number)") }
    try await folder.update()
    let forms = try folder.open().spellings(of: "Humaymim").flatMap(\.forms)
    #expect(forms.map(\.form) == ["humaymim", "khmeimim"])
    #expect(forms.map(\.documents) == [0, 53])
  }

  @Test("also for a reader that was there before")
  func reader() async throws {
    let folder = try TestFolder()
    for number in 0..<30 { try folder.write("\(number).txt", "Hmeimim base number \(number)") }
    try await folder.build()
    let early = try folder.open()
    for round in 0..<4 {
      for number in 0..<6 { try folder.write("\(round * 6 + number).txt", "Khmeimim \(round)") }
      try await folder.update()
      let now = try folder.open()
      #expect(
        try now.spellings(of: "Khmeimim").flatMap(\.forms).first?.documents == (round + 1) * 6)
      // What it sees is one state of the index, of which its counts are.
      let result = try early.search("=khmeimim")
      #expect(result.total % 6 == 0 && result.total <= (round + 1) * 6)
    }
  }

  private static func text(using random: inout SeededRandom) -> String {
    (0..<Int.random(in: 1...40, using: &random)).map { _ in
      let word = names[Int.random(in: 0..<names.count, using: &random)]
      switch Int.random(in: 0..<8, using: &random) {
      case 0: return word.capitalized
      case 1: return syllables(using: &random)
      case 2: return word + "."
      default: return word
      }
    }.joined(separator: " ")
  }

  /// A word that is new as a rule, and may be near to one of the names.
  private static func syllables(using random: inout SeededRandom) -> String {
    let parts = [
      "ta", "rt", "us", "as", "ad", "sha", "ra", "me", "im", "та", "рт", "ус", "ас", "шар", "ال",
      "شر", "ع",
    ]
    return (0..<Int.random(in: 2...4, using: &random)).map { _ in
      parts[Int.random(in: 0..<parts.count, using: &random)]
    }.joined()
  }

  private static func compare(_ updated: IndexDirectory, _ rebuilt: IndexDirectory) throws {
    let (one, other) = (try SearchIndex(updated), try SearchIndex(rebuilt))
    #expect(try one.statistics().words == other.statistics().words)
    let files = try [updated, rebuilt].map {
      try Vocabulary(path: $0.currentGeneration().vocabularyPath)
    }
    #expect(files[0].count == files[1].count)
    for index in 0..<files[1].count {
      #expect(files[0].form(at: index) == files[1].form(at: index))
      #expect(files[0].frequency(at: index) == files[1].frequency(at: index))
      #expect(files[0].capitalShare(at: index) == files[1].capitalShare(at: index))
    }
    for name in names {
      for wide in [false, true] {
        #expect(
          try one.spellings(of: name, wide: wide) == other.spellings(of: name, wide: wide))
      }
      let found = try [one, other].map { index in
        var options = SearchOptions()
        options.limit = 100
        let result = try index.search(name, options: options)
        return (result.total, Set(result.hits.map { "\($0.path) \(Int($0.score * 1e6))" }))
      }
      #expect(found[0] == found[1])
    }
  }
}

@Suite struct StaleVocabularyTests {
  @Test func aVocabularyWithTheStemsOfAnotherXapianIsMadeAnew() async throws {
    let folder = try TestFolder()
    try folder.write("a.txt", "Hmeimim base")
    try await folder.build()
    let path = URL(filePath: try folder.index.currentGeneration().vocabularyPath)
    let whole = try Data(contentsOf: path)
    var other = whole
    let version = try #require(other.range(of: Data(" \(XapianLibrary.version) ".utf8)))
    other[version.lowerBound + 1] = UInt8(ascii: "0")
    try other.write(to: path)
    let finding = try IndexCheck(folder.index).findings().first { $0.part == "vocabulary" }
    #expect(finding?.isSound == false)
    #expect(try folder.found("base") == ["a.txt"])
    #expect(try Data(contentsOf: path) == whole)
  }
}
