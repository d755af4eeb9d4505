// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Testing

/// Parts of office documents, wherever they are.
struct OfficePartsTests {
  private static let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

  private static func relations(_ targets: KeyValuePairs<String, String>) -> String {
    let list = targets.enumerated().map { index, relation in
      "<Relationship Id=\"r\(index + 1)\" Type=\"\(types)\(relation.key)\" Target=\"\(relation.value)\"/>"
    }
    return "<Relationships>\(list.joined())</Relationships>"
  }

  private func text(_ parts: KeyValuePairs<String, String>, as name: String) throws -> String {
    try document(ZIPFile(parts).bytes, as: name).text
  }

  @Test("A Word document is read by its relations, with the signs within its words")
  func word() throws {
    let text = try text(
      [
        "_rels/.rels": Self.relations(["officeDocument": "word/document22.xml"]),
        "word/document22.xml": """
        <w:document xmlns:w="w"><w:body><w:p><w:r><w:t>New</w:t><w:noBreakHyphen/><w:t>York</w:t><w:ptab/>\
        <w:t>port</w:t><w:sym w:font="Wingdings" w:char="F04A"/><w:t>open</w:t></w:r>\
        <w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p>\
        </w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:t>box</w:t></mc:Fallback></mc:AlternateContent>\
        </w:r></w:p></w:body></w:document>
        """,
        "word/_rels/document22.xml.rels": Self.relations([
          "comments": "/other/remarks.xml", "chart": "charts/c.xml",
          "package": "embeddings/in.docx",
        ]),
        "other/remarks.xml":
          "<w:comments xmlns:w='w'><w:comment w:author='Anna'><w:p><w:r><w:t>why</w:t></w:r></w:p></w:comment></w:comments>",
        "word/charts/c.xml":
          "<c:chart xmlns:c='c'><c:cat><c:strCache><c:pt><c:v>Tartus</c:v></c:pt></c:strCache></c:cat></c:chart>",
      ], as: "a.docx")
    #expect(
      text.split(separator: "\n").map(String.init) == [
        "New-York port open", "box", "Anna", "why", "Tartus",
      ],
      "\(text)")
  }

  @Test("A document within a document is another")
  func inner() throws {
    let body = "<w:document xmlns:w='w'><w:p><w:r><w:t>WORDS</w:t></w:r></w:p></w:document>"
    let inner = ZIPFile(["word/document.xml": body.replacing("WORDS", with: "inner")])
    var outer = ZIPFile([
      "word/document.xml": body.replacing("WORDS", with: "outer"),
      "word/_rels/document.xml.rels": Self.relations(["package": "embeddings/in.docx"]),
    ])
    outer.add("word/embeddings/in.docx", inner.bytes)
    let documents = try read(outer.bytes, as: "a.docx").map { try $0.get() }
    #expect(documents.map(\.text) == ["outer", "inner"])
    #expect(documents.map(\.member) == [nil, "word/embeddings/in.docx"])
  }

  @Test("A workbook is read by its relations: strings, notes, formats, escapes")
  func workbook() throws {
    let text = try text(
      [
        "_rels/.rels": Self.relations(["officeDocument": "book/main.xml"]),
        "book/main.xml":
          "<workbook xmlns:r='\(Self.types.dropLast())'><sheets><sheet name='Ports' sheetId='1' r:id='r1'/></sheets></workbook>",
        "book/_rels/main.xml.rels": Self.relations([
          "worksheet": "s.xml", "sharedStrings": "texts7.xml", "styles": "looks.xml",
        ]),
        "book/texts7.xml": "<sst><si><t>Tartus_x000D_port</t></si></sst>",
        "book/looks.xml": """
        <styleSheet><numFmts><numFmt numFmtId="164" formatCode="00000"/><numFmt numFmtId="165" formatCode="0.0%"/>\
        <numFmt numFmtId="166" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><cellXfs><xf numFmtId="0"/>\
        <xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="20"/></cellXfs></styleSheet>
        """,
        "book/s.xml": """
        <worksheet><row><c t="s"><v>0</v></c><c s="1"><v>42</v></c><c s="2"><v>0.125</v></c>\
        <c s="3"><v>45356.5</v></c><c s="4"><v>0.4375</v></c></row></worksheet>
        """,
        "book/_rels/s.xml.rels": Self.relations([
          "comments": "notes.xml", "threadedComment": "threads.xml",
        ]),
        "book/notes.xml":
          "<comments><authors><author>Anna</author></authors><comment><text><r><t>paid</t></r></text></comment></comments>",
        "book/threads.xml":
          "<ThreadedComments><threadedComment><text>by whom</text></threadedComment></ThreadedComments>",
      ], as: "a.xlsx")
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    #expect(
      lines.prefix(5) == [
        "Ports", "Tartus port\t00042\t12.5%\t2024-03-05 12:00\t10:30", "Anna", "paid", "by whom",
      ], "\(text)")
  }

  @Test("Slides show their charts and diagrams")
  func slides() throws {
    let text = try text(
      [
        "ppt/slides/slide1.xml":
          "<p:sld xmlns:a='a' xmlns:p='p'><a:p><a:t>Owners</a:t></a:p></p:sld>",
        "ppt/slides/_rels/slide1.xml.rels": Self.relations(["diagramData": "../diagrams/data1.xml"]
        ),
        "ppt/diagrams/data1.xml":
          "<dgm:dataModel xmlns:a='a'><dgm:t><a:p><a:t>Tartus</a:t></a:p></dgm:t></dgm:dataModel>",
      ], as: "a.pptx")
    #expect(text.split(whereSeparator: \.isWhitespace) == ["Owners", "Tartus"])
  }

  @Test("Notes and comments of OpenDocument stand beside the words, headers and footers are read")
  func openDocument() throws {
    let text = try text(
      [
        "content.xml": """
        <office:document-content xmlns:text="t" xmlns:office="o" xmlns:dc="d" xmlns:draw="r" xmlns:svg="s">\
        <text:p>The port<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>of Tartus</text:p>\
        </text:note-body></text:note> is<office:annotation><dc:creator>Anna</dc:creator><dc:date>2020-01-01</dc:date>\
        <text:p>closed?</text:p></office:annotation> open<draw:frame><draw:text-box><text:p>in a box</text:p>\
        </draw:text-box><svg:desc>picture</svg:desc></draw:frame></text:p></office:document-content>
        """,
        "styles.xml": """
        <office:document-styles xmlns:style="y" xmlns:text="t"><text:p>no text</text:p><style:header>\
        <text:p>Head</text:p></style:header><style:footer><text:p>Foot</text:p></style:footer></office:document-styles>
        """,
      ], as: "a.odt")
    #expect(
      text.split(separator: "\n").map(String.init) == [
        "The port is open", "of Tartus", "Anna", "closed?", "in a box", "picture", "Head", "Foot",
      ], "\(text)")
  }

  @Test(
    "The chapters of a book are found by their references",
    arguments: [
      "../text/ch1.xhtml", "/OPS/text/ch1.xhtml", "./../text/CH1.xhtml#top", "../text/ch%31.xhtml",
    ])
  func chapters(reference: String) throws {
    let text = try text(
      [
        "META-INF/container.xml": "<container><rootfile full-path='OPS/pkg/book.opf'/></container>",
        "OPS/pkg/book.opf":
          "<package><item id='a' href='\(reference)'/><spine><itemref idref='a'/></spine></package>",
        "OPS/text/ch1.xhtml": "<html><p>Tartus</p></html>",
      ], as: "a.epub")
    #expect(text == "Tartus")
  }

  @Test("FictionBook is read in its character set, with title and author, without pictures")
  func fictionBook() throws {
    let book = """
      <?xml version="1.0" encoding="windows-1251"?><FictionBook><description><title-info>\
      <author><first-name>Иван</first-name><last-name>Орлов</last-name></author><book-title>Порт</book-title>\
      <lang>ru</lang></title-info></description><body><section><p>Корабли&nbsp;идут в Тартус</p></section></body>\
      <binary id="a">iVBORw0KGgo</binary></FictionBook>
      """
    let document = try document(CharsetTests.encoded(book, "WINDOWS-1251"), as: "a.fb2")
    #expect(
      document.title == "Порт" && document.author == "Иван Орлов" && document.language == "ru")
    #expect(document.text.contains("идут в Тартус") && !document.text.contains("iVBOR"))
  }

  @Test("XML of any kind is its words")
  func xml() throws {
    let text = try document(
      "<?xml version='1.0'?><ports><port name='Tartus port'>open &amp; deep</port></ports>".utf8,
      as: "a.xml"
    ).text
    #expect(text == "Tartus port\nopen & deep")
  }
}
