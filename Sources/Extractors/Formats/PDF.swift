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

  /// Poppler's page of HTML: the metadata in its head, the text as it is in `pre`.
  private static func page(_ bytes: [UInt8]) throws(Unreadable) -> Content {
    let page = String(decoding: bytes, as: UTF8.self)
    guard let start = page.firstRange(of: "<pre>\n"), let end = page.range(ofLast: "</pre>"),
      start.upperBound <= end.lowerBound
    else { throw Unreadable(.damaged, "is no PDF that pdftotext reads") }
    var content = try HTMLPage.content(ofText: String(page[..<start.lowerBound]))
    if content.titleOrigin != .declared { content.title = nil }
    content.text = unescaped(page[start.upperBound..<end.lowerBound])
    return content
  }

  private static func unescaped(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return String(text) }
    var plain = String(text)
    for (name, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
      plain = plain.replacing(name, with: sign)
    }
    return plain
  }

  /// Why pdftotext gave up, by the codes of its manual: 1 the file cannot be opened, 3 it may not be
  /// copied.
  private static func reason(of output: ExternalProgram.Output) -> Unreadable {
    let errors = String(decoding: output.errors, as: UTF8.self)
    if errors.contains("password") {
      return Unreadable(.encrypted, "asks for a password: save it without one to have it indexed")
    }
    if output.code == 3 {
      return Unreadable(.encrypted, "forbids that its text is copied: it is left out")
    }
    return Unreadable(.damaged, "is no PDF that pdftotext reads: it is damaged or cut off")
  }
}

extension String {
  fileprivate func range(ofLast mark: String) -> Range<String.Index>? {
    ranges(of: mark).last
  }
}
