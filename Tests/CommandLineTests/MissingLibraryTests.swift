// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

/// Libraries that are loaded when a file needs them, on a machine that does not have one.
@Suite struct MissingLibraryTests {
  /// A desk whose program finds an empty file in the place of each library.
  private static func run(_ desk: Desk, without libraries: [String], _ arguments: [String]) throws
    -> Outcome
  {
    try FileManager.default.createDirectory(
      atPath: "\(desk.path)/papers/libraries", withIntermediateDirectories: true)
    for library in libraries { try desk.write("libraries/\(library)", "") }
    var program = desk.program
    program.environment["LD_LIBRARY_PATH"] = "\(desk.path)/papers/libraries"
    return try program.run(arguments)
  }

  private static let formats: [(library: String, file: String, content: String, package: String)] =
    [
      ("libxml2.so.2", "page.html", "<p>A ship lay in Tartus.", "libxml2"),
      (
        "libgmime-3.0.so.0", "letter.eml", "From: a@example.org\nSubject: x\n\nA ship.\n",
        "libgmime-3.0-0"
      ),
      ("libarchive.so.13", "notes.zip", "PK\u{3}\u{4}", "libarchive13"),
    ]

  @Test(arguments: formats)
  func aFileThatNeedsItIsReportedWithThePackageAndTheOthersAreIndexed(
    library: String, file: String, content: String, package: String
  ) throws {
    let desk = try Desk()
    try desk.write(file, content)
    try desk.write("plain.txt", "A ship lay in Tartus.")
    let outcome = try Self.run(
      desk, without: [library], ["index", "papers/\(file)", "papers/plain.txt"])
    #expect(outcome.code == 3)
    #expect(outcome.output.contains("indexed 1 · failed 1"))
    let report = try String(
      contentsOfFile: "\(desk.path)/index/current/report.tsv", encoding: .utf8)
    #expect(report.contains("install the Debian package \(package)"))
  }

  @Test(arguments: [("libcld2.so.0", "libcld2-0"), ("libmagic.so.1", "libmagic1")])
  func nothingIsIndexedWithoutWhatEveryFileNeeds(library: String, package: String) throws {
    let desk = try Desk()
    try desk.write("plain.txt", "A ship lay in Tartus.")
    let outcome = try Self.run(desk, without: [library], ["index", "papers/plain.txt"])
    #expect(outcome.code == 2)
    #expect(outcome.message.hasPrefix("allonym: Files cannot be read without the library "))
    #expect(outcome.message.hasSuffix("install the Debian package \(package)."))
  }

  @Test func searchingNeedsNone() throws {
    let desk = try Desk()
    try desk.write("plain.txt", "A ship lay in Tartus.")
    #expect(try desk.run("index", "papers").code == 0)
    let libraries = Self.formats.map(\.library) + ["libcld2.so.0", "libmagic.so.1"]
    #expect(try Self.run(desk, without: libraries, ["search", "Tartus"]).code == 0)
  }
}
