// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Testing

/// What stands at the head and foot of every page, sheet or slide.
struct OfficeHeadsTests {
  private func text(_ parts: KeyValuePairs<String, String>, as name: String) throws -> String {
    try document(ZIPFile(parts).bytes, as: name).text
  }

  @Test("Heads of sheets are read without their codes")
  func sheets() throws {
    let text = try text(
      [
        "xl/workbook.xml": "<workbook><sheets><sheet name='S'/></sheets></workbook>",
        "xl/worksheets/sheet1.xml": """
        <worksheet><sheetData><row><c t="str"><v>cell</v></c></row></sheetData><headerFooter>\
        <oddHeader>&amp;L&amp;"Arial,Bold"&amp;14Plan of Tartus&amp;CR&amp;&amp;D &amp;P</oddHeader>\
        <oddFooter>&amp;KFF0000Confidential</oddFooter></headerFooter></worksheet>
        """,
      ], as: "a.xlsx")
    #expect(text.hasPrefix("S\ncell\nPlan of Tartus\nR&D\nConfidential\n"), "\(text)")
  }

  @Test("What stands on the masters of slides is read once, but for the places kept free")
  func masters() throws {
    func shape(_ text: String, _ placeholder: String = "") -> String {
      "<p:sp><p:nvSpPr>\(placeholder)</p:nvSpPr><p:txBody><a:p><a:r><a:t>\(text)</a:t></a:r></a:p></p:txBody></p:sp>"
    }
    let master = "<p:sldMaster xmlns:p='p' xmlns:a='a'>\(shape("Click to edit", "<p:ph/>"))"
    let text = try text(
      [
        "ppt/slides/slide1.xml":
          "<p:sld xmlns:p='p' xmlns:a='a'>\(shape("slide text"))</p:sld>",
        "ppt/slideMasters/slideMaster1.xml": master + shape("Ministry of Ports") + "</p:sldMaster>",
        "ppt/slideLayouts/slideLayout1.xml":
          "<p:sldLayout xmlns:p='p' xmlns:a='a'>\(shape("Ministry of Ports"))</p:sldLayout>",
      ], as: "a.pptx")
    #expect(text == "slide text\n\u{0C}Ministry of Ports\n", "\(text)")
  }

  @Test("Heads of OpenDocument sheets and slides are read", arguments: ["a.ods", "a.odp"])
  func openDocument(name: String) throws {
    let body = name == "a.ods" ? "table:table table:name='S'" : "draw:page"
    let end = name == "a.ods" ? "table:table" : "draw:page"
    let styles = """
      <office:document-styles xmlns:office="o" xmlns:style="s" xmlns:text="t"><style:master-page>\
      <style:footer><text:p>footword</text:p></style:footer></style:master-page></office:document-styles>
      """
    let text = try text(
      [
        "content.xml": """
        <office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="a" xmlns:draw="d">\
        <\(body)><text:p>bodyword</text:p></\(end)></office:document-content>
        """,
        "styles.xml": styles,
      ], as: name)
    #expect(text.contains("bodyword") && text.contains("footword"), "\(text)")
  }
}
