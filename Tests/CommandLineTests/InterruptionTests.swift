// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

@Suite(.serialized) struct InterruptionTests {
  /// A desk with an index and papers enough that a build takes a while.
  private func busyDesk() throws -> Desk {
    let desk = try Desk.indexed()
    for number in 0..<8 {
      let text = (0..<1500).map { "word\(number)x\($0) harbour" }.joined(separator: " ")
      try desk.write("busy-\(number).txt", text)
    }
    return desk
  }

  /// Starts a build and waits until it is at work.
  private func startBuild(_ desk: Desk, _ command: String = "index") throws -> Process {
    let process = try desk.program.start([command, "papers"])
    let errors = desk.path + "/errors"
    try Data().write(to: URL(filePath: errors))
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    while process.isRunning, try entries(desk).allSatisfy({ !$0.hasPrefix("building-") }) {
      usleep(2000)
    }
    try #require(process.isRunning)
    return process
  }

  private func entries(_ desk: Desk) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: desk.path + "/index").sorted()
  }

  @Test(arguments: [SIGINT, SIGKILL, SIGTERM], ["index", "rebuild"])
  func anInterruptedRunLeavesTheOldIndexAndIsCleanedUp(signal: Int32, command: String) throws {
    let desk = try busyDesk()
    let build = try startBuild(desk, command)
    kill(build.processIdentifier, signal)
    build.waitUntilExit()
    if signal == SIGINT {
      #expect(build.code == 130)
      let errors = try String(contentsOfFile: desk.path + "/errors", encoding: .utf8)
      #expect(errors == "\nallonym: interrupted; the index is as it was at the last commit.\n")
      #expect(try entries(desk).allSatisfy { !$0.hasPrefix("building-") })
    } else {
      #expect(build.code == 128 + signal)
    }
    #expect(try desk.run("search", "--exact", "pelican").code == 0)
    #expect(try desk.run("search", "--exact", "word7x7").code == 1)
    #expect(try desk.run("rebuild").code == 0)
    #expect(try desk.run("search", "--exact", "word7x7").code == 0)
    #expect(try entries(desk).allSatisfy { !$0.hasPrefix("building-") })
  }

  @Test func aSecondBuildAtTheSameTimeIsRefusedAndTheFirstEndsWell() throws {
    let desk = try busyDesk()
    let build = try startBuild(desk)
    let second = try desk.run("index", "papers")
    #expect(second.code == 2)
    #expect(second.messages.contains("Another process is writing the index"))
    #expect(second.messages.split(separator: "\n").count == 1)
    build.waitUntilExit()
    #expect(build.code == 0)
    #expect(try desk.run("search", "--exact", "word7x7").code == 0)
    #expect(try desk.run("check").code == 0)
  }
}
