// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Glibc
import Testing

/// A file among the fixtures, which LibreOffice made of texts of ours.
func fixture(_ name: String) throws -> [UInt8] {
  let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
  let file = try #require(fopen("/\(folder)/Fixtures/\(name)", "r"))
  defer { fclose(file) }
  var bytes = [UInt8](repeating: 0, count: 1 << 20)
  let count = fread(&bytes, 1, bytes.count, file)
  return Array(bytes.prefix(count))
}

func isInstalled(_ program: String) -> Bool { access("/usr/bin/\(program)", X_OK) == 0 }

struct OfficeTests {
  static let report = """
    Report
    Hmeimim base, Хмеймим, قاعدة حميميم السلام.
    cell one cell two
    Tartus port final office.
    """

  @Test(
    "Texts are read with their title and author, whatever office wrote them",
    arguments: ["doc.docx", "doc.odt", "doc.rtf", "doc.epub"])
  func texts(name: String) throws {
    let document = try document(fixture(name), as: name)
    let words = document.text.split(whereSeparator: \.isWhitespace)
    #expect(words == Self.report.split(whereSeparator: \.isWhitespace), "\(document.text)")
    #expect(document.title == "Отчёт о базе Хмеймим")
    if name != "doc.epub" { #expect(document.author == "Anna Petrova") }
  }

  @Test("Old Word documents are read", .enabled(if: isInstalled("catdoc")))
  func old() throws {
    let text = try document(fixture("doc.doc"), as: "a.doc").text
    #expect(text.contains("Hmeimim base, Хмеймим, قاعدة حميميم السلام."))
    #expect(try document(fixture("sheet.xls"), as: "a.xls").text.contains("2\tТартус, порт"))
  }

  @Test("Spreadsheets are lines of cells, dates as dates", arguments: ["sheet.xlsx", "sheet.ods"])
  func sheets(name: String) throws {
    let text = try document(fixture(name), as: name).text
    #expect(text.contains("Hmeimim") && text.contains("2024-03-05") && text.contains("حميميم"))
    // Each sheet is a page under its name.
    #expect(text.split(separator: "\u{0C}").first?.split(separator: "\n").first == "sheet")
  }

  @Test("Sheets stand under their own names, in the order of the workbook")
  func sheetsThatWereMoved() throws {
    func sheet(_ text: String) -> String {
      "<worksheet><row><c t='inlineStr'><is><t>\(text)</t></is></c></row></worksheet>"
    }
    let book = ZIPFile([
      "xl/workbook.xml": """
      <workbook xmlns:r="r"><sheets><sheet name="Second" sheetId="2" r:id="b"/>\
      <sheet name="First" sheetId="1" r:id="a"/></sheets></workbook>
      """,
      "xl/_rels/workbook.xml.rels": """
      <Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/>\
      <Relationship Id="b" Target="/xl/worksheets/sheet2.xml"/></Relationships>
      """,
      "xl/worksheets/sheet1.xml": sheet("Hmeimim"), "xl/worksheets/sheet2.xml": sheet("Tartus"),
    ])
    let text = try document(book.bytes, as: "a.xlsx").text
    #expect(text == "Second\nTartus\n\u{0C}First\nHmeimim\n\u{0C}")
  }

  @Test("Slides are pages", arguments: ["s.pptx", "s.odp"])
  func slides(name: String) throws {
    let pages = try document(fixture(name), as: name).text.split(separator: "\u{0C}")
    #expect(
      pages.map { $0.trimming() }.prefix(3) == [
        "Slide one Hmeimim", "Второй слайд Тартус", "حميميم third",
      ])
  }

  @Test("A document is recognised by what it holds, whatever its name says")
  func content() throws {
    #expect(try document(fixture("doc.docx"), as: "a.doc").type == .docx)
    #expect(try document(fixture("doc.rtf"), as: "a.doc").type == .rtf)
    #expect(try document("<!DOCTYPE html><html><p>x</html>".utf8, as: "a.pdf").type == .html)
    #expect(try document(fixture("doc.odt"), as: "a.txt").type == .odt)
  }

