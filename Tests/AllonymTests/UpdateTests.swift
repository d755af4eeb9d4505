// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing
import Xapian

extension TestFolder {
  /// Brings the index up to date: of all, or of some files and folders below the documents.
  @discardableResult
  func update(
    _ parts: String..., options: UpdateOptions = UpdateOptions()
  ) async throws -> RunReport {
    let paths = parts.isEmpty ? [documents] : parts.map { "\(documents)/\($0)" }
    return try await IndexUpdate(index: index, paths: paths, options: options).run().run
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: "\(documents)/\(name)")
  }

  func move(_ name: String, to other: String) throws {
    let target = URL(filePath: "\(documents)/\(other)")
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.moveItem(at: URL(filePath: "\(documents)/\(name)"), to: target)
  }

  /// All that the database holds of each document but its id, sorted.
  func contents() throws -> [String] { try Self.contents(of: index) }

  static func contents(of index: IndexDirectory) throws -> [String] {
    let database = try Database(path: index.currentGeneration().databasePath)
    return try database.postings("").map { id in
      var text = try database.document(id).text
      for term in try database.termList(id) {
        text += "\n" + String(decoding: term, as: UTF8.self)
        text += " \(try database.positions(term, in: id))"
      }
      return text + "\n\(try database.document(id).value(1)) \(try database.documentLength(id))"
    }.sorted()
  }
}

extension RunReport {
  /// The fates that files had, such as "indexed 2 moved 1".
  var fates: String {
    RunReport.Fate.allCases.filter { count($0) > 0 }
      .map { "\($0.rawValue) \(count($0))" }.joined(separator: " ")
  }
}

@Suite struct UpdateTests {
  private static func folder() async throws -> TestFolder {
    let folder = try TestFolder()
    for number in 0..<12 {
      try folder.write("\(number).txt", "pelican number\(number)\n\nThe harbour at dawn.")
    }
    try folder.write("sub/a.md", "# Granite\n\nquarries")
    try folder.write(
      "sub/b.jsonl", TestDocument("x", "heron").line + TestDocument("y", "tern").line)
    #expect(try await folder.update().fates == "indexed 14")
    return folder
  }

