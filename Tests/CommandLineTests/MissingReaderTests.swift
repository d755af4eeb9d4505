// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

/// The program that reads files, on a machine that lacks it or one of its libraries.
@Suite struct MissingReaderTests {
  private static let reader = URL(filePath: Program.path).deletingLastPathComponent()
    .appending(path: "allonym-reader").path

  /// A desk with a copy of the program in its folder `bin`.
  private static func desk(withReaderIn folder: String? = nil) throws -> (Desk, Program) {
    let desk = try Desk()
    try desk.write("plain.txt", "A ship lay in Tartus.")
    try copy(Program.path, into: "\(desk.path)/bin")
    if let folder { try copy(reader, into: "\(desk.path)/\(folder)") }
    var program = desk.program
    program.path = "\(desk.path)/bin/allonym"
    return (desk, program)
  }

  private static func copy(_ file: String, into folder: String) throws {
    let files = FileManager.default
    try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let target = "\(folder)/\(URL(filePath: file).lastPathComponent)"
    do {
      try files.linkItem(atPath: file, toPath: target)
    } catch {
      // Another file system.
      try files.copyItem(atPath: file, toPath: target)
    }
  }

  private func checkRefusal(
    _ outcome: Outcome, _ words: String..., location: SourceLocation = #_sourceLocation
  ) {
    #expect(outcome.code == 2, sourceLocation: location)
    let lines = outcome.message.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 1, "\(outcome.messages)", sourceLocation: location)
    #expect(outcome.message.hasPrefix("allonym: The program "), sourceLocation: location)
    for word in words {
      #expect(outcome.message.contains(word), "\(outcome.messages)", sourceLocation: location)
    }
  }

  @Test func withoutItNothingIsIndexedAndTheFoldersAreNamed() throws {
    let (desk, program) = try Self.desk()
    checkRefusal(
      try program.run("index", "papers"), "allonym-reader", "\(desk.path)/bin",
      "libexec/allonym", "install it there.")
    #expect(!FileManager.default.fileExists(atPath: desk.path + "/index/current"))
  }

  @Test(arguments: ["bin", "libexec/allonym"])
  func itIsFoundBesideTheProgramAndInLibexec(folder: String) throws {
    let (desk, program) = try Self.desk(withReaderIn: folder)
    defer { withExtendedLifetime(desk) {} }
    #expect(try program.run("index", "papers").code == 0)
    #expect(try program.run("search", "Tartus").code == 0)
  }

  @Test func whatIsNoProgramIsReported() throws {
    let (desk, program) = try Self.desk()
    let path = "\(desk.path)/bin/allonym-reader"
    try Data("no program".utf8).write(to: URL(filePath: path))
    chmod(path, 0o755)
    checkRefusal(try program.run("index", "papers"), path, "does not run")
    #expect(!FileManager.default.fileExists(atPath: desk.path + "/index/current"))
  }

  /// A run whose programs find an empty file in the place of each library.
  private static func run(_ desk: Desk, without libraries: [String], _ arguments: [String]) throws
    -> Outcome
  {
    try FileManager.default.createDirectory(
      atPath: "\(desk.path)/libraries", withIntermediateDirectories: true)
    for library in libraries {
      try Data().write(to: URL(filePath: "\(desk.path)/libraries/\(library)"))
    }
    var program = desk.program
    program.environment["LD_LIBRARY_PATH"] = "\(desk.path)/libraries"
    return try program.run(arguments)
  }

  @Test(arguments: ["libcld2.so.0", "libmagic.so.1", "libxml2.so.2"])
  func nothingIsIndexedWithoutALibraryOfItsAndTheLibraryIsNamed(library: String) throws {
    let desk = try Desk()
    try desk.write("plain.txt", "A ship lay in Tartus.")
    let outcome = try Self.run(desk, without: [library], ["index", "papers/plain.txt"])
    checkRefusal(outcome, "allonym-reader, which reads files, does not run", library)
  }

  @Test func searchingNeedsNone() throws {
    let desk = try Desk()
    try desk.write("plain.txt", "A ship lay in Tartus.")
    #expect(try desk.run("index", "papers").code == 0)
    let libraries = [
      "libcld2.so.0", "libmagic.so.1", "libxml2.so.2", "libgmime-3.0.so.0", "libarchive.so.13",
    ]
    #expect(try Self.run(desk, without: libraries, ["search", "Tartus"]).code == 0)
  }

  @Test func itTellsWhoStartsIt() throws {
    let desk = try Desk()
    var program = Program(folder: "/")
    program.path = Self.reader
    let outcome = try program.run()
    #expect(outcome.code == 2 && outcome.output.isEmpty)
    #expect(outcome.message.contains("started by 'allonym index'"))
    #expect(try program.run("--version").output == desk.run("--version").output)
  }
}
