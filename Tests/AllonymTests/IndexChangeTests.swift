// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing

/// Taking files out of an index, giving them other paths, and going back.
@Suite struct IndexChangeTests {
  private func removing(_ paths: String..., from folder: TestFolder) async throws -> RunReport {
    try await IndexChange(removing: paths, from: folder.index).run().run
  }

  private func moving(_ path: String, to other: String, in folder: TestFolder) async throws
    -> RunReport
  {
    try await IndexChange(moving: path, to: other, in: folder.index).run().run
  }

  @Test func whatIsRemovedStaysOutUntilItIsNamedAgain() async throws {
    let folder = try await TestFolder.ofBirds()
    let report = try await removing("\(folder.documents)/sub", from: folder)
    #expect(report.count(.deleted) == 2 && report.documents == 12)
    #expect(try folder.found("heron").isEmpty)
    try folder.write("sub/new.txt", "heron")
    #expect(try await IndexUpdate(index: folder.index, paths: []).run().run.documents == 12)
    #expect(try folder.open().statistics().reading.walk.removed == ["\(folder.documents)/sub"])
    #expect(try folder.open().files(below: folder.documents).count == 12)
    try await IndexBuilder(
      index: folder.index, sources: [folder.documents],
      reading: folder.open().statistics().reading
    ).build()
    #expect(try folder.found("heron").isEmpty, "a rebuild remembers it, too")
    #expect(try await folder.update("sub").documents == 16)
    #expect(try folder.open().statistics().reading.walk.removed == nil)
    try await folder.checkAgainstRebuild()
  }

