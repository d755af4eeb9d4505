// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

/// Which spellings a search takes: `--spellings`, `~word`, `=word`, `--exact`, and the alias file.
@Suite struct SpellingOptionTests {
  private static func desk() throws -> Desk {
    let desk = try Desk()
    for (name, text) in [
      ("typed", "A ship lay in Tartus."), ("respelt", "A ship lay in Tartous."),
      ("russian", "Корабль стоит в Тартусе."), ("arabic", "سفينة في بطرطوس"),
      ("less", "A ship lay in Tartis."), ("other", "A ship lay in Homs."),
    ] { try desk.write("\(name).txt", text) }
    let outcome = try desk.run("index", "papers")
    guard outcome.code == 0 else { throw DeskError(outcome: outcome) }
    return desk
  }

  private static func found(_ outcome: Outcome) throws -> Set<String> {
    let paths = try outcome.output.split(separator: "\n").compactMap { line in
      let hit = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return hit?["path"] as? String
    }
    return Set(paths.map { URL(filePath: $0).deletingPathExtension().lastPathComponent })
  }

  private static let sure: Set = ["typed", "respelt", "russian", "arabic"]
  private static let wide = sure.union(["less"])

  private static let cases: [(arguments: String, expected: Set<String>)] = [
    ("Tartus", sure), ("--spellings strict Tartus", sure), ("--spellings wide Tartus", wide),
    ("~Tartus", wide), ("--spellings off Tartus", ["typed"]), ("--spellings off ~Tartus", wide),
    ("=Tartus", ["typed"]), ("--spellings wide =Tartus", ["typed"]), ("--exact Tartus", ["typed"]),
    ("--exact Тартусе", ["russian"]), ("=Тартус", []), ("--spellings off Тартус", ["russian"]),
    ("=Tartus OR =Tartous", ["typed", "respelt"]),
  ]

  @Test(arguments: cases)
  func aWordFindsWhatItIsToldTo(arguments: String, expected: Set<String>) throws {
    let desk = try Self.desk()
    let outcome = try withExtendedLifetime(desk) {
      try desk.program.run(
        ["search", "--jsonl"] + arguments.split(separator: " ").map(String.init))
    }
    #expect(try Self.found(outcome) == expected, "\(arguments)")
    #expect(outcome.code == (expected.isEmpty ? 1 : 0))
  }

  @Test func anUnknownKindOfSpellingsIsRefused() throws {
    let outcome = try Self.desk().run("search", "--spellings", "loose", "Tartus")
    #expect(outcome.code == 2)
    #expect(outcome.messages.contains("strict"))
  }

  @Test func aBrokenLineOfAliasesIsReportedOnce() throws {
    let desk = try Self.desk()
    try Data("Homs\tEmesa\nlonely\n".utf8).write(
      to: URL(filePath: "\(desk.path)/index/aliases.tsv"))
    let outcome = try desk.run("search", "--jsonl", "Emesa")
    #expect(try Self.found(outcome) == ["other"])
    #expect(outcome.messages.split(separator: "\n").count == 1)
    #expect(outcome.message.contains("aliases.tsv, line 2: "))
    try Data("Emesa\nEmesa\n".utf8).write(to: URL(filePath: "\(desk.path)/queries.txt"))
    let batch = try desk.run("search", "--batch", "queries.txt")
    #expect(batch.messages.split(separator: "\n").count == 1)
  }
}
