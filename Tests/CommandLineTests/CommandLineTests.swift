// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

@Suite struct CommandLineTests {
  @Test(arguments: [
    [], ["index"], ["rebuild"], ["watch"], ["search"], ["spellings"], ["match"], ["report"],
    ["stats"], ["check"], ["list"], ["remove"], ["move"], ["show"],
  ])
  func helpShowsExamplesAndExitsWithZero(command: [String]) throws {
    let desk = try Desk()
    let outcome = try desk.program.run(command + ["--help"])
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("EXAMPLES"))
    #expect(outcome.output.contains("allonym \(command.first ?? "index")"))
    #expect(outcome.messages.isEmpty)
  }

  @Test func theVersionIsReportedAndCompletionsAreWritten() throws {
    let desk = try Desk()
    #expect(try desk.run("--version").output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    for shell in ["bash", "zsh", "fish"] {
      let outcome = try desk.run("--generate-completion-script", shell)
      #expect(outcome.code == 0)
      #expect(outcome.output.contains("spellings"))
    }
  }

  @Test func exitCodesAreZeroForFoundOneForNothingAndTwoForErrors() throws {
    let desk = try Desk.indexed()
    #expect(try desk.run("search", "pelican").code == 0)
    #expect(try desk.run("search", "unheardof").code == 1)
    #expect(try desk.run("search", "").code == 2)
    #expect(try desk.run("search", "pelican", "--limit", "0").code == 0)
    #expect(try desk.run("search", "pelican", "--offset", "99").code == 0)
    #expect(try desk.run("search", "pelican", "--limit", "-1").code == 2)
    #expect(try desk.run("search", "pelican", "--limit", "many").code == 2)
    #expect(try desk.run("search", "pelican", "--unknown").code == 2)
    #expect(try desk.run("search").code == 2)
    #expect(try desk.run("unknown").code == 2)
    #expect(try desk.run("spellings", "pelican").code == 0)
    #expect(try desk.run("spellings", "unheardof").code == 1)
    #expect(try desk.run("spellings", "?!").code == 2)
    #expect(try desk.run("stats").code == 0)
    #expect(try desk.run("check").code == 0)
    #expect(try desk.run("rebuild").code == 0)
  }

  @Test func jsonIsOneLineWithTheKeysThatProgramsKnow() throws {
    let desk = try Desk.indexed()
    let outcome = try desk.run("search", "harbour", "--json")
    #expect(outcome.code == 0)
    #expect(outcome.output.filter { $0 == "\n" }.count == 1)
    let answer = try Self.object(outcome.output)
    #expect(answer["version"] as? Int == 2)
    #expect(answer["query"] as? String == "harbour")
    #expect(answer["total"] as? Int == 2)
    let group = try #require((answer["groups"] as? [[String: Any]])?.first)
    #expect(group["word"] as? String == "harbour")
    let spelling = try #require((group["spellings"] as? [[String: Any]])?.first)
    #expect(
      Set(spelling.keys).isSuperset(of: ["form", "script", "kind", "score", "documents"]))
    let hits = try #require(answer["hits"] as? [[String: Any]])
    #expect(hits.count == 2)
    for hit in hits {
      #expect(
        Set(hit.keys) == [
          "rank", "score", "path", "id", "title", "author", "host", "type", "duplicates",
          "nearlySameAs", "language", "date", "page", "passage", "line", "offset", "highlights",
          "matched", "reasons",
        ])
      let passage = try #require(hit["passage"] as? String).unicodeScalars.map(\.self)
      let highlights = try #require(hit["highlights"] as? [[Int]])
      let words = highlights.map { range in
        String(String.UnicodeScalarView(passage[range[0]..<range[1]]))
      }
      #expect(words == hit["matched"] as? [String])
    }
    #expect(hits.map { $0["rank"] as? Int } == [1, 2])
  }

  @Test func jsonOfNothingFoundIsStillAnAnswer() throws {
    let desk = try Desk.indexed()
    let outcome = try desk.run("search", "unheardof", "--json")
    #expect(outcome.code == 1)
    #expect(try Self.object(outcome.output)["total"] as? Int == 0)
    #expect(try desk.run("search", "unheardof", "--jsonl").output.isEmpty)
  }

  @Test func jsonLinesAreALineAHit() throws {
    let desk = try Desk.indexed()
    let lines = try desk.run("search", "harbour", "--jsonl").output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(try lines.map { try Self.object(String($0))["rank"] as? Int } == [1, 2])
  }

  @Test func pagesAndExplanationsAreAskedForByOptions() throws {
    let desk = try Desk.indexed()
    let second = try Self.object(
      try desk.run("search", "harbour", "--json", "--limit", "1", "--offset", "1").output)
    let hits = try #require(second["hits"] as? [[String: Any]])
    #expect(second["total"] as? Int == 2)
    #expect(hits.map { $0["rank"] as? Int } == [2])
    let text = try desk.run("search", "harbour", "heron", "--explain").output
    #expect(!text.contains("Xapian: "))
    for part in ["read as:", "weights: ", "harbours  Latn  inflection"] {
      #expect(text.contains(part), "\(text)")
    }
    let explained = try Self.object(
      try desk.run("search", "harbour", "--debug", "--json").output)
    #expect((explained["explanation"] as? [String: Any])?["xapianQuery"] is String)
    let hit = (explained["hits"] as? [[String: Any]])?.first
    #expect((hit?["weights"] as? [String: Any])?["harbour"] is Double)
  }

  @Test func eachHitSaysWhatMatchedAndAsWhat() throws {
    let desk = try Desk.indexed()
    let text = try desk.run("search", "Tartus").output
    #expect(text.contains("   matched: Тартуса ← Tartus, known spelling, case ending -а\n"))
    #expect(text.contains("   matched: طرطوس ← Tartus, known spelling"))
    #expect(try desk.run("search", "pelican", "--exact").output.contains("   matched: pelican\n"))
  }

  @Test func statsAndSpellingsSpeakJSON() throws {
    let desk = try Desk.indexed()
    let stats = try Self.object(try desk.run("stats", "--json").output)
    #expect(stats["version"] as? Int == 1)
    #expect(stats["documents"] as? Int == 4)
    let check = try Self.object(try desk.run("check", "--json").output)
    let findings = try #require(check["findings"] as? [[String: Any]])
    #expect(!findings.isEmpty && findings.allSatisfy { $0["isSound"] as? Bool == true })
    let spellings = try Self.object(try desk.run("spellings", "harbour", "--json").output)
    #expect(spellings["version"] as? Int == 2)
    #expect(spellings["name"] as? String == "harbour")
    #expect((spellings["groups"] as? [Any])?.count == 1)
  }

  @Test func colourIsForTerminalsUnlessAskedFor() throws {
    let desk = try Desk.indexed()
    #expect(!(try desk.run("search", "pelican").output.contains("\u{1B}")))
    #expect(
      try desk.run("search", "pelican", "--color", "always").output
        .contains("\u{1B}[1;31mpelican\u{1B}[0m"))
    #expect(!(try desk.run("search", "pelican", "--color", "never").output.contains("\u{1B}")))
  }

  @Test func theIndexIsChosenByOptionThenEnvironmentThenFolder() throws {
    let desk = try Desk.indexed()
    try FileManager.default.createDirectory(
      atPath: desk.path + "/other", withIntermediateDirectories: true)
    let other = Program(folder: desk.path + "/other")
    #expect(try other.run("search", "pelican").code == 2)
    #expect(try other.run("search", "pelican", "--index", "../index").code == 0)
    var program = other
    program.environment["ALLONYM_INDEX"] = desk.path + "/index"
    #expect(try program.run("search", "pelican").code == 0)
    #expect(try program.run("search", "pelican", "--index", "nowhere").code == 2)
    program.environment["ALLONYM_INDEX"] = ""
    #expect(try program.run("search", "pelican").code == 2)
  }

  @Test func aRebuildReadsTheSameSourcesWithTheSameFields() throws {
    let desk = try Desk()
    try desk.write("docs.jsonl", "{\"key\":\"k-1\",\"body\":\"pelican\"}\n")
    #expect(
      try desk.run("index", "papers/docs.jsonl", "--id-field", "key", "--text-field", "body").code
        == 0)
    try desk.write("docs.jsonl", "{\"key\":\"k-2\",\"body\":\"heron\"}\n")
    let elsewhere = Program(folder: "/")
    #expect(try elsewhere.run("rebuild", "--index", desk.path + "/index").code == 0)
    let answer = try Self.object(try desk.run("search", "heron", "--json").output)
    #expect((answer["hits"] as? [[String: Any]])?.first?["id"] as? String == "k-2")
  }

  static func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }
}
