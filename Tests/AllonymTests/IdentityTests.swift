// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Foundation
import Testing
import Xapian

@testable import Allonym

/// What is distinguished by hashes stays apart where all hashes are equal.
@Suite struct IdentityTests {
  /// Documents and files whose hashes all collide.
  private static var colliding: UpdateOptions {
    var options = UpdateOptions()
    options.limits.identityBits = 0
    return options
  }

  private static func folder(_ name: String = "") async throws -> TestFolder {
    let folder = try TestFolder()
    for number in 0..<6 { try folder.write("\(name)\(number).txt", "pelican number\(number)") }
    try folder.write(
      "lines.jsonl",
      TestDocument("x", "heron old").line + TestDocument("y", "tern").line
        + TestDocument("x", "heron").line + TestDocument(nil, "gull").line
        + TestDocument(nil, "gull again").line)
    #expect(try await folder.update(options: colliding).documents == 10)
    return folder
  }

  @Test func onlyDocumentsOfOneIdReplaceEachOther() async throws {
    let folder = try await Self.folder()
    #expect(try folder.found("pelican").count == 6)
    #expect(try folder.found("heron") == ["x"])
    #expect(try folder.found("old") == [])
    #expect(try folder.found("gull").count == 2)
  }

  @Test func onlyTheFileThatIsGoneIsTakenOut() async throws {
    let folder = try await Self.folder()
    try folder.remove("2.txt")
    #expect(try await folder.update(options: Self.colliding).outcomes == "unchanged 6 deleted 1")
    try await folder.checkAgainstRebuild()
  }

  @Test func onlyTheFileThatChangedIsReplaced() async throws {
    let folder = try await Self.folder()
    try folder.write("2.txt", "cormorant")
    try folder.move("3.txt", to: "attic/3.txt")
    let run = try await folder.update(options: Self.colliding)
    #expect(run.outcomes == "indexed 1 unchanged 5 moved 1")
    #expect(try folder.found("pelican").count == 5)
    try await folder.checkAgainstRebuild()
  }

  @Test func longPathsThatBeginAlikeKeepRecordsOfTheirOwn() async throws {
    let long = String(repeating: "long/", count: 50)
    let folder = try await Self.folder(long)
    try folder.write("\(long)1.txt", "cormorant of another size")
    try folder.remove("\(long)4.txt")
    let run = try await folder.update(options: Self.colliding)
    #expect(run.outcomes == "indexed 1 unchanged 5 deleted 1")
    try await folder.checkAgainstRebuild()
  }

  @Test func aLargeUpdateKeepsTheSeedAndABuildDrawsAnother() async throws {
    let folder = try await Self.folder()
    func seed() throws -> IdentityHash? {
      try IdentityHash(of: Database(path: folder.index.currentGeneration().databasePath))
    }
    let first = try #require(try seed())
    let generation = try folder.index.currentGeneration()
    try folder.write("large.txt", String(repeating: "heron and tern ", count: 100_000))
    _ = try await folder.update()
    #expect(try folder.index.currentGeneration() != generation)
    #expect(try seed() == first)
    try await folder.build()
    #expect(try seed() != first)
  }

  @Test func aMemberIsOfItsFileAndNoOther() {
    let file = RawPath("/a/x.zip")
    #expect(Schema.isDocument(at: "/a/x.zip", of: file))
    #expect(Schema.isDocument(at: "/a/x.zip!b.txt", of: file))
    #expect(!Schema.isDocument(at: "/a/x.zip2", of: file))
    #expect(!Schema.isDocument(at: "/a/x", of: file))
  }
}
