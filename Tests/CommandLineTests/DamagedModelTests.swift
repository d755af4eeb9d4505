// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

/// A program whose spelling model is damaged answers with an error, not without spellings.
@Suite struct DamagedModelTests {
  /// A desk with an index, and a copy of the program in whose model a byte differs.
  private static func desk(damaging offset: Int) throws -> (Desk, Program) {
    let desk = try Desk.indexed()
    var program = desk.program
    var bytes = try Data(contentsOf: URL(filePath: Program.path))
    // The model begins with its name and the version of its format.
    let mark = Data("ALLOSPEL".utf8) + Data([6, 0, 0, 0])
    let start = try #require(bytes.range(of: mark)).lowerBound
    bytes[start + offset] ^= 0x20
    program.path = "\(desk.path)/allonym"
    try bytes.write(to: URL(filePath: program.path))
    chmod(program.path, 0o755)
    let reader = URL(filePath: Program.path).deletingLastPathComponent()
      .appending(path: "allonym-reader")
    try FileManager.default.createSymbolicLink(
      at: URL(filePath: "\(desk.path)/allonym-reader"), withDestinationURL: reader)
    return (desk, program)
  }

  @Test(arguments: [
    ["search", "pelican"], ["spellings", "Hmeimim"], ["index", "papers"], ["rebuild"],
    ["match", "papers/birds.txt", "papers/birds.txt"],
  ])
  func everyAnswerThatNeedsItIsRefused(command: [String]) throws {
    let (desk, program) = try Self.desk(damaging: 2)
    defer { withExtendedLifetime(desk) {} }
    let outcome = try program.run(command)
    #expect(outcome.code == 2 && outcome.output.isEmpty, "\(outcome)")
    #expect(
      outcome.message.hasPrefix("allonym: The spelling model in this program is damaged"),
      "\(outcome.messages)")
  }

  @Test func checkFindsAChangedWeight() throws {
    let (desk, program) = try Self.desk(damaging: 200_000)
    defer { withExtendedLifetime(desk) {} }
    let outcome = try program.run("check")
    #expect(outcome.code == 2)
    #expect(outcome.output.contains("DAMAGED  spelling model: "), "\(outcome)")
  }
}
