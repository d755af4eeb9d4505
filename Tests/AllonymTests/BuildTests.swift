// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing
import Xapian

@Suite struct BuildTests {
  @Test func everyFormatIsFoundByItsWordsAndItsTitle() async throws {
    let folder = try TestFolder()
    try folder.write("plain.txt", "A harbour at dawn.\n\nGulls over the water.")
    try folder.write("notes.md", "# Orchard\n\nThe *apples* are ripe.\n")
    try folder.write(
      "page.html",
      "<html><head><title>Lighthouse</title></head><body><p>Keepers of the lamp</p></body></html>")
    try folder.write(
      "docs.jsonl", TestDocument("j-1", "Miners in the valley", title: "Copper").line)
    let report = try await folder.build()
    #expect(report.run.documents == 4)
    #expect(report.run.failures == 0)
    #expect(try folder.found("gulls") == ["plain.txt"])
    #expect(try folder.found("apples") == ["notes.md"])
    #expect(try folder.found("title:orchard") == ["notes.md"])
    #expect(try folder.found("keepers") == ["page.html"])
    #expect(try folder.found("title:lighthouse") == ["page.html"])
    #expect(try folder.found("miners") == ["j-1"])
    #expect(try folder.found("title:copper") == ["j-1"])
  }

  @Test func hitsTellWhatTheSourceSays() async throws {
    let folder = try await TestFolder(indexing: [
      TestDocument("ru-7", "Порт Тартус", title: "Порт", date: "2024-12-08", lang: "ru")
    ])
    let hit = try #require(try folder.open().search("порт").hits.first)
    #expect(hit.id == "ru-7")
    #expect(hit.title == "Порт")
    #expect(hit.date == "20241208")
    #expect(hit.language == "ru")
    #expect(hit.path == folder.documents + "/docs.jsonl")
    #expect(hit.rank == 1)
    #expect(hit.score > 0)
  }

  @Test func whatIsSortedByIsShortHoweverLongALetterIs() async throws {
    let folder = try await TestFolder(indexing: [
      TestDocument("a", "pelican", title: "e" + String(repeating: "\u{301}", count: 100_000))
    ])
    let database = try Database(path: folder.index.currentGeneration().databasePath)
    for slot in 0..<10 as Range<UInt32> {
      #expect(try database.document(1).value(slot).count <= 160)
    }
  }

  @Test func aLaterDocumentWithTheSameIdReplacesTheEarlier() async throws {
    let folder = try await TestFolder(indexing: [
      TestDocument("a", "first winter"), TestDocument("b", "second spring"),
      TestDocument("a", "third summer"), TestDocument("a", "fourth autumn"),
    ])
    #expect(try folder.found("winter OR summer") == [])
    #expect(try folder.found("id:a") == ["a"])
    #expect(try folder.found("autumn") == ["a"])
    #expect(try folder.found("spring") == ["b"])
    let run = try RunReport(of: folder.index.currentGeneration())
    #expect(run.documents == 2)
    #expect(run.replaced == 2)
  }

  @Test func linesWithoutIdAreDocumentsOfTheirOwn() async throws {
    let folder = try TestFolder()
    try folder.write("docs.jsonl", "{\"text\":\"first winter\"}\n{\"text\":\"second winter\"}\n")
    let report = try await folder.build()
    #expect(report.run.documents == 2)
    #expect(report.run.replaced == 0)
  }

  @Test func theSameIdInTwoFilesIsTwoDocuments() async throws {
    let folder = try TestFolder()
    try folder.write("one.jsonl", TestDocument("a", "first winter").line)
    try folder.write("two.jsonl", TestDocument("a", "second winter").line)
    try await folder.build()
    #expect(try folder.found("winter") == ["a", "a"])
  }

  @Test func theIndexWithinTheIndexedFolderIsNotIndexed() async throws {
    let folder = try TestFolder()
    try folder.write("a.txt", "pelican")
    let inner = IndexDirectory(path: folder.documents + "/index")
    let builder = IndexBuilder(index: inner, sources: [folder.documents])
    _ = try await builder.build()
    try folder.write("index/stray.txt", "pelican")
    let second = try await builder.build()
    #expect(second.run.documents == 1)
    #expect(second.run.count(.skipped) == 0)
    #expect(try TestFolder.found("pelican", in: SearchIndex(inner)) == ["a.txt"])
  }

