// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing

/// What could not be read stays known until it can be read, and is reported once.
@Suite struct FailureTests {
  private static let broken = Data([0x61, 0xFF, 0x62])

  private func told(_ report: RunReport) -> [String] {
    report.entries.filter(\.isReported).map { String($0.path.split(separator: "/").last ?? "") }
  }

  @Test func aFailureIsReportedOnceAndStaysInTheReport() async throws {
    let folder = try TestFolder()
    try folder.write("good.txt", "pelican")
    try folder.write("bad.txt", Self.broken)
    try folder.write("empty.txt", "")
    try folder.write("lines.jsonl", "{\"text\":\"heron\"}\nnot json\n")
    try folder.write("empty.txt", "")
    let first = try await folder.update()
    #expect(told(first).sorted() == ["bad.txt", "lines.jsonl"], "an empty file is no error")
    #expect(first.failures == 2)
    var failures = try folder.open().failures()
    #expect(failures.count == 2 && failures.allSatisfy { $0.isNew && $0.since != nil })
    // A part of the index is brought up to date, as a round of a watch does.
    try folder.write("good.txt", "pelican and heron")
    try await folder.update("good.txt")
    failures = try folder.open().failures()
    #expect(failures.map { $0.path.split(separator: "/").last } == ["bad.txt", "lines.jsonl"])
    try await Task.sleep(for: .seconds(1.1))
    try folder.write("worse.txt", Self.broken)
    let later = try await folder.update()
    #expect(told(later) == ["worse.txt"] && later.failures == 3)
    let new = try folder.open().failures().filter(\.isNew)
    #expect(new.map { $0.path.split(separator: "/").last } == ["worse.txt"])
    var options = UpdateOptions()
    options.retriesFailures = true
    #expect(told(try await folder.update(options: options)).isEmpty, "tried again, and the same")
    let rebuilt = try await folder.build().run
    #expect(told(rebuilt).isEmpty && rebuilt.failures == 3)
    try folder.write("bad.txt", "osprey")
    try await folder.update()
    #expect(try folder.open().failures().count == 2)
  }

  @Test func aSourceThatIsGoneIsReportedOnceWhateverElseIsLookedAt() async throws {
    let folder = try TestFolder()
    try folder.write("good.txt", "pelican")
    let other = "\(folder.path)/other"
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    try Data("osprey".utf8).write(to: URL(filePath: "\(other)/a.txt"))
    _ = try await IndexUpdate(index: folder.index, paths: [folder.documents, other]).run()
    try FileManager.default.removeItem(atPath: other)
    let first = try await IndexUpdate(index: folder.index, paths: []).run().run
    #expect(told(first) == ["other"])
    let second = try await IndexUpdate(index: folder.index, paths: []).run().run
    #expect(told(second).isEmpty && second.failures == 1)
    try await folder.update()
    #expect(try folder.open().failures().map(\.path) == [other])
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    try Data("osprey".utf8).write(to: URL(filePath: "\(other)/a.txt"))
    _ = try await IndexUpdate(index: folder.index, paths: []).run()
    #expect(try folder.open().failures().isEmpty)
  }

  @Test func filesAreListedWithTheirOutcomes() async throws {
    let folder = try TestFolder()
    try folder.write("bad.txt", Self.broken)
    try folder.write("good.txt", "pelican")
    try folder.write("empty.txt", "")
    try folder.write("lines.jsonl", "{\"text\":\"heron\"}\nnot json\n")
    try await folder.update()
    let files = try folder.open().files(below: folder.documents)
    #expect(files.map(\.outcome) == [.failed, .skipped, .indexed, .partly])
    #expect(files.map(\.documents) == [0, 0, 1, 1])
    #expect(files.map(\.failures.count) == [1, 1, 0, 1])
    let source = try #require(try folder.open().sources().first)
    #expect(source.files == 4 && source.documents == 2 && source.failed == 2)
    #expect(throws: AllonymError.self) { try folder.open().files(below: "/nowhere") }
  }
}
