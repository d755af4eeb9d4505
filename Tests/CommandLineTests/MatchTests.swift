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

  @Test func entitiesOfFollowTheMoneyAreAList() throws {
    let entities = """
      {"id":"a","caption":"Vladimir Putin","schema":"Person","properties":{"name":["V. Putin","Vladimir Putin"],"birthDate":["1952-10-07"],"nationality":["ru"]}}
      {"id":"s","schema":"Sanction","properties":{"entity":["a"]}}
      {"id":"b","schema":"Company","properties":{"name":["Putin Vladimir"],"jurisdiction":["ru"]}}
      {"id":"c","schema":"Person","properties":{"firstName":["Hafez"],"lastName":["al-Assad"],"country":["sy"]}}
      {"id":"d","schema":"Person"

      """
    try write("entities.ftm.json", entities)
    try write(
      "wanted.csv", "who,land,kind\nПутин Владимир,Россия,Person\nحافظ الأسد,SYR,LegalEntity\n")
    let outcome = try program.run(
      "match", "wanted.csv", "entities.ftm.json", "--csv", "--name-column", "who",
      "--country-column", "land", "--kind-column", "kind", "--list-format", "ftm")
    #expect(outcome.code == 2)
    #expect(outcome.messages.contains("line 5: no entity of FollowTheMoney, left out."))
    #expect(outcome.messages.contains("1 entity has no name and is passed over."))
    let rows = outcome.output.split(whereSeparator: \.isNewline).dropFirst()
    #expect(rows.count == 2)
    #expect(rows.first?.contains("Vladimir Putin") == true)
    #expect(rows.first?.contains("same country ru") == true)
    #expect(rows.last?.contains("Hafez al-Assad") == true)
    // Without the broken line, and found out by the first.
    try write("good.json", entities.split(separator: "\n").dropLast().joined(separator: "\n"))
    let plain = try program.run("match", "wanted.txt", "good.json", "--jsonl", "--best")
    #expect(plain.code == 0)
    #expect(plain.output.contains("\"matchId\":\"a\""))
    let prepared = try program.run("match", "--prepare", "good.json", "good.list")
    #expect(prepared.code == 0)
    let again = try program.run("match", "wanted.txt", "good.list", "--jsonl", "--best")
    #expect(again.output == plain.output)
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

  @Test func wordsArePrintedAsTableAndJSONToo() throws {
    try write("words.txt", "Tartus\n")
    try write("vocabulary.txt", "TARTUS\nلندن\n")
    let words = ["match", "--words", "--min-score", "0.2", "words.txt", "vocabulary.txt"]
    let table = try program.run(words + ["--csv"]).output
    #expect(table == "word,form,score\r\nTartus,TARTUS,1.000000\r\n")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(program.run(words + ["--json"]).output.utf8))
        as? [String: Any])
    #expect(object["version"] as? Int == 2)
    let matches = try #require(object["matches"] as? [[String: Any]])
    #expect(matches.map { $0["form"] as? String } == ["TARTUS"])
    #expect(try program.run(words + ["--best"]).message.contains("go with whole names"))
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

  @Test func aBrokenLineIsReportedAndTheRestIsDone() throws {
    try (Data("Putin, Vladimir\n".utf8) + Data([0xFF, 0xFE, 0x0A]) + Data("Хафез Асад\n".utf8))
      .write(to: URL(filePath: "\(folder)/broken.txt"))
    let outcome = try program.run("match", "broken.txt", "list.txt")
    #expect(outcome.code == 2)
    #expect(outcome.message.contains("broken.txt, line 2"))
    #expect(outcome.output.contains("Владимир Владимирович Путин"))
    #expect(outcome.output.contains("Hafez al-Assad"))
  }

  private func objects(_ output: String) throws -> [[String: Any]] {
    try output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test func columnsTellIdsAliasesAndEvidence() throws {
    try write(
      "people.csv",
      """
      code,who,aka,born,land
      7,"Assad, Hafez",,1930-10-06,Syria
      8,Unknown Person,,,

      """)
    try write(
      "list.jsonl",
      """
      {"who": "Somebody Else", "aka": ["Hafez al-Assad"], "born": 1930, "code": "a1", "land": "Syria"}
      {"who": "Hafez al-Assad", "born": "1975-01-01", "code": "a2", "land": "France"}

      """)
    let columns = [
      "--name-column", "who", "--alias-column", "aka", "--id-column", "code", "--birth-column",
      "born", "--country-column", "land",
    ]
    let outcome = try program.run(["match", "people.csv", "list.jsonl", "--jsonl"] + columns)
    let found = try objects(outcome.output)
    #expect(found.map { $0["matchId"] as? String } == ["a1"])
    #expect(found.first?["nameId"] as? String == "7")
    #expect(found.first?["alias"] as? String == "Hafez al-Assad")
    #expect((found.first?["reason"] as? String)?.contains("born 1930") == true)
    let all = try objects(
      program.run(["match", "people.csv", "list.jsonl", "--jsonl", "--min-score", "0"] + columns)
        .output)
    let other = try #require(all.first { $0["matchId"] as? String == "a2" })
    #expect(try #require(other["score"] as? Double) < 0.5)
    #expect((other["reason"] as? String)?.contains("in the match 1975-01-01") == true)
  }

  @Test func bestPrintsALineForEveryName() throws {
    try write("more.txt", "Putin, Vladimir\nZxqwvk Qqq\n")
    let outcome = try program.run("match", "more.txt", "list.txt", "--best", "--csv")
    let rows = outcome.output.split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(rows.count == 3)
    #expect(rows[0].prefix(4) == ["name", "match", "score", "reason"])
    #expect(rows[1].contains("Владимир Владимирович Путин"))
    #expect(rows[2].prefix(4) == ["Zxqwvk Qqq", "", "0.0000", "no match"])
  }

  @Test func explainedScoresAddUpTheirParts() throws {
    let outcome = try program.run("match", "wanted.txt", "list.txt", "--explain", "--jsonl")
    for object in try objects(outcome.output) {
      let parts = try #require(object["parts"] as? [[String: Any]])
      let sum = parts.compactMap { $0["logOdds"] as? Double }.reduce(0, +)
      let score = try #require(object["score"] as? Double)
      #expect(abs(1 / (1 + exp(-sum)) - score) < 0.001)
    }
  }

  @Test func aPreparedListGivesTheAnswersOfTheListItself() throws {
    let plain = try program.run("match", "wanted.txt", "list.txt", "--min-score", "0.1")
    let prepared = try program.run("match", "--prepare", "list.txt", "list.prepared")
    #expect(prepared.code == 0)
    let again = try program.run("match", "wanted.txt", "list.prepared", "--min-score", "0.1")
    #expect(again.output == plain.output)
  }

  @Test func aDamagedPreparedListIsRefusedInASentence() throws {
    _ = try program.run("match", "--prepare", "list.txt", "list.prepared")
    let path = "\(folder)/list.prepared"
    let bytes = try Data(contentsOf: URL(filePath: path))
    try bytes.prefix(bytes.count / 2).write(to: URL(filePath: path))
    let outcome = try program.run("match", "wanted.txt", "list.prepared")
    #expect(outcome.code == 2)
    #expect(outcome.message.contains("cut short"))
  }

  @Test func aMissingColumnIsReportedInASentence() throws {
    try write("people.csv", "who\nHafez Assad\n")
    let outcome = try program.run("match", "people.csv", "list.txt", "--name-column", "name")
    #expect(outcome.code == 2)
    #expect(outcome.message.contains("no column \"name\""))
  }
}
