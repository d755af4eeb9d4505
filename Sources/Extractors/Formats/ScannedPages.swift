// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Text of scanned pages: each page is drawn by pdftoppm and read by Tesseract.
enum ScannedPages {
  /// More pages than this are a book to be read by a program of its own.
  private static let maxPages = 2000

  /// The text of all pages, each with a form feed at its end.
  static func text(of input: Input, pages: Int) throws(Unreadable) -> String {
    guard pages <= maxPages else {
      throw Unreadable(.tooCostly, "has \(pages) scanned pages, more than \(maxPages)")
    }
    var text = ""
    for page in 1...max(pages, 1) {
      let picture = try input.output(of: .pdfPage(page))
      guard picture.code == 0 else {
        throw Unreadable(.damaged, "has a page \(page) that cannot be drawn")
      }
      let recognised = try Input(picture.bytes, name: input.name, input.requester)
        .output(of: .textRecognition)
      guard recognised.code == 0 else { throw problem(recognised) }
      text += String(decoding: recognised.bytes, as: UTF8.self)
      if text.utf8.last != 0x0c { text += "\u{0C}" }
    }
    return text
  }

  private static func problem(_ output: ExternalProgram.Output) -> Unreadable {
    let errors = String(decoding: output.errors, as: UTF8.self)
    if errors.contains("language") {
      return Unreadable(
        .missingProgram,
        "cannot be read: install the Debian packages tesseract-ocr-ara and tesseract-ocr-rus")
    }
    return Unreadable(.damaged, "has a page that tesseract does not read")
  }
}