  @Test func aSourceIsForgottenWholeAlsoWhenItIsGone() async throws {
    let folder = try await TestFolder.ofBirds()
    let other = "\(folder.path)/other"
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    try Data("osprey".utf8).write(to: URL(filePath: "\(other)/a.txt"))
    _ = try await IndexUpdate(index: folder.index, paths: [other]).run()
    #expect(try folder.open().sources().map(\.path) == [folder.documents, other])
    try FileManager.default.removeItem(atPath: other)
    #expect(try folder.open().sources().map(\.isThere) == [true, false])
    await #expect(throws: AllonymError.sourceGone(path: other)) {
      try await IndexUpdate(index: folder.index, paths: [other]).run()
    }
    let report = try await IndexUpdate(index: folder.index, paths: []).run().run
    #expect(report.failures == 1)
    let message = try #require(report.entries.first { $0.outcome == .failed }).detail
    #expect(message.contains("allonym move") && message.contains("allonym remove"))
    _ = try await removing(other, from: folder)
    #expect(try folder.open().sources().map(\.path) == [folder.documents])
    #expect(try folder.found("osprey").isEmpty)
    try await folder.checkAgainstRebuild()
  }

  @Test func allCanBeRemovedAndAddedAgain() async throws {
    let folder = try await TestFolder.ofBirds()
    #expect(try await removing(folder.documents, from: folder).documents == 0)
    #expect(try folder.found("pelican").isEmpty)
    await #expect(throws: AllonymError.noSources(path: folder.index.path)) {
      try await IndexUpdate(index: folder.index, paths: []).run()
    }
    #expect(try await folder.update().documents == 15)
    try await folder.checkAgainstRebuild()
  }

  @Test func aFolderThatWasRenamedIsNotReadAgain() async throws {
    let folder = try await TestFolder.ofBirds()
    let other = "\(folder.path)/archive"
    try FileManager.default.moveItem(atPath: folder.documents, toPath: other)
    let report = try await moving(folder.documents, to: other, in: folder)
    #expect(report.count(.moved) == 14)
    #expect(try folder.open().sources().map(\.path) == [other])
    #expect(try folder.open().search("heron").hits.map(\.path) == ["\(other)/sub/b.jsonl"])
    #expect(try folder.found("path:archive").count == 15)
    let next = try await IndexUpdate(index: folder.index, paths: []).run().run
    #expect(next.count(.unchanged) == 14 && next.count(.indexed) == 0 && next.seen == 14)
    let updated = try folder.contents()
    try await IndexBuilder(index: folder.index, sources: [other]).build()
    #expect(try folder.contents() == updated)
  }

  @Test func aPartThatMovesOutOfItsSourceBecomesOne() async throws {
    let folder = try await TestFolder.ofBirds()
    let other = "\(folder.path)/elsewhere"
    try FileManager.default.moveItem(atPath: "\(folder.documents)/sub", toPath: other)
    _ = try await moving("\(folder.documents)/sub", to: other, in: folder)
    #expect(try folder.open().sources().map(\.path) == [folder.documents, other])
    let next = try await IndexUpdate(index: folder.index, paths: []).run().run
    #expect(next.count(.unchanged) == 14 && next.count(.deleted) == 0)
  }

  @Test func whatWasIndexedAtBothPlacesIsThereOnce() async throws {
    let folder = try await TestFolder.ofBirds()
    let other = "\(folder.path)/archive"
    try FileManager.default.copyItem(atPath: folder.documents, toPath: other)
    _ = try await IndexUpdate(index: folder.index, paths: [other]).run()
    #expect(try folder.open().search("pelican").total == 24)
    try FileManager.default.removeItem(atPath: folder.documents)
    _ = try await moving(folder.documents, to: other, in: folder)
    #expect(try folder.open().search("pelican").total == 12)
    #expect(try folder.open().sources().map(\.path) == [other])
  }

  @Test func aFileOfAnotherNameIsReadByTheNextRun() async throws {
    let folder = try await TestFolder.ofBirds()
    try folder.move("3.txt", to: "thirteen.txt")
    _ = try await moving(
      "\(folder.documents)/3.txt", to: "\(folder.documents)/thirteen.txt", in: folder)
    #expect(try folder.found("number3").count == 1)
    #expect(try await IndexUpdate(index: folder.index, paths: []).run().run.count(.indexed) == 1)
    try await folder.checkAgainstRebuild()
  }

  @Test func whatTheIndexDoesNotHoldIsRefused() async throws {
    let folder = try await TestFolder.ofBirds()
    let before = try folder.contents()
    await #expect(throws: AllonymError.notInIndex(path: "/nowhere", sources: [folder.documents])) {
      try await removing("/nowhere", from: folder)
    }
    await #expect(throws: AllonymError.self) {
      try await moving(folder.documents, to: "/nowhere", in: folder)
    }
    await #expect(throws: AllonymError.self) {
      try await moving(folder.documents, to: "\(folder.documents)/sub", in: folder)
    }
    await #expect(throws: AllonymError.self) { try await moving("/usr", to: "/etc", in: folder) }
    #expect(try folder.contents() == before)
    let none = IndexDirectory(path: folder.path + "/none")
    await #expect(throws: AllonymError.indexMissing(path: none.path)) {
      try await IndexChange(removing: ["/x"], from: none).run()
    }
    #expect(!FileManager.default.fileExists(atPath: none.path))
  }

  @Test func aRebuildIsUndoneAndDoneAgain() async throws {
    let folder = try await TestFolder.ofBirds()
    #expect(throws: AllonymError.noFormerGeneration(path: folder.index.path)) {
      try folder.index.restoreFormerGeneration()
    }
    let (before, open) = (try folder.contents(), try folder.open())
    try await IndexBuilder(index: folder.index, sources: ["\(folder.documents)/sub"]).build()
    #expect(try folder.found("pelican").isEmpty)
    _ = try folder.index.restoreFormerGeneration()
    #expect(try folder.contents() == before)
    #expect(try open.search("pelican").total == 12)
    _ = try folder.index.restoreFormerGeneration()
    #expect(try folder.found("pelican").isEmpty)
    _ = try folder.index.restoreFormerGeneration()
    #expect(try await folder.update().documents == 15)
  }

  @Test func aFolderOfOtherThingsIsLeftAlone() async throws {
    let folder = try await TestFolder.ofBirds()
    let foreign = IndexDirectory(path: folder.documents)
    await #expect(throws: AllonymError.self) {
      try await IndexBuilder(index: foreign, sources: [folder.documents]).build()
    }
    await #expect(throws: AllonymError.self) {
      try await IndexUpdate(index: foreign, paths: [folder.documents]).run()
    }
    #expect(!FileManager.default.fileExists(atPath: folder.documents + "/lock"))
    let empty = IndexDirectory(path: folder.path + "/empty")
    try FileManager.default.createDirectory(atPath: empty.path, withIntermediateDirectories: true)
    try Data().write(to: URL(filePath: empty.path + "/.hidden"))
    try await IndexBuilder(index: empty, sources: [folder.documents]).build()
  }
}
