// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

/// From a hit to its source.
@Suite struct ShowTests {
  private func desk() throws -> Desk {
    let desk = try Desk.indexed()
    let lines = (1...40).map { "line \($0)" + ([12, 30].contains($0) ? " with a flamingo" : "") }
    try desk.write("lines.txt", lines.joined(separator: "\n") + "\n")
    guard try desk.run("index").code == 0 else { throw Terminal.NoTerminal() }
    return desk
  }

  @Test func aHitOfTheLastSearchIsShownAroundItsMatches() throws {
    let desk = try desk()
    let before = try desk.run("show", "1")
    #expect(before.code == 2)
    #expect(before.message.hasPrefix("allonym: No search was shown on a terminal yet"))
    let search = try Terminal(columns: 80).run(["search", "flamingo"], in: desk.program)
    #expect(search.code == 0)
    let text = try desk.run("show", "1").output
    #expect(
      text.contains(
        "12: line 12 with a flamingo\n13- line 13\n14- line 14\n--\n28- line 28\n"))
    #expect(!text.contains("line 20"))
    #expect(text.contains("\(desk.path)/papers/lines.txt"))
    let elsewhere = Program(folder: "/", environment: ["HOME": desk.path])
    #expect(try elsewhere.run("show", "1").output == text, "wherever it is run")
    #expect(try desk.run("show", "1", "--whole").output.contains("line 19\nline 20\n"))
    let beyond = try desk.run("show", "2")
    #expect(beyond.code == 2 && beyond.message.contains("There is no hit 2"))
    #expect(
      try FileManager.default.attributesOfItem(
        atPath: desk.path + "/.local/state/allonym/last-search")[.posixPermissions] as? Int == 0o600
    )
  }

  @Test func theSearchIsRepeatedWithItsOptions() throws {
    let desk = try desk()
    _ = try Terminal(columns: 80).run(
      ["search", "--index", "index", "--sort", "-title", "harbour", "--exact"], in: desk.program)
    let hits = try desk.run("search", "--sort", "-title", "harbour", "--exact", "--csv").output
      .split(separator: "\r\n").dropFirst()
    for number in 1...hits.count {
      let path = try #require(
        hits[number].split(separator: ",").first { $0.hasPrefix(desk.path) })
      #expect(try desk.run("show", "\(number)").output.contains(path))
    }
    // A search that goes into a pipe is none that somebody saw.
    _ = try desk.run("search", "flamingo")
    #expect(!(try desk.run("show", "1").output.contains("flamingo")))
  }

  @Test func aDocumentIsShownByItsIdOrPath() throws {
    let desk = try desk()
    #expect(try desk.run("show", "ru-1").output.contains("Пеликан в порту Тартуса."))
    #expect(try desk.run("show", "papers/birds.txt").output.contains("Both wait by the old"))
    #expect(try desk.run("show", "\(desk.path)/papers/stone.md").output.contains("Quarries"))
    let many = try desk.run("show", "papers/news.jsonl")
    #expect(many.code == 2 && many.message.contains("2 documents"))
    let none = try desk.run("show", "nothing")
    #expect(none.code == 2 && none.message.contains("allonym list"))
  }

  @Test func aHitIsOpenedInItsProgram() throws {
    let desk = try desk()
    let tool = desk.path + "/xdg-open"
    try Data("#!/bin/sh\necho \"$1\" > \(desk.path)/opened\n".utf8).write(to: URL(filePath: tool))
    chmod(tool, 0o755)
    var program = desk.program
    program.environment["PATH"] = "\(desk.path):/usr/bin:/bin"
    func opened() throws -> String {
      defer { try? FileManager.default.removeItem(atPath: desk.path + "/opened") }
      return try String(contentsOfFile: desk.path + "/opened", encoding: .utf8)
    }
    let outcome = try program.run("search", "flamingo", "--open", "1")
    #expect(outcome.code == 0 && outcome.output.isEmpty)
    #expect(try opened() == "\(desk.path)/papers/lines.txt\n")
    #expect(try program.run("show", "papers/birds.txt", "--open").code == 0)
    #expect(try opened() == "\(desk.path)/papers/birds.txt\n")
    #expect(try program.run("search", "flamingo", "--open", "2").code == 2)
    #expect(try program.run("search", "flamingo", "--open", "0").code == 2)
    var bare = desk.program
    bare.environment["PATH"] = "\(desk.path)/papers"
    #expect(try bare.run("search", "flamingo", "--open", "1").message.contains("xdg-utils"))
    try FileManager.default.removeItem(atPath: desk.path + "/papers/lines.txt")
    #expect(try program.run("search", "flamingo", "--open", "1").message.contains("not there"))
  }

  @Test func jsonSaysWhereAndWhy() throws {
    let desk = try desk()
    let answer = try CommandLineTests.object(try desk.run("search", "harbour", "--json").output)
    let hits = try #require(answer["hits"] as? [[String: Any]])
    let other = try #require(hits.first { ($0["path"] as? String)?.hasSuffix("stone.md") == true })
    let reason = try #require((other["reasons"] as? [[String: String]])?.first)
    #expect(
      reason == [
        "matched": "harbours", "word": "harbour", "kind": "inflection", "reason": "ending -s",
      ])
    let line = try CommandLineTests.object(try desk.run("search", "flamingo", "--jsonl").output)
    #expect(line["line"] as? Int == 12)
    let bytes = try Data(contentsOf: URL(filePath: desk.path + "/papers/lines.txt"))
    let offset = try #require(line["offset"] as? Int)
    #expect(String(decoding: bytes[offset..<offset + 8], as: UTF8.self) == "flamingo")
  }
}
