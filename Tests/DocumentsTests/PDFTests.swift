// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Testing

@Suite(.enabled(if: isInstalled("pdftotext")))
struct PDFTests {
  @Test("Arabic is in the order in which it is read, pages end with a form feed")
  func arabic() throws {
    let document = try document(fixture("arabic.pdf"), as: "a.pdf")
    let pages = document.text.split(separator: "\u{0C}", omittingEmptySubsequences: false)
    #expect(pages.count == 4 && pages[3].allSatisfy(\.isWhitespace))
    #expect(pages[0].contains("وصل الوفد إلى قاعدة حميميم يوم الأحد"))
    #expect(pages[1].contains("الصفحة الثانية") && pages[1].contains("لا يزال مفتوحا"))
    #expect(pages[2].contains("Third page: Делегация прибыла to Tartus, efficient final office."))
    #expect(document.title == "قاعدة حميميم" && document.author == "ليلى")
    #expect(document.date == "20261121")
  }

  @Test(
    "What has no text to give is reported",
    arguments: [
      ("scan.pdf", FailureKind.textless, "seem to be scanned: index it with --ocr"),
      ("encrypted.pdf", .encrypted, "asks for a password"),
    ])
  func refused(name: String, kind: FailureKind, reason: String) throws {
    let failure = try #require(try read(fixture(name), as: name).first?.failure)
    #expect(failure.kind == kind && failure.reason.contains(reason))
  }

  @Test("A PDF that breaks off is reported")
  func cut() throws {
    let beginning = try fixture("arabic.pdf").prefix(2000)
    let failure = try #require(try read(beginning, as: "a.pdf").first?.failure)
    #expect(failure.kind == .damaged)
  }

  @Test(
    "Scanned pages are read where that is asked for", .enabled(if: isInstalled("tesseract")),
    .timeLimit(.minutes(10)))
  func recognised() throws {
    let folder = try TemporaryFolder()
    try folder.write(fixture("scan.pdf"), to: "scan.pdf")
    let reader = DocumentReader(options: ReadingOptions(recognisesText: true))
    let items = reader.workItems(of: FolderWalk.survey(of: [folder.path]).files)
    let text = try #require(items.flatMap(reader.read).first).get().text
    #expect(text.contains("Hmeimim base") && text.contains("Tartus port"))
  }
}
