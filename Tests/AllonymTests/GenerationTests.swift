// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing

@Suite struct GenerationTests {
  @Test func anOpenIndexStaysAsItWasAndNewOnesSeeTheNewGeneration() async throws {
    let folder = try TestFolder()
    try folder.write("a.txt", "pelican")
    try await folder.build()
    let old = try folder.open()
    try folder.write("a.txt", "heron")
    try await folder.build()
    #expect(try TestFolder.found("pelican", in: old) == ["a.txt"])
    #expect(try TestFolder.found("heron", in: old) == [])
    #expect(try folder.found("pelican") == [])
    #expect(try folder.found("heron") == ["a.txt"])
    #expect(old.generation.number == 1)
    #expect(try folder.open().generation.number == 2)
  }

  @Test func searchesGoOnWhileANewGenerationIsBuilt() async throws {
    let folder = try TestFolder()
    for number in 0..<200 { try folder.write("\(number).txt", "pelican number\(number)") }
    try await folder.build()
    let build = Task { for _ in 0..<3 { try await folder.build() } }
    let isDone = Flag()
    let watch = Task {
      _ = await build.result
      isDone.set()
    }
    var searches = 0
    while !isDone.isSet || searches == 0 {
      let index = try folder.open()
      #expect(try TestFolder.found("pelican", in: index).count == 200)
      searches += 1
      await Task.yield()
    }
    await watch.value
    try await build.value
    #expect(try folder.open().generation.number == 4)
  }

  @Test func onlyTheCurrentAndTheFormerGenerationAreKept() async throws {
    let folder = try TestFolder()
    try folder.write("a.txt", "pelican")
    for _ in 0..<4 { try await folder.build() }
    #expect(
      folder.indexEntries == ["current", "generation-000003", "generation-000004", "lock"])
  }

  @Test func theFormerGenerationStaysUntilTheNextIsInPlace() async throws {
    let folder = try TestFolder()
    try folder.write("a.txt", "pelican")
    for _ in 0..<2 { try await folder.build() }
    try folder.write("a.txt", Data([0xFF]))
    await #expect(throws: AllonymError.self) { try await folder.build() }
    #expect(
      folder.indexEntries == ["current", "generation-000001", "generation-000002", "lock"])
  }

  @Test func theDebrisOfKilledBuildsIsRemoved() async throws {
    let folder = try TestFolder()
    try folder.write("a.txt", "pelican")
    try await folder.build()
    let files = FileManager.default
    try files.createDirectory(
      atPath: folder.index.path + "/building-000009/segment-0", withIntermediateDirectories: true)
    try Data("half".utf8).write(
      to: URL(filePath: folder.index.path + "/building-000009/segment-0/postlist.glass"))
    try files.createSymbolicLink(
      atPath: folder.index.path + "/current.new", withDestinationPath: "generation-000009")
    #expect(try folder.found("pelican") == ["a.txt"])
    try await folder.build()
    #expect(try folder.found("pelican") == ["a.txt"])
    #expect(folder.indexEntries.count == 4, "\(folder.indexEntries)")
    #expect(!folder.indexEntries.contains("building-000009"))
    #expect(!folder.indexEntries.contains("current.new"))
  }

  @Test func whatIsNotOursInTheFolderIsLeftAlone() async throws {
    let folder = try TestFolder()
    try folder.write("a.txt", "pelican")
    try await folder.build()
    for name in ["README.md", "generation-old", "notes"] {
      try Data("mine".utf8).write(to: URL(filePath: folder.index.path + "/" + name))
    }
    for _ in 0..<2 { try await folder.build() }
    #expect(Set(folder.indexEntries).isSuperset(of: ["README.md", "generation-old", "notes"]))
  }

  @Test func twoWritersAtOnceAreRefused() async throws {
    let folder = try TestFolder()
    try folder.write("a.txt", "pelican")
    try await folder.build()
    // What another process would hold: see flock(2).
    let lock = open(folder.index.path + "/lock", O_RDWR)
    try #require(flock(lock, LOCK_EX | LOCK_NB) == 0)
    await #expect(throws: AllonymError.indexLocked(path: folder.index.path)) {
      try await folder.build()
    }
    close(lock)
    try await folder.build()
    #expect(try folder.found("pelican") == ["a.txt"])
  }

  @Test func aFailedBuildLeavesTheOldIndexServing() async throws {
    let folder = try TestFolder()
    try folder.write("a.txt", "pelican")
    try await folder.build()
    let empty = folder.path + "/empty"
    try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
    await #expect(throws: AllonymError.nothingIndexed(paths: [empty], failures: [])) {
      try await IndexBuilder(index: folder.index, sources: [empty]).build()
    }
    let missing = folder.path + "/missing"
    await #expect {
      try await IndexBuilder(index: folder.index, sources: [folder.documents, missing]).build()
    } throws: { error in
      guard case AllonymError.sourceUnreadable(missing, _) = error else { return false }
      return true
    }
    #expect(try folder.found("pelican") == ["a.txt"])
    #expect(folder.indexEntries == ["current", "generation-000001", "lock"])
  }

  @Test func withoutAnIndexItSaysSo() throws {
    let folder = try TestFolder()
    #expect(throws: AllonymError.indexMissing(path: folder.index.path)) { try folder.open() }
    #expect(throws: AllonymError.indexMissing(path: folder.index.path)) {
      try IndexCheck(folder.index)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.index.path))
  }
}

/// A flag for two threads.
final class Flag: @unchecked Sendable {
  // Every access is within the lock.
  private let lock = NSLock()
  private var value = false
  var isSet: Bool { lock.withLock { value } }
  func set() { lock.withLock { value = true } }
}
