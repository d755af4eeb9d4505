// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

/// `allonym doctor`: a sentence for each thing, and an exit code that says whether one is missing.
@Suite struct DoctorTests {
  private func line(_ part: String, in outcome: Outcome) throws -> Substring {
    try #require(
      outcome.output.split(separator: "\n").first { $0.dropFirst(9).hasPrefix("\(part): ") },
      "\(outcome.output)")
  }

  @Test func theExitCodeSaysWhetherSomethingIsMissing() throws {
    let desk = try Desk.indexed()
    let outcome = try desk.run("doctor")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.allSatisfy { $0.hasPrefix("ok       ") || $0.hasPrefix("MISSING  ") })
    #expect(outcome.code == (lines.contains { $0.hasPrefix("MISSING") } ? 1 : 0))
    #expect(outcome.messages.isEmpty)
    #expect(try line("allonym-reader", in: outcome).contains("reads files"))
    #expect(try line("index", in: outcome).hasSuffix("It can be searched."))
    #expect(try line("limits", in: outcome).contains("open files"))
    #expect(try line("space", in: outcome).contains(" MB left"))
    #expect(try line("allonym-server", in: outcome).hasSuffix("serves the page."))
  }

  @Test func aMachineWithoutTheServerLacksSomething() throws {
    let desk = try Desk()
    try FileManager.default.copyItem(atPath: Program.path, toPath: "\(desk.path)/allonym")
    var program = desk.program
    program.path = "\(desk.path)/allonym"
    let line = try line("allonym-server", in: program.run("doctor"))
    #expect(line.hasPrefix("MISSING") && line.hasSuffix("put it there."))
  }

  @Test func aMachineWithoutTheReaderLacksSomething() throws {
    let desk = try Desk()
    try FileManager.default.copyItem(atPath: Program.path, toPath: "\(desk.path)/allonym")
    var program = desk.program
    program.path = "\(desk.path)/allonym"
    let outcome = try program.run("doctor")
    #expect(outcome.code == 1)
    let line = try line("allonym-reader", in: outcome)
    #expect(line.hasPrefix("MISSING") && line.hasSuffix("install it there."))
  }

  @Test func aLibraryThatTheReaderLacksIsNamed() throws {
    let desk = try Desk()
    try Data().write(to: URL(filePath: "\(desk.path)/libmagic.so.1"))
    var program = desk.program
    program.environment["LD_LIBRARY_PATH"] = desk.path
    let outcome = try program.run("doctor")
    #expect(outcome.code == 1)
    #expect(try line("allonym-reader", in: outcome).contains("libmagic.so.1"))
  }

  @Test func anIndexThatDoesNotExistYetIsNothingMissing() throws {
    let outcome = try Desk().run("doctor", "--index", "new/index")
    #expect(try line("folder of the index", in: outcome).hasSuffix("new/index can be written."))
    #expect(try line("index", in: outcome).hasPrefix("ok       index: There is none yet"))
  }

  @Test func aFileInTheWayOfTheIndexIsReported() throws {
    let desk = try Desk()
    try desk.write("stone.txt", "Granite")
    let outcome = try desk.run("doctor", "--index", "papers/stone.txt")
    #expect(outcome.code == 1)
    let line = try line("folder of the index", in: outcome)
    #expect(line.contains("papers/stone.txt is no folder: name another one with --index."))
  }

  @Test func aDamagedIndexIsReported() throws {
    let desk = try Desk.indexed()
    let manifest = "\(desk.path)/index/current/manifest.json"
    try Data("{}".utf8).write(to: URL(filePath: manifest))
    let outcome = try desk.run("doctor")
    #expect(outcome.code == 1)
    #expect(try line("index", in: outcome).hasPrefix("MISSING"))
  }
}
