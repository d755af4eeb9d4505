// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

@testable import Documents

@Suite struct PageWordsTests {
  private static let arabic = RawPath(
    #filePath.replacing("PageWordsTests.swift", with: "Fixtures/arabic.pdf"))

  @Test func wordsOfAPageComeInTheOrderOfReading() throws {
    let file = try OriginalFile(path: Self.arabic)
    let page = try PDFPage(1, of: file).words()
    let (text, ranges) = page.text
    #expect(text.hasPrefix("وصل الوفد إلى قاعدة حميميم يوم الأحد 12 مارس 2024"))
    #expect(ranges.count == page.words.count)
    let bytes = Array(text.utf8)
    let index = try #require(
      ranges.firstIndex { String(decoding: bytes[$0], as: UTF8.self) == "حميميم" })
    // Left of the word before it, and on the same line.
    #expect(page.words[index].right <= page.words[index - 1].left)
    #expect(page.words[index].top == page.words[index - 1].top)
    #expect(page.width > 500 && page.height > 800)
  }

  @Test func aPageIsDrawnAndOneThatIsNotThereIsAFailure() throws {
    let file = try OriginalFile(path: Self.arabic)
    #expect(try PDFPage(1, of: file).picture().starts(with: Array("P6".utf8)))
    #expect(throws: ReadFailure.self) { try PDFPage(99, of: file).picture() }
    #expect(throws: ReadFailure.self) { try OriginalFile(path: RawPath("/nowhere")) }
    #expect(throws: ReadFailure.self) { try OriginalFile(path: RawPath("/tmp")) }
  }

  @Test func aScannedPageWithoutAProgramThatRecognisesItHasNoWordsAndIsNoFailure() throws {
    let scan = RawPath(Self.arabic.shown.replacing("arabic.pdf", with: "scan.pdf"))
    let page = PDFPage(1, of: try OriginalFile(path: scan))
    let missing = ExternalProgram(name: "no-such-program", package: "package-of-it")
    let words = try page.words(recognisedBy: missing)
    #expect(words.words.isEmpty && words.width > 0 && words.height > 0)
  }

  @Test func wordsAreTurnedRoundWhereTheyAreWrittenSo() {
    #expect(VisualText.logical("ميميمح") == "حميميم")
    #expect(VisualText.logical("Tartus") == "Tartus")
    #expect(VisualText.logical("2024") == "2024")
    #expect(VisualText.logical("27وس") == "سو27")
    #expect(VisualText.logical("") == "")
  }

  @Test func oddTablesOfBoxesAreRead() {
    let page = PageWords(
      boundingBoxes: """
        <page width="100.0" height="nonsense">
        <word xMin="1" yMin="2" xMax="3" yMax="4">O&apos;Neill &lt;b&gt; &amp;amp;</word>
        <word >x</word><word xMin="1"
        </page>
        """)
    #expect(page.width == 100 && page.height == 0)
    #expect(page.words.first?.text == "O'Neill <b> &amp;")
    let table = PageWords(
      table:
        "level\tpage\n1\t1\t0\t0\t0\t0\t0\t0\t300\t600\t-1\t\n5\t1\t1\t1\t1\t1\t30\t60\t30\t15\t90\tTartus\n5\tbad",
      resolution: 300)
    #expect(table.words.map(\.text) == ["Tartus"])
    #expect(abs((table.words.first?.left ?? 0) - 7.2) < 0.001)
    #expect(table.width == 72)
  }
}