  @Test func whatCannotBeReadIsReportedAndTheRestIsIndexed() async throws {
    let folder = try TestFolder()
    try folder.write("good.txt", "pelican")
    try folder.write("broken.txt", Data([0x61, 0xFF, 0xFE, 0x62]))
    try folder.write("binary.txt", Data((0...255).map { UInt8($0) }))
    try folder.write("lines.jsonl", "{\"id\":\"x\",\"text\":\"heron\"}\n{broken\n[1]\n")
    try folder.write("picture.png", Data([1, 2, 3]))
    let report = try await folder.build()
    #expect(report.run.documents == 2)
    #expect(report.run.count(.failed) == 2)
    #expect(report.run.failedParts == 2)
    #expect(report.run.failures == 4)
    #expect(report.run.reasons["skipped"] == [".png": 1])
    #expect(report.run.seen == 5)
    let failed = report.run.entries.filter { $0.outcome == .failed && $0.isPart }
    #expect(failed.map { $0.detail.prefix(2) } == [":2", ":3"])
    #expect(try folder.found("pelican OR heron").sorted() == ["good.txt", "x"])
  }

  @Test func severalSegmentsGiveTheDocumentsOfTheFilesInTheirOrder() async throws {
    // A segment holds 8 MB of files: with members that are not read, there are three of them.
    let folder = try TestFolder()
    let padding = String(repeating: "x", count: 50_000)
    var lines = ""
    for number in 0..<400 {
      let text = "pelican lorem\(number % 7) end\(number)"
      lines += "{\"id\":\"d\(number)\",\"title\":\"t\",\"text\":\"\(text)\",\"x\":\"\(padding)\"}\n"
    }
    lines += TestDocument("d0", "pelican replaced", title: "t").line
    try folder.write("docs.jsonl", lines)
    let report = try await folder.build()
    #expect(report.run.documents == 400)
    #expect(report.run.replaced == 1)
    let index = try folder.open()
    #expect(try TestFolder.found("end250", in: index) == ["d250"])
    #expect(try TestFolder.found("end0", in: index) == [])
    #expect(try TestFolder.found("replaced", in: index) == ["d0"])
    // Equal documents come in the order of their names, whatever thread read them.
    let equal = try TestFolder.found("lorem3", in: index)
    #expect(equal == (0..<400).filter { $0 % 7 == 3 }.map { "d\($0)" }.sorted())
    try await folder.build()
    #expect(try folder.found("lorem3 pelican") == TestFolder.found("lorem3 pelican", in: index))
    #expect(try IndexCheck(folder.index).findings().allSatisfy(\.isSound))
  }

  @Test func statisticsCountWhatIsThere() async throws {
    let folder = try await TestFolder(indexing: [
      TestDocument("a", "one two three", title: "four", lang: "en"),
      TestDocument("b", "пять шесть", title: "семь", lang: "ru"),
    ])
    let statistics = try folder.open().statistics()
    #expect(statistics.documents == 2)
    #expect(statistics.words == 7)
    #expect(statistics.languages == ["en": 1, "ru": 1])
    #expect(statistics.sources == [folder.documents])
    #expect(statistics.generation == 1)
    #expect(statistics.bytes.keys.contains("vocabulary"))
  }

  @Test func progressEndsWithAllBytesAndDocuments() async throws {
    let folder = try TestFolder()
    try folder.write("a.txt", "pelican")
    try folder.write("b.txt", "heron")
    let seen = ProgressLog()
    _ = try await IndexBuilder(index: folder.index, sources: [folder.documents])
      .build { seen.append($0) }
    let stages = seen.all.map(\.stage)
    #expect(stages.first == .walking)
    #expect(stages.last == .vocabulary)
    let reading = seen.all.filter { $0.stage == .reading }
    #expect(reading.map(\.bytesDone).max() == 12)
    #expect(reading.map(\.documents).max() == 2)
    #expect(reading.allSatisfy { $0.bytesTotal == 12 })
  }
}

/// Keeps what a build told; any thread may append.
final class ProgressLog: @unchecked Sendable {
  // Every access is within the lock.
  private let lock = NSLock()
  private var progress: [BuildProgress] = []

  func append(_ value: BuildProgress) { lock.withLock { progress.append(value) } }
  var all: [BuildProgress] { lock.withLock { progress } }
}
