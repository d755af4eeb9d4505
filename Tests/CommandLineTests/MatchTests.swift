// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

/// `allonym match`: two lists of names compared.
@Suite final class MatchTests {
  private let folder = "/tmp/allonym-match-\(UUID().uuidString)"
  private var program: Program { Program(folder: folder) }

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try write("wanted.txt", "Putin, Vladimir\nحافظ الأسد\n")
    try write(
      "list.txt", "Angela Merkel\nВладимир Владимирович Путин\nHafez al-Assad\nBashar al-Assad\n")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
  }

  @Test func aLineForEachMatchSaysNameMatchScoreAndReason() throws {
    let outcome = try program.run("match", "wanted.txt", "list.txt")
    #expect(outcome.code == 0)
    #expect(outcome.messages == "")
    let rows = outcome.output.split(separator: "\n").map { $0.split(separator: "\t") }
    #expect(rows.map { $0[0] } == ["Putin, Vladimir", "حافظ الأسد"])
    #expect(rows.map { $0[1] } == ["Владимир Владимирович Путин", "Hafez al-Assad"])
    #expect(rows.allSatisfy { (0.5...1).contains(Double($0[2]) ?? 0) && !$0[3].isEmpty })
  }

  @Test func jsonLinesTellTheNumbersOfTheLines() throws {
    let outcome = try program.run("match", "wanted.txt", "list.txt", "--jsonl", "--limit", "1")
    let objects = try outcome.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(objects.count == 2)
    #expect(objects[0]["name"] as? String == "Putin, Vladimir")
    #expect(objects[0]["match"] as? String == "Владимир Владимирович Путин")
  }

  @Test func wordsAreTakenLiterallyAndFoundInOtherScripts() throws {
    try write("words.txt", "Tartus\n")
    try write("vocabulary.txt", "Тартус\nطرطوس\nTARTUS\nلندن\n")
    let outcome = try program.run(
      "match", "--words", "--min-score", "0.2", "words.txt", "vocabulary.txt")
    let rows = outcome.output.split(separator: "\n").map { $0.split(separator: "\t") }
    #expect(rows.allSatisfy { $0[0] == "Tartus" })
    #expect(Set(rows.map { String($0[1]) }) == ["TARTUS", "Тартус", "طرطوس"])
  }

  @Test func knownNamesAreTheProgramsOrAFilesOrNone() throws {
    try write("words.txt", "Cairo\n")
    try write("vocabulary.txt", "القاهرة\nقاهرة\nلندن\n")
    let words = ["match", "--words", "--min-score", "0.5", "words.txt", "vocabulary.txt"]
    #expect(try program.run(words).output.hasPrefix("Cairo\tالقاهرة\t"))
    #expect(try program.run(words + ["--known-names", "none"]).code == 1)
    try write("other.table", "no table at all")
    let damaged = try program.run(words + ["--known-names", "other.table"])
    #expect(damaged.code == 2)
    #expect(damaged.message.contains("other.table is no table of known names, or is damaged"))
    let useless = try program.run("match", "wanted.txt", "list.txt", "--known-names", "none")
    #expect(useless.code == 2)
    #expect(useless.message.contains("--known-names needs --words."))
  }

  @Test func nothingFoundIsOneAndAMissingFileIsTwo() throws {
    try write("other.txt", "Zxqwvk\n")
    #expect(try program.run("match", "other.txt", "list.txt").code == 1)
    let missing = try program.run("match", "absent.txt", "list.txt")
    #expect(missing.code == 2)
    #expect(missing.message.contains("absent.txt"))
  }

  @Test func aBrokenLineIsToldAndTheRestIsDone() throws {
    try (Data("Putin, Vladimir\n".utf8) + Data([0xFF, 0xFE, 0x0A]) + Data("Хафез Асад\n".utf8))
      .write(to: URL(filePath: "\(folder)/broken.txt"))
    let outcome = try program.run("match", "broken.txt", "list.txt")
    #expect(outcome.code == 2)
    #expect(outcome.message.contains("broken.txt, line 2"))
    #expect(outcome.output.contains("Владимир Владимирович Путин"))
    #expect(outcome.output.contains("Hafez al-Assad"))
  }
}
