// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Documents
import Foundation
import Testing

/// What a run says of each file.
@Suite struct RunReportTests {
  @Test func theListTellsTheOutcomeOfEachFile() async throws {
    let folder = try await TestFolder.ofBirds()
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

  @Test func thousandsOfAttachmentsThatNobodyReadsAreNoFailure() async throws {
    let folder = try TestFolder()
    var mail = "From: a@example.org\nSubject: Pictures\nMIME-Version: 1.0\n"
    mail +=
      "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\npelican\n"
    for number in 0..<1100 {
      mail += "--b\nContent-Type: application/octet-stream\n"
      mail += "Content-Disposition: attachment; filename=\"\(number).bin\"\n"
      mail += "Content-Transfer-Encoding: base64\n\nAAECAwQ=\n"
    }
    try folder.write("many.eml", mail + "--b--\n")
    let run = try await folder.update()
    #expect(run.failures == 0)
    #expect(run.reasons == ["indexed": ["new": 1]])
    #expect(run.partReasons == ["skipped": ["unknown type": 1100]])
    try folder.write(
      "many.eml",
      mail + "--b\nContent-Type: application/pdf; name=x.pdf\n\n%PDF-1.4 broken\n--b--\n")
    let second = try await folder.update()
    #expect(second.failedParts == 1, "what is wrong is not lost among what is not")
    #expect(second.partReasons["skipped"] == ["unknown type": 1100])
  }

  @Test func theReasonsOfFilesAddUpToTheFiles() async throws {
    let folder = try TestFolder()
    try folder.write("good.txt", "pelican")
    try folder.write("empty.txt", "")
    try folder.write("bad.txt", Data([0x61, 0xFF, 0x62]))
    try folder.write("lines.jsonl", "{\"text\":\"heron\"}\nnot json\n{}\n")
    let run = try await folder.update()
    #expect(run.files.values.reduce(0, +) == run.seen)
    for (outcome, reasons) in run.reasons {
      #expect(reasons.values.reduce(0, +) == run.files[outcome], "\(outcome)")
    }
    #expect(run.partReasons == ["failed": ["bad record": 2]])
    #expect(try RunReport(of: folder.index.currentGeneration()).partReasons == run.partReasons)
  }

  @Test func aHeaderOfATableCannotBreakTheList() async throws {
    let folder = try TestFolder()
    try folder.write("good.txt", "pelican")
    try folder.write("table.csv", "\"a\nfailed\tx\",\"\u{1B}[2J\"\n1,2\n")
    var fields = RecordFields()
    fields.text = "body"
    let run = try await IndexUpdate(
      index: folder.index, paths: [folder.documents], reading: SourceOptions(fields: fields)
    ).run().run
    #expect(run.outcomes == "indexed 1 failed 1")
    let list = try String(
      contentsOfFile: folder.index.currentGeneration().reportListPath, encoding: .utf8)
    #expect(list.split(separator: "\n").count == 3)
    #expect(!list.contains("\u{1B}"))
  }
}
