// SPDX-License-Identifier: GPL-2.0-or-later
internal import CPDF
import Documents

/// What a PDF holds beside the text of its pages: all traffic with Poppler's library for GLib.
struct PDFExtras: Equatable {
  /// Comments by their pages, from 1; under 0 what belongs to the document: its subject, keywords and bookmarks.
  private(set) var texts: [Int: [String]] = [:]
  private var files: [Content.Member] = []
  private var broken: [BrokenPart] = []

  /// Reads the attached files as documents of their own, and hands out the rest; none where the library
  /// cannot read the file, of which pdftotext then says why.
  static func unpack(_ input: Input, _ unpacking: Unpacking) throws(Unreadable) -> PDFExtras {
    let bytes = try input.bytes()
    let found = Box()
    let taker = pdf_taker(
      text: { context, page, text in
        guard let box = Box.of(context), let text else { return }
        box.extras.texts[Int(page), default: []].append(String(cString: text))
      },
      file: { context, name, bytes, count in
        guard let box = Box.of(context), let name else { return }
        box.add(RawPath(String(cString: name)).shown, bytes, count)
      })
    let pages = withExtendedLifetime(found) {
      pdf_extras_read(
        bytes, bytes.count, min(Unpacking.largestMember, unpacking.bytesLeft), taker,
        Unmanaged.passUnretained(found).toOpaque())
    }
    if let form = PDFForm.text(of: bytes, pages: pages) {
      found.extras.texts[0, default: []].append(form)
    }
    unpacking.fail(found.extras.broken)
    for file in found.extras.files { try unpacking.read(file.bytes, name: file.name) }
    return PDFExtras(texts: found.extras.texts)
  }

  init(texts: [Int: [String]] = [:]) {
    self.texts = texts
  }

  /// A text of a PDF, whose pages end with form feeds, with each comment on its page.
  func added(to text: String) -> String {
    if texts.isEmpty { return text }
    var pages = text.split(separator: "\u{0C}", omittingEmptySubsequences: false).map(String.init)
    for (page, notes) in texts where page > 0 && page <= pages.count {
      pages[page - 1] += notes.map { "\n" + $0 }.joined() + "\n"
    }
    let beyond = texts.filter { $0.key > pages.count }.sorted { $0.key < $1.key }.flatMap(\.value)
    let own = (texts[0] ?? []) + beyond
    return pages.joined(separator: "\u{0C}") + own.map { $0 + "\n" }.joined()
  }

  /// What is found, behind the one pointer that the library carries.
  private final class Box {
    var extras = PDFExtras()

    static func of(_ context: UnsafeMutableRawPointer?) -> Box? {
      context.map { Unmanaged<Box>.fromOpaque($0).takeUnretainedValue() }
    }

    func add(_ name: String, _ bytes: UnsafeRawPointer?, _ count: Int) {
      guard let bytes else {
        extras.broken.append(
          BrokenPart(
            name: name,
            reason: Unreadable(
              .damaged, "cannot be taken out of the PDF: it is damaged or too large")))
        return
      }
      extras.files.append(
        Content.Member(name: name, bytes: Array(UnsafeRawBufferPointer(start: bytes, count: count)))
      )
    }
  }
}