  @Test("Deleted text, field codes and phonetic guides are left out")
  func hidden() throws {
    let word = ZIPFile([
      "word/document.xml": """
      <w:document xmlns:w="w"><w:p><w:r><w:t>kept</w:t></w:r><w:del><w:r><w:delText>gone</w:delText>\
      </w:r></w:del><w:instrText>PAGE</w:instrText></w:p></w:document>
      """
    ])
    #expect(try document(word.bytes, as: "a.docx").text == "kept")
  }

  @Test(
    "What is no such document is reported",
    arguments: [
      ("a.docx", ["x": "y"], "is no Word document"), ("a.xlsx", ["x": "y"], "is no Excel workbook"),
      ("a.epub", ["x": "y"], "is no EPUB book"), ("a.odt", ["x": "y"], "is no OpenDocument"),
      ("a.docx", ["word/document.xml": "<w><t>text"], "is damaged"),
    ] as [(String, KeyValuePairs<String, String>, String)])
  func broken(name: String, parts: KeyValuePairs<String, String>, reason: String) throws {
    let failure = try read(ZIPFile(parts).bytes, as: name).first?.failure
    #expect(failure?.kind == .damaged && failure?.reason.hasPrefix(reason) == true)
  }

  static let container = """
    <container><rootfile full-path="b/book.opf"/></container>
    """
  static let book = """
    <package><item id="a" href="a.xhtml"/><item id="c" href="cover.svg"/><item id="b" href="b.xhtml"/>\
    <itemref idref="c"/><itemref idref="a"/><itemref idref="b"/></package>
    """

  @Test(
    "A part that is missing or broken is reported, and the rest is read",
    arguments: [
      (
        "a.epub",
        ["META-INF/container.xml": container, "b/book.opf": book, "b/a.xhtml": "<p>kept</p>"],
        "b/b.xhtml", "kept"
      ),
      (
        "a.epub",
        ["META-INF/container.xml": container, "b/book.opf": book, "b/b.xhtml": "<p> </p>"],
        "b/a.xhtml", nil
      ),
      (
        "a.docx", ["word/document.xml": "<w><t>kept</t></w>", "word/footnotes.xml": "<w><t>gone"],
        "word/footnotes.xml", "kept"
      ),
      (
        "a.xlsx",
        [
          "xl/workbook.xml": """
          <workbook><sheets><sheet name='One'/><sheet name='Two'/></sheets></workbook>
          """,
          "xl/worksheets/sheet1.xml": "<worksheet/>",
        ], "Two", "One"
      ),
    ] as [(String, KeyValuePairs<String, String>, String, String?)])
  func brokenParts(
    name: String, parts: KeyValuePairs<String, String>, member: String, text: String?
  ) throws {
    let results = try read(ZIPFile(parts).bytes, as: name)
    #expect(results.compactMap { try? $0.get().text.trimming() } == (text.map { [$0] } ?? []))
    #expect(results.last?.failure?.member == member)
    #expect(results.last?.failure?.kind == .damaged)
    #expect(results.count == (text == nil ? 1 : 2))
  }

  @Test("Entities are not expanded", .timeLimit(.minutes(10)))
  func entities() throws {
    let entities = (1...12).map { number in
      "<!ENTITY e\(number) \"\(String(repeating: "&e\(number - 1);", count: 10))\">"
    }
    let document = "<!DOCTYPE w [<!ENTITY e0 'ha'>\(entities.joined())]><w><t>&e12;</t></w>"
    let results = try read(ZIPFile(["word/document.xml": document]).bytes, as: "a.docx")
    #expect(results.first?.failure != nil)
  }
}

extension StringProtocol {
  fileprivate func trimming() -> String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
