// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

@Suite struct UpdateCommandTests {
  @Test func theReportTellsWhatTheLastRunDidAndWhy() throws {
    let desk = try Desk.indexed()
    try desk.write("broken.txt", Data([0x61, 0xFF]))
    try desk.write("picture.png", Data([1]))
    let outcome = try desk.run("index")
    #expect(outcome.code == 3)
    #expect(outcome.messages.contains("broken.txt is not UTF-8 text"))
    let report = try desk.run("report")
    #expect(report.code == 0)
    for part in [
      "seen 5 files", "unchanged 3", "skipped 1", "failed 1", "  1  encoding", "  1  .png",
    ] {
      #expect(report.output.contains(part), "\(report.output)")
    }
    let answer = try CommandLineTests.object(try desk.run("report", "--json").output)
    #expect(answer["version"] as? Int == 2)
    let run = answer["lastRun"] as? [String: Any]
    #expect((run?["files"] as? [String: Int])?["failed"] == 1)
    let list = try String(contentsOfFile: desk.path + "/index/current/report.tsv", encoding: .utf8)
    #expect(list.contains("failed\tencoding\t\(desk.path)/papers/broken.txt\tis not UTF-8"))
  }

  @Test func aBrokenByteIsReportedAndIsNoFailure() throws {
    let desk = try Desk.indexed()
    try Data("A pelican \u{0}".utf8 + [0xFF] + " in the harbour of this town\n".utf8)
      .write(to: URL(filePath: desk.path + "/papers/byte.txt"))
    let outcome = try desk.run("index", "papers/byte.txt")
    #expect(outcome.code == 0)
    #expect(outcome.messages.contains("not UTF-8"))
    #expect(try desk.run("report").output.contains("byte.txt"))
    #expect(try desk.run("search", "harbour", "--files").output.contains("byte.txt"))
  }

  @Test func aWatchFollowsChangesTellsRoundsAndStopsWhenReported() throws {
    let desk = try Desk.indexed()
    let rounds = desk.path + "/rounds.jsonl"
    try Data().write(to: URL(filePath: rounds))
    let watch = try desk.program.start(
      ["watch", "papers", "--json"], output: try #require(FileHandle(forWritingAtPath: rounds)))
    try watch.run()
    defer { if watch.isRunning { kill(watch.processIdentifier, SIGKILL) } }
    // Until its first round is through it has made no report of its own.
    let report = desk.path + "/index/current/report.json"
    let before = try Data(contentsOf: URL(filePath: report))
    for _ in 0..<600 where try Data(contentsOf: URL(filePath: report)) == before { usleep(100_000) }
    try desk.write("later.txt", "A flamingo in the reeds\n")
    var code: Int32 = 1
    for _ in 0..<600 where code == 1 {
      usleep(100_000)
      code = try desk.run("search", "flamingo").code
    }
    #expect(code == 0)
    kill(watch.processIdentifier, SIGTERM)
    watch.waitUntilExit()
    #expect(watch.code == 0)
    let indexed = try String(contentsOfFile: rounds, encoding: .utf8).split(separator: "\n").map {
      let round = try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
      return (round?["files"] as? [String: Int])?["indexed"] ?? 0
    }
    #expect(indexed.count == 2 && indexed.last == 1)
    #expect(try desk.run("check").code == 0)
  }
}
