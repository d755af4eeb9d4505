// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing

/// Which files an update reads again.
@Suite struct UpdateReadingTests {
  @Test func aTouchedFileIsTheSameByItsContent() async throws {
    let folder = try await TestFolder.ofBirds()
    utimes(folder.documents + "/5.txt", nil)
    let run = try await folder.update()
    #expect(run.outcomes == "unchanged 14")
  }

  @Test func aChangeIsFoundThoughSizeAndTimeStayAsTheyWere() async throws {
    let folder = try await TestFolder.ofBirds()
    let path = folder.documents + "/5.txt"
    let before = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
    try folder.write("5.txt", "pelican number7\n\nThe harbour at dawn.")
    try FileManager.default.setAttributes([.modificationDate: before as Any], ofItemAtPath: path)
    #expect(try await folder.update().outcomes == "indexed 1 unchanged 13")
    #expect(try folder.found("number7").sorted() == ["5.txt", "7.txt"])
  }

  @Test(arguments: [-1e9, 1e9, 4e9])
  func aClockThatWasSetWrongMakesNothingLostOrDoubled(offset: Double) async throws {
    let folder = try await TestFolder.ofBirds()
    let path = folder.documents + "/5.txt"
    let date = Date(timeIntervalSince1970: Date().timeIntervalSince1970 + offset)
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    #expect(try await folder.update().outcomes == "unchanged 14")
    try folder.write("5.txt", "flamingo")
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    #expect(try await folder.update().outcomes == "indexed 1 unchanged 13")
    #expect(try folder.found("flamingo") == ["5.txt"])
    #expect(try folder.found("pelican").count == 11)
  }

  @Test func everyContentIsComparedWhenAskedTo() async throws {
    let folder = try await TestFolder.ofBirds()
    var options = UpdateOptions()
    options.verifiesContent = true
    #expect(try await folder.update(options: options).outcomes == "unchanged 14")
  }

  @Test func aFailedFileIsRememberedAndTriedAgainWhenItChanges() async throws {
    let folder = try await TestFolder.ofBirds()
    try folder.write("bad.txt", Data([0x61, 0xFF, 0x62]))
    try folder.write("sub/lines.jsonl", "{\"text\":\"kite\"}\n{\n")
    let first = try await folder.update()
    #expect(first.outcomes == "indexed 1 unchanged 14 failed 1")
    #expect(first.failedParts == 1)
    usleep(2_100_000)
    // Looked at just after it was written, it may have changed unseen: read once more.
    try await folder.update()
    let second = try await folder.update()
    #expect(second.outcomes == "unchanged 15 failed 1")
    #expect(second.failedParts == 1)
    #expect(second.entries.contains { $0.outcome == .failed && $0.path.hasSuffix("/bad.txt") })
    var options = UpdateOptions()
    options.retriesFailures = true
    let retried = try await folder.update(options: options)
    #expect(retried.reasons["indexed"] == ["tried again": 1])
    #expect(retried.outcomes == "indexed 1 unchanged 14 failed 1")
    try folder.write("bad.txt", "gannet")
    #expect(try await folder.update().outcomes == "indexed 1 unchanged 15")
    #expect(try folder.found("gannet") == ["bad.txt"])
  }

  @Test func aFileThatCannotBeReadAnyMoreKeepsItsDocuments() async throws {
    let folder = try await TestFolder.ofBirds()
    try folder.write("5.txt", Data([0x61, 0xFF, 0x62]))
    #expect(try await folder.update().outcomes == "unchanged 13 failed 1")
    #expect(try folder.found("number5") == ["5.txt"])
    #expect(try IndexCheck(folder.index).findings().allSatisfy(\.isSound))
    try folder.write("5.txt", "flamingo")
    try await folder.update()
    #expect(try folder.found("number5") == [])
    try await folder.checkAgainstRebuild()
  }
}
