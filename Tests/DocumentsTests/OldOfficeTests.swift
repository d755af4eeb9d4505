// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Testing

/// Office documents before 2007, which LibreOffice made of texts of ours.
struct OldOfficeTests {
  @Test("Word: tables at the end, notes, and what stands before a comment")
  func word() throws {
    let text = try document(fixture("table.doc"), as: "a.doc").text
    for word in [
      "Вступление", "commented tail", "footnoteword Сноскаслово", "commentword",
      "cellone Ячейкаодин\tcelltwo\t\ncellthree\tcellfour",
    ] {
      #expect(text.contains(word), "\(word) in \(text)")
    }
  }

  @Test("Excel: names of sheets, days, percentages and notes")
  func excel() throws {
    let pages = try document(fixture("notes.xls"), as: "a.xls").text.split(separator: "\u{0C}")
    #expect(pages.count == 2)
    #expect(pages[0].hasPrefix("Платежи Хмеймим\nИван\t2019-03-07\t12.5%\n"), "\(pages[0])")
    #expect(pages[0].contains("Проверить у Lavrova"))
    #expect(pages[1].contains("ArabicSheet\nحميميم"))
  }

  @Test("A damaged document never brings the reader down", arguments: ["table.doc", "notes.xls"])
  func damaged(name: String) throws {
    let whole = try fixture(name)
    for index in stride(from: 0, to: whole.count, by: 397) {
      var bytes = whole
      for other in index..<min(index + 9, bytes.count) { bytes[other] = 0xff }
      _ = try read(bytes, as: name)
    }
  }
}