  /// The index is what a build from nothing makes of the same files.
  private func checkAgainstRebuild(
    _ folder: TestFolder, location: SourceLocation = #_sourceLocation
  ) async throws {
    #expect(
      try IndexCheck(folder.index).findings().allSatisfy(\.isSound), sourceLocation: location)
    let updated = try folder.contents()
    let fresh = IndexDirectory(path: folder.path + "/fresh")
    _ = try await IndexBuilder(index: fresh, sources: [folder.documents]).build()
    let other = try TestFolder.contents(of: fresh)
    #expect(updated == other, sourceLocation: location)
  }

  @Test func whatHasNotChangedIsNotReadAgain() async throws {
    let folder = try await Self.folder()
    let generation = try folder.index.currentGeneration()
    #expect(try await folder.update().fates == "unchanged 14")
    #expect(try await IndexUpdate(index: folder.index, paths: []).run().run.fates == "unchanged 14")
    #expect(try folder.index.currentGeneration() == generation)
  }

  @Test func newChangedAndDeletedFilesAreFoundAsTheyAreNow() async throws {
    let folder = try await Self.folder()
    try folder.write("0.txt", "flamingo in the reeds")
    try folder.write("new.txt", "stork on the roof")
    try folder.remove("1.txt")
    let run = try await folder.update()
    #expect(run.fates == "indexed 2 unchanged 12 deleted 1")
    #expect(run.reasons["indexed"] == ["new": 1, "changed": 1])
    #expect(run.documents == 15)
    #expect(try folder.found("flamingo") == ["0.txt"])
    #expect(try folder.found("stork") == ["new.txt"])
    #expect(try folder.found("number0 OR number1") == [])
    #expect(try folder.found("pelican").count == 10)
    try await checkAgainstRebuild(folder)
  }

  @Test func aMovedFileIsFoundUnderItsNewPathWithoutBeingReadAgain() async throws {
    let folder = try await Self.folder()
    try folder.move("3.txt", to: "attic/3.txt")
    try folder.move("sub/b.jsonl", to: "attic/b.jsonl")
    #expect(try await folder.update().fates == "unchanged 12 moved 2")
    let moved = try folder.open().search("=number3").hits
    #expect(moved.map(\.path) == [folder.documents + "/attic/3.txt"])
    #expect(try folder.found("path:attic").sorted() == ["3.txt", "x", "y"])
    try await checkAgainstRebuild(folder)
  }

  @Test func aRenamedFileIsReadAgain() async throws {
    let folder = try await Self.folder()
    try folder.move("3.txt", to: "three.txt")
    #expect(try await folder.update().fates == "indexed 1 unchanged 13 deleted 1")
    try await checkAgainstRebuild(folder)
  }

  @Test func aPartIsBroughtUpToDateWithoutTheRest() async throws {
    let folder = try await Self.folder()
    try folder.write("0.txt", "flamingo")
    try folder.write("sub/c.txt", "stork")
    try folder.remove("sub/a.md")
    let run = try await folder.update("sub")
    #expect(run.fates == "indexed 1 unchanged 1 deleted 1")
    #expect(run.seen == 2)
    #expect(try folder.found("stork") == ["c.txt"])
    #expect(try folder.found("flamingo") == [])
    try folder.remove("sub/c.txt")
    #expect(try await folder.update("sub/c.txt").fates == "deleted 1")
    try FileManager.default.removeItem(atPath: folder.documents + "/sub")
    #expect(try await folder.update("sub").fates == "deleted 1")
    #expect(try folder.found("number0") == ["0.txt"])
    await #expect(throws: AllonymError.self) { try await folder.update("neverThere") }
    #expect(try await folder.update("0.txt").fates == "indexed 1")
    try await checkAgainstRebuild(folder)
  }

  @Test func furtherFoldersAreAddedAndARebuildKnowsThem() async throws {
    let folder = try await Self.folder()
    let other = folder.path + "/other"
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    try Data("ostrich".utf8).write(to: URL(filePath: other + "/o.txt"))
    _ = try await IndexUpdate(index: folder.index, paths: [other]).run()
    #expect(try folder.found("ostrich") == ["o.txt"])
    #expect(try folder.found("pelican").count == 12)
    #expect(try folder.open().statistics().sources == [folder.documents, other])
    try FileManager.default.removeItem(atPath: other)
    let all = try await IndexUpdate(index: folder.index, paths: []).run().run
    #expect(all.fates == "unchanged 14 failed 1")
    #expect(try folder.found("ostrich") == ["o.txt"], "a disk that is not mounted deletes nothing")
    await #expect(throws: AllonymError.self) {
      try await IndexUpdate(index: folder.index, paths: [other]).run()
    }
  }

  @Test func theLaterOfTwoDocumentsWithTheSameIdCountsInUpdatesToo() async throws {
    let folder = try await Self.folder()
    let lines = [("x", "first"), ("z", "second"), ("x", "third")]
    try folder.write("sub/b.jsonl", lines.map { TestDocument($0, $1).line }.joined())
    let run = try await folder.update()
    #expect(run.replaced == 1)
    #expect(try folder.found("first OR heron OR tern") == [])
    #expect(try folder.found("third") == ["x"])
    try await checkAgainstRebuild(folder)
  }

  @Test func aTouchedFileIsTheSameByItsContent() async throws {
    let folder = try await Self.folder()
    utimes(folder.documents + "/5.txt", nil)
    let run = try await folder.update()
    #expect(run.fates == "unchanged 14")
  }

  @Test func aChangeIsFoundThoughSizeAndTimeStayAsTheyWere() async throws {
    let folder = try await Self.folder()
    let path = folder.documents + "/5.txt"
    let before = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
    try folder.write("5.txt", "pelican number7\n\nThe harbour at dawn.")
    try FileManager.default.setAttributes([.modificationDate: before as Any], ofItemAtPath: path)
    #expect(try await folder.update().fates == "indexed 1 unchanged 13")
    #expect(try folder.found("number7").sorted() == ["5.txt", "7.txt"])
  }

  @Test(arguments: [-1e9, 1e9, 4e9])
  func aClockThatWasSetWrongMakesNothingLostOrDoubled(offset: Double) async throws {
    let folder = try await Self.folder()
    let path = folder.documents + "/5.txt"
    let date = Date(timeIntervalSince1970: Date().timeIntervalSince1970 + offset)
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    #expect(try await folder.update().fates == "unchanged 14")
    try folder.write("5.txt", "flamingo")
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    #expect(try await folder.update().fates == "indexed 1 unchanged 13")
    #expect(try folder.found("flamingo") == ["5.txt"])
    #expect(try folder.found("pelican").count == 11)
  }

  @Test func everyContentIsComparedWhenAskedTo() async throws {
    let folder = try await Self.folder()
    var options = UpdateOptions()
    options.verifiesContent = true
    #expect(try await folder.update(options: options).fates == "unchanged 14")
  }

  @Test func aFailedFileIsRememberedAndTriedAgainWhenItChanges() async throws {
    let folder = try await Self.folder()
    try folder.write("bad.txt", Data([0x61, 0xFF, 0x62]))
    try folder.write("sub/lines.jsonl", "{\"text\":\"kite\"}\n{\n")
    let first = try await folder.update()
    #expect(first.fates == "indexed 1 unchanged 14 failed 1")
    #expect(first.failedParts == 1)
    usleep(2_100_000)
    // Looked at just after it was written, it may have changed unseen: read once more.
    try await folder.update()
    let second = try await folder.update()
    #expect(second.fates == "unchanged 15 failed 1")
    #expect(second.failedParts == 1)
    #expect(second.entries.contains { $0.fate == .failed && $0.path.hasSuffix("/bad.txt") })
    var options = UpdateOptions()
    options.retriesFailures = true
    let retried = try await folder.update(options: options)
    #expect(retried.reasons["indexed"] == ["tried again": 1])
    #expect(retried.fates == "indexed 1 unchanged 14 failed 1")
    try folder.write("bad.txt", "gannet")
    #expect(try await folder.update().fates == "indexed 1 unchanged 15")
    #expect(try folder.found("gannet") == ["bad.txt"])
  }

  @Test func aFileThatCannotBeReadAnyMoreKeepsItsDocuments() async throws {
    let folder = try await Self.folder()
    try folder.write("5.txt", Data([0x61, 0xFF, 0x62]))
    #expect(try await folder.update().fates == "unchanged 13 failed 1")
    #expect(try folder.found("number5") == ["5.txt"])
    #expect(try IndexCheck(folder.index).findings().allSatisfy(\.isSound))
    try folder.write("5.txt", "flamingo")
    try await folder.update()
    #expect(try folder.found("number5") == [])
    try await checkAgainstRebuild(folder)
  }

  @Test func newWordsAreFoundInAllSpellingsAndOldOnesAreGone() async throws {
    let folder = try await Self.folder()
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

  @Test func aReaderThatWasOvertakenByUpdatesAnswersFromTheLast() async throws {
    let folder = try await Self.folder()
    let index = try folder.open()
    #expect(try TestFolder.found("pelican", in: index).count == 12)
    for round in 0..<6 {
      for number in 0..<6 { try folder.write("\(number).txt", "pelican round\(round) \(number)") }
      try await folder.update()
      #expect(try TestFolder.found("pelican", in: index).count == 12)
    }
    #expect(try TestFolder.found("round5", in: folder.open()).count == 6)
    _ = try index.statistics()
    _ = try index.spellings(of: "pelican")
  }

  @Test func manyChangesMakeANewGenerationWithTheRestOfTheOld() async throws {
    let folder = try TestFolder()
    let filler = (0..<20_000).map { "word\($0 % 5000)" }.joined(separator: " ")
    for number in 0..<12 { try folder.write("\(number).txt", "pelican\(number) \(filler)") }
    try await folder.update()
    for number in 0..<10 { try folder.write("\(number).txt", "heron\(number) \(filler)") }
    try folder.remove("10.txt")
    let report = try await folder.update()
    #expect(report.fates == "indexed 10 unchanged 1 deleted 1")
    #expect(try folder.index.currentGeneration().number == 2)
    try await checkAgainstRebuild(folder)
  }

  @Test func aSmallArchiveThatUnfoldsToMuchMakesANewGeneration() async throws {
    let folder = try await Self.folder()
    let generation = try folder.index.currentGeneration()
    let lines = (0..<1000).map { TestDocument("d\($0)", "heron \($0) on the quay ").line }
    try folder.writeCompressed("more.jsonl", lines.joined() + lines.joined())
    try folder.remove("1.txt")
    try folder.move("2.txt", to: "sub/2.txt")
    var options = UpdateOptions()
    options.limits = BuildLimits(memory: 128 << 10)
    let report = try await folder.update(options: options)
    #expect(report.fates == "indexed 1 unchanged 12 moved 1 deleted 1")
    #expect(report.replaced == 1000)
    #expect(try folder.index.currentGeneration() != generation)
    try await checkAgainstRebuild(folder)
  }

  @Test func severalUpdatesWithRandomChangesEqualABuildOfTheResult() async throws {
    let folder = try await Self.folder()
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
    try await checkAgainstRebuild(folder)
  }

  @Test func anIndexOfAnOlderFormatIsMadeAnew() async throws {
    let folder = try await Self.folder()
    let path = try folder.index.currentGeneration().manifestPath
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try Data(text.replacing(/"format" : \d+/, with: "\"format\" : 1").utf8)
      .write(to: URL(filePath: path))
    let run = try await folder.update("sub")
    #expect(run.isRebuild)
    #expect(run.fates == "indexed 14")
  }

  @Test func theListTellsTheFateOfEachFile() async throws {
    let folder = try await Self.folder()
    try folder.write("x.png", Data([1]))
    try folder.move("3.txt", to: "attic/3.txt")
    try folder.remove("4.txt")
    try await folder.update()
    let list = try String(
      contentsOfFile: folder.index.currentGeneration().reportListPath, encoding: .utf8)
    let rows = list.split(separator: "\n").map {
      $0.split(separator: "\t").prefix(3).joined(separator: " ")
    }
    #expect(rows.contains("skipped .png \(folder.documents)/x.png"))
    #expect(rows.contains("moved same content \(folder.documents)/attic/3.txt"))
    #expect(rows.contains("deleted gone \(folder.documents)/4.txt"))
    #expect(
      rows.contains("unchanged same content \(folder.documents)/5.txt")
        || rows.contains("unchanged same size and times \(folder.documents)/5.txt"))
  }
}
