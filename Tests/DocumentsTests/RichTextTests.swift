// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Testing

/// Rich Text as the programs of people write it.
struct RichTextTests {
  private func text(_ rtf: String) throws -> String { try document(rtf.utf8, as: "a.rtf").text }

  @Test("The words before a link, a bookmark or any other group stay")
  func textBeforeGroup() throws {
    let text = try text(
      #"""
      {\rtf1\ansi\ansicpg1251 The port of {{\field{\*\fldinst{HYPERLINK "https://example.org"}}{\fldrslt{Tartus}}}} is open\par
      \'cf\'ee\'f0\'f2 {\*\bkmkstart a}{\*\bkmkend a}\'ee\'f2\'ea\'f0\'fb\'f2\par}
      """#)
    #expect(text == "The port of Tartus is open\nПорт открыт\n")
  }

  @Test("A word after \\* in the midst of a group hides nothing, a destination does")
  func optionalWords() throws {
    #expect(try text(#"{\rtf1 {\f0\b0\*\cs7\cf0 Open port}{\*\unknown hidden}}"#) == "Open port")
  }

  @Test("Notes, comments with who wrote them, boxes and inner tables are read")
  func notes() throws {
    let text = try text(
      #"""
      {\rtf1 The port{\footnote of Tartus} is{\*\atnauthor Anna}{\*\annotation closed?} open\par
      {\shp{\*\shpinst{\sp{\sn shapeType}{\sv 1}}{\shptxt in a box\par}}{\shprslt twice}}
      one\nestcell two\nestcell{\nonesttables\par}\cell\row}
      """#)
    #expect(text.hasPrefix("The port is open\n"), "\(text)")
    for part in ["of Tartus", "Anna", "closed?", "in a box", "one\ttwo"] {
      #expect(text.contains(part), "\(text)")
    }
    #expect(!text.contains("shapeType") && !text.contains("twice"))
  }

  @Test("A page that a mail program packed into Rich Text is read as a page")
  func packedPage() throws {
    let text = try text(
      #"""
      {\rtf1\ansi\ansicpg1252\fromhtml1 {\*\htmltag19 <HTML>}{\*\htmltag64 <P>}\htmlrtf {\htmlrtf0 The port \
      {\*\htmltag84 &amp;}\htmlrtf and\htmlrtf0  the base{\*\htmltag116 <BR>}\htmlrtf \line\htmlrtf0 are open{\*\htmltag72 </P>}\htmlrtf\par}\htmlrtf0 }
      """#)
    #expect(
      text.split(whereSeparator: \.isWhitespace) == [
        "The", "port", "&", "the", "base", "are", "open",
      ])
  }
}
