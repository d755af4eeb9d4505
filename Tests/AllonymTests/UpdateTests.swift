// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Documents
import Foundation
import Testing

/// What is found after an update.
@Suite struct UpdateTests {
  @Test func whatHasNotChangedIsNotReadAgain() async throws {
    let folder = try await TestFolder.ofBirds()
    let generation = try folder.index.currentGeneration()
    #expect(try await folder.update().outcomes == "unchanged 14")
    #expect(
      try await IndexUpdate(index: folder.index, paths: []).run().run.outcomes == "unchanged 14")
    #expect(try folder.index.currentGeneration() == generation)
  }

  @Test func newChangedAndDeletedFilesAreFoundAsTheyAreNow() async throws {
    let folder = try await TestFolder.ofBirds()
    try folder.write("0.txt", "flamingo in the reeds")
    try folder.write("new.txt", "stork on the roof")
    try folder.remove("1.txt")
    let run = try await folder.update()
    #expect(run.outcomes == "indexed 2 unchanged 12 deleted 1")
    #expect(run.reasons["indexed"] == ["new": 1, "changed": 1])
    #expect(run.documents == 15)
    #expect(try folder.found("flamingo") == ["0.txt"])
    #expect(try folder.found("stork") == ["new.txt"])
    #expect(try folder.found("number0 OR number1") == [])
    #expect(try folder.found("pelican").count == 10)
    try await folder.checkAgainstRebuild()
  }

  @Test func aSourceThatIsSuddenlyEmptyKeepsItsDocuments() async throws {
    let folder = try await TestFolder.ofBirds()
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.documents) {
      try folder.remove(name)
    }
    let run = try await folder.update()
    #expect(run.failures == 1 && run.outcomes.contains("deleted") == false, "\(run.outcomes)")
    #expect(run.entries.contains { $0.detail.contains("--accept-empty") })
    #expect(try folder.found("pelican").count == 12)
    var options = UpdateOptions()
    options.acceptsEmpty = true
    #expect(try await folder.update(options: options).outcomes == "deleted 14")
    #expect(try folder.found("pelican") == [])
  }

  @Test func aChangedFileOfPatternsConcernsAllBesideIt() async throws {
    let folder = try await TestFolder.ofBirds()
    let patterns = RawPath("\(folder.documents)/sub/.allonymignore")
    #expect(IndexUpdate.parts([patterns], of: folder.index) == ["\(folder.documents)/sub"])
  }

  @Test func aMovedFileIsFoundUnderItsNewPathWithoutBeingReadAgain() async throws {
    let folder = try await TestFolder.ofBirds()
    try folder.move("3.txt", to: "attic/3.txt")
    try folder.move("sub/b.jsonl", to: "attic/b.jsonl")
    #expect(try await folder.update().outcomes == "unchanged 12 moved 2")
    let moved = try folder.open().search("=number3").hits
    #expect(moved.map(\.path) == [folder.documents + "/attic/3.txt"])
    #expect(try folder.found("path:attic").sorted() == ["3.txt", "x", "y"])
    try await folder.checkAgainstRebuild()
  }

  @Test func aRenamedFileIsReadAgain() async throws {
    let folder = try await TestFolder.ofBirds()
    try folder.move("3.txt", to: "three.txt")
    #expect(try await folder.update().outcomes == "indexed 1 unchanged 13 deleted 1")
    try await folder.checkAgainstRebuild()
  }

  @Test func aPartIsBroughtUpToDateWithoutTheRest() async throws {
    let folder = try await TestFolder.ofBirds()
    try folder.write("0.txt", "flamingo")
    try folder.write("sub/c.txt", "stork")
    try folder.remove("sub/a.md")
    let run = try await folder.update("sub")
    #expect(run.outcomes == "indexed 1 unchanged 1 deleted 1")
    #expect(run.seen == 2)
    #expect(try folder.found("stork") == ["c.txt"])
    #expect(try folder.found("flamingo") == [])
    try folder.remove("sub/c.txt")
    #expect(try await folder.update("sub/c.txt").outcomes == "deleted 1")
    try FileManager.default.removeItem(atPath: folder.documents + "/sub")
    #expect(try await folder.update("sub").outcomes == "deleted 1")
    #expect(try folder.found("number0") == ["0.txt"])
    await #expect(throws: AllonymError.self) { try await folder.update("neverThere") }
    #expect(try await folder.update("0.txt").outcomes == "indexed 1")
    try await folder.checkAgainstRebuild()
  }

  @Test func furtherFoldersAreAddedAndARebuildKnowsThem() async throws {
    let folder = try await TestFolder.ofBirds()
    let other = folder.path + "/other"
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    try Data("ostrich".utf8).write(to: URL(filePath: other + "/o.txt"))
    _ = try await IndexUpdate(index: folder.index, paths: [other]).run()
    #expect(try folder.found("ostrich") == ["o.txt"])
    #expect(try folder.found("pelican").count == 12)
    #expect(try folder.open().statistics().sources == [folder.documents, other])
    try FileManager.default.removeItem(atPath: other)
    let all = try await IndexUpdate(index: folder.index, paths: []).run().run
    #expect(all.outcomes == "unchanged 14 failed 1")
    #expect(try folder.found("ostrich") == ["o.txt"], "a disk that is not mounted deletes nothing")
    await #expect(throws: AllonymError.self) {
      try await IndexUpdate(index: folder.index, paths: [other]).run()
    }
  }

  @Test func theLaterOfTwoDocumentsWithTheSameIdCountsInUpdatesToo() async throws {
    let folder = try await TestFolder.ofBirds()
    let lines = [("x", "first"), ("z", "second"), ("x", "third")]
    try folder.write("sub/b.jsonl", lines.map { TestDocument($0, $1).line }.joined())
    let run = try await folder.update()
    #expect(run.replaced == 1)
    #expect(try folder.found("first OR heron OR tern") == [])
    #expect(try folder.found("third") == ["x"])
    try await folder.checkAgainstRebuild()
  }

  @Test func newWordsAreFoundInAllSpellingsAndOldOnesAreGone() async throws {
    let folder = try await TestFolder.ofBirds()
    try folder.write("0.txt", "Хмеймиме и Тартусе")
    try folder.write("1.txt", "a harbours' end")
    try await folder.update()
    let index = try folder.open()
    #expect(try index.search("Hmeimim").hits.map(\.path) == [folder.documents + "/0.txt"])
    #expect(try index.spellings(of: "harbour")[0].forms.contains { $0.form == "harbours" })
    #expect(try TestFolder.found("number0", in: index) == [])
    #expect(
      try index.spellings(of: "number0")[0].forms.allSatisfy {
        $0.form != "number0" || $0.documents == 0
      })
    let fresh = IndexDirectory(path: folder.path + "/fresh")
    _ = try await IndexBuilder(index: fresh, sources: [folder.documents]).build()
    #expect(try index.statistics().words == SearchIndex(fresh).statistics().words)
  }

  @Test func severalUpdatesWithRandomChangesEqualABuildOfTheResult() async throws {
    let folder = try await TestFolder.ofBirds()
    var random = SeededRandom(seed: 6)
    for round in 0..<8 {
      for _ in 0..<4 {
        let name = "\(Int.random(in: 0..<16, using: &random)).txt"
        let isThere = FileManager.default.fileExists(atPath: "\(folder.documents)/\(name)")
        switch Int.random(in: 0..<4, using: &random) {
        case 0 where isThere: try folder.remove(name)
        case 1 where isThere:
          try folder.move(name, to: "m\(round)/\(UInt16(random.next() >> 48))/\(name)")
        default: try folder.write(name, "pelican round\(round) word\(random.next() % 1000)")
        }
      }
      try await folder.update()
    }
    try await folder.checkAgainstRebuild()
  }
}
