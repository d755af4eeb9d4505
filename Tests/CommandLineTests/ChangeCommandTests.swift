// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

/// The commands that change what is in an index, and what nightly runs say.
@Suite struct ChangeCommandTests {
  private func rename(_ desk: Desk, _ name: String, to other: String) throws {
    try FileManager.default.moveItem(
      atPath: "\(desk.path)/\(name)", toPath: "\(desk.path)/\(other)")
  }

  @Test func aFolderThatIsGoneIsReportedWithBothWaysOut() throws {
    let desk = try Desk.indexed()
    try rename(desk, "papers", to: "archive")
    for arguments in [["index"], ["index", "papers"], ["rebuild"]] {
      let outcome = try desk.program.run(arguments)
      #expect(outcome.code == (arguments == ["index"] ? 3 : 2))
      #expect(outcome.messages.contains("allonym move \(desk.path)/papers NEW"), "\(outcome)")
      #expect(outcome.messages.contains("allonym remove \(desk.path)/papers"))
    }
    let moved = try desk.run("move", "papers", "archive")
    #expect(moved.code == 0 && moved.output.contains("moved 3"))
    #expect(try desk.run("search", "pelican").output.contains("\(desk.path)/archive/birds.txt"))
    let next = try desk.run("index")
    #expect(next.code == 0 && next.output.contains("unchanged 3"))
    #expect(
      try desk.run("list").output == "\(desk.path)/archive\n  3 files · 4 documents\n")
    #expect(try desk.run("remove", "archive/stone.md").output.contains("deleted 1"))
    #expect(try desk.run("search", "granite", "--exact").code == 1)
    #expect(try desk.run("stats").output.contains("\(desk.path)/archive/stone.md"))
    let none = try desk.run("remove", "nowhere")
    #expect(none.code == 2 && none.message.hasSuffix("it is made of \(desk.path)/archive."))
  }

  @Test func aRebuildSaysWhatItLeavesOut() throws {
    let desk = try Desk.indexed()
    let refused = try desk.run("rebuild", "papers/birds.txt")
    #expect(refused.code == 2 && refused.message.contains("take \(desk.path)/papers out"))
    #expect(try desk.run("search", "granite", "--exact").code == 0)
    #expect(try desk.run("rebuild", "papers/birds.txt", "--only").code == 0)
    #expect(try desk.run("search", "granite", "--exact").code == 1)
    let back = try desk.run("rebuild", "--undo")
    #expect(back.code == 0 && back.output.contains("4 documents of \(desk.path)/papers"))
    #expect(try desk.run("search", "granite", "--exact").code == 0)
    #expect(try desk.run("rebuild", "papers").code == 0, "nothing is left out")
    #expect(try desk.run("rebuild", "--undo", "papers").code == 2)
  }

  @Test func patternsAddUpAndAreForgottenWhenAskedTo() throws {
    let desk = try Desk.indexed()
    let first = try desk.run("index", "--exclude", "*.md")
    #expect(
      first.messages.contains(
        "everything is read again: what is left out (--exclude) has changed."))
    #expect(try desk.run("index", "--exclude", "*.jsonl").code == 0)
    #expect(
      try desk.run("list", "papers").output
        == "indexed  1 document  \(desk.path)/papers/birds.txt\n")
    #expect(try desk.run("stats").output.contains("*.md *.jsonl"))
    #expect(try desk.run("index").messages.isEmpty)
    #expect(try desk.run("index", "--no-exclude").code == 0)
    #expect(try desk.run("search", "granite", "--exact").code == 0)
    #expect(!(try desk.run("stats").output.contains("left out")))
  }

  @Test func aFolderOfOtherThingsIsNoIndex() throws {
    let desk = try Desk.indexed()
    try FileManager.default.removeItem(atPath: desk.path + "/index")
    for command in [
      ["index", "papers"], ["rebuild", "papers"], ["remove", "x"], ["search", "pelican"],
    ] {
      let outcome = try desk.program.run(command + ["--index", "papers"])
      #expect(outcome.code == 2)
      #expect(outcome.message.contains("other things") || outcome.message.contains("no index"))
      #expect(!FileManager.default.fileExists(atPath: desk.path + "/papers/lock"))
    }
  }

  @Test func nightlyRunsSayOnlyWhatIsNew() throws {
    let desk = try Desk.indexed()
    try desk.write("empty.txt", "")
    #expect(try desk.run("index", "--quiet") == Outcome(code: 0, output: "", messages: ""))
    try desk.write("bad.txt", Data([0x61, 0xFF]))
    let first = try desk.run("index", "--quiet")
    #expect(first.code == 3 && first.output.isEmpty)
    #expect(first.messages.split(separator: "\n").count == 1)
    // What is new is reported to the second.
    sleep(1)
    #expect(try desk.run("index", "-q") == Outcome(code: 3, output: "", messages: ""))
    let report = try desk.run("report")
    #expect(report.code == 0)
    #expect(report.output.hasPrefix("could not be read: 1\n"))
    #expect(report.output.contains("bad.txt is not UTF-8 text"))
    #expect(!report.output.contains("empty.txt"))
    sleep(1)
    try desk.write("worse.txt", Data([0x61, 0xFF]))
    #expect(try desk.run("index", "--quiet").messages.contains("worse.txt"))
    let second = try desk.run("report").output
    #expect(
      second.hasPrefix(
        "could not be read: 2, of these new 1\n  new  \(desk.path)/papers/worse.txt "))
    let table = try desk.run("report", "--csv").output.split(separator: "\r\n")
    #expect(table.count == 3 && table[0] == "path,reason,detail,since,isNew")
    let stopped = try desk.run("index", "--quiet", "nowhere")
    #expect(stopped.code == 2)
  }

  @Test func theFirstTwentyFailuresAreListedUnlessAllAreAskedFor() throws {
    let desk = try Desk.indexed()
    for number in 0..<30 { try desk.write("bad\(number).txt", Data([0x61, 0xFF])) }
    #expect(try desk.run("index", "--quiet").code == 3)
    let report = try desk.run("report").output
    #expect(report.split(separator: "\n").count { $0.contains(" is not UTF-8") } == 20)
    #expect(report.contains("… 10 more: 'allonym report --failed' lists all"))
    #expect(try desk.run("report", "--failed").output.split(separator: "\n").count == 30)
  }

  @Test func programsAreReportedInJSON() throws {
    let desk = try Desk.indexed()
    let run = try CommandLineTests.object(try desk.run("index", "--json").output)
    #expect((run["files"] as? [String: Int])?["unchanged"] == 3)
    let list = try CommandLineTests.object(try desk.run("list", "--json").output)
    #expect((list["sources"] as? [[String: Any]])?.first?["documents"] as? Int == 4)
    let files = try CommandLineTests.object(try desk.run("list", "papers", "--json").output)
    #expect((files["files"] as? [[String: Any]])?.count == 3)
    let stats = try CommandLineTests.object(try desk.run("stats", "--json").output)
    #expect(stats["reading"] is [String: Any])
    let table = try desk.run("spellings", "harbour", "--csv").output.split(separator: "\r\n")
    #expect(table.first == "word,form,script,kind,score,documents,reason")
    #expect(table.contains("harbour,harbours,Latn,inflection,0.95,1,ending -s"))
    try desk.write("names.txt", "Putin, Vladimir\n")
    try desk.write("list.txt", "Vladimir Putin\nVladimir Putin\n")
    let match = try CommandLineTests.object(
      try desk.run("match", "papers/names.txt", "papers/list.txt", "--json").output)
    #expect((match["matches"] as? [[String: Any]])?.count == 2)
  }
}

extension Outcome: Equatable {
  static func == (left: Outcome, right: Outcome) -> Bool {
    (left.code, left.output, left.messages) == (right.code, right.output, right.messages)
  }
}
