// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// PDF, read by pdftotext of Poppler; scanned pages by Tesseract where that is asked for.
enum PDF {
  static func content(of input: Input, _ options: ReadingOptions) throws(Unreadable) -> Content {
    let output = try input.output(of: .pdfText)
    guard output.code == 0 else { throw reason(of: output) }
    var content = try page(output.bytes)
    content.text = ArabicLines.repaired(RightToLeftLines.ordered(content.text))
    content.text = DividedWords.joined(content.text)
    if content.text.utf8.allSatisfy({ $0 <= 0x20 }) {
      let pages = content.text.utf8.count { $0 == 0x0c }
      guard options.recognisesText else {
        throw Unreadable(
          .textless,
          "holds no text on its \(pages) pages, which seem to be scanned: index it with --ocr")
      }
      content.text = try ScannedPages.text(of: input, pages: pages)
    }
    return content
  }

  /// Poppler's page of HTML: the metadata in its head, the text in `pre`, where pdftotext writes signs as they
  /// are, not as entities.
  private static func page(_ bytes: [UInt8]) throws(Unreadable) -> Content {
    // The text may hold the mark at its end, but hardly so near to that of the page.
    guard let head = bytes.firstRange(of: Array("<pre>\n".utf8)),
      let foot = bytes.suffix(footLength).firstRange(of: Array("</pre>".utf8)),
      head.upperBound <= foot.lowerBound
    else { throw Unreadable(.damaged, "is no PDF that pdftotext reads") }
    var content = try HTMLPage.content(
      ofText: String(decoding: bytes[..<head.lowerBound], as: UTF8.self))
    if content.titleOrigin != .declared { content.title = nil }
    content.text = String(decoding: bytes[head.upperBound..<foot.lowerBound], as: UTF8.self)
    return content
  }

  /// How many bytes come after the text: `</pre>`, `</body>` and `</html>`, each with its line end.
  private static let footLength = 23

  /// Why pdftotext gave up, by the codes of its manual: 1 the file cannot be opened, 3 it may not be
  /// copied.
  private static func reason(of output: ExternalProgram.Output) -> Unreadable {
    let errors = String(decoding: output.errors, as: UTF8.self)
    if errors.contains("password") {
      return .encrypted
    }
    if output.code == 3 {
      return Unreadable(.encrypted, "forbids that its text is copied: it is left out")
    }
    return Unreadable(.damaged, "is no PDF that pdftotext reads: it is damaged or cut off")
  }
}
