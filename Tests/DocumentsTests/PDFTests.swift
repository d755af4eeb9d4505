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

  @Test("Signs that web pages write as entities are as they stand in the PDF")
  func entities() throws {
    let document = try document(
      pdf(of: "Fish & <chips> &lt; &amp; \"x\" </pre>", title: "O'Neill & <Sons>"), as: "a.pdf")
    #expect(document.text.contains("Fish & <chips> &lt; &amp; \"x\" </pre>"))
    #expect(document.title == "O'Neill & <Sons>")
  }

  /// A page with one line of ASCII.
  private func pdf(of line: String, title: String) -> [UInt8] {
    let page = "BT /F1 12 Tf 20 100 Td (\(line)) Tj ET"
    let objects = [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 200] /Contents 4 0 R /Resources "
        + "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
      "<< /Length \(page.utf8.count) >>\nstream\n\(page)\nendstream", "<< /Title (\(title)) >>",
    ]
    // Poppler finds the objects where there is no table of them.
    return Array("%PDF-1.4\n".utf8)
      + objects.enumerated().flatMap { Array("\($0 + 1) 0 obj\n\($1)\nendobj\n".utf8) }
      + Array("trailer << /Size 6 /Root 1 0 R /Info 5 0 R >>\n%%EOF\n".utf8)
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
    let items = reader.workItems(of: FolderWalk.walkResult(of: [folder.path]).files)
    let text = try #require(items.flatMap(reader.read).first).get().text
    #expect(text.contains("Hmeimim base") && text.contains("Tartus port"))
  }

  @Test("Numbers, Latin names and addresses within Arabic lines keep their order")
  func twoDirections() throws {
    let text = try document(fixture("rtl.pdf"), as: "a.pdf").text
    for words in [
      "في عام 2011 بعد", "1,250,000 شخص", "Human Rights Watch رقم", "في 15.03.2011",
      "Ivan Petrov من شركة Rosneft", "AB-1234", "info@example.org", "+963-11-1234567",
      "Amnesty International", "رقم 45/2013)", "القرار (2254) الصادر",
    ] { #expect(text.contains(words), "\(words) in \(text)") }
  }

  @Test("A form in Adobe's own way is read: its labels, and what was filled in")
  func form() throws {
    let form = """
      <xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template><subform><field name="a"><caption><value>
      <text>Имя заявителя</text></value></caption><event><script>var secretcode;</script></event></field>
      <draw><value><exData><body xmlns="http://www.w3.org/1999/xhtml"><p>richlabel</p></body></exData></value>
      </draw></subform></template><datasets><data><form1><a>Анна Петрова</a></form1></data></datasets></xdp:xdp>
      """
    let pdf = """
      %PDF-1.7
      1 0 obj <</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[]/XFA 4 0 R>>>> endobj
      2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
      3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>> endobj
      4 0 obj <</Length \(form.utf8.count)>> stream
      \(form)
      endstream endobj
      trailer <</Root 1 0 R/Size 5>>
      """
    let text = try #require(try read(pdf.utf8, as: "a.pdf").compactMap { try? $0.get() }.first).text
    for word in ["Имя заявителя", "richlabel", "Анна Петрова"] { #expect(text.contains(word)) }
    #expect(!text.contains("secretcode"))
  }
}
