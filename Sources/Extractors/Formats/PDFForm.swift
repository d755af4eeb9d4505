// SPDX-License-Identifier: GPL-2.0-or-later
internal import CPDF
import Glibc

/// The form that a PDF is made from in Adobe's own way (XFA): its labels, and what was filled in. The pages of such a
/// document mostly say no more than that another program is needed to see it.
enum PDFForm {
  /// The text of the form; nil where the document has none.
  static func text(of bytes: [UInt8], pages: Int32) -> String? {
    guard pdf_form_is_likely(bytes, bytes.count, pages) else { return nil }
    var length = 0
    guard let form = pdf_form(bytes, bytes.count, OfficePackage.maxBytes, &length) else {
      return nil
    }
    defer { free(form) }
    let xml = String(decoding: UnsafeRawBufferPointer(start: form, count: length), as: UTF8.self)
    let events = Events()
    // What of a form that breaks off was read is reported; the pages are read in any case.
    try? XMLReader.read(text: xml, events)
    return events.builder.isEmpty ? nil : events.builder.text
  }

  /// Source: XFA Specification 3.3: labels and preset values are in `template`, what was filled in is in `data`.
  private final class Events: XMLEvents {
    private(set) var builder = TextBuilder()
    private var open: [String] = []
    private var textDepth = 0

    private static let texts: Set = ["text", "exData", "data", "toolTip", "speak"]
    private static let lines: Set = ["p", "text", "exData", "toolTip", "speak", "br", "li"]
    private static let skipped: Set = [
      "script", "event", "calculate", "validate", "config", "localeSet", "xmpmeta", "stylesheet",
      "connectionSet", "sourceSet", "datasets-description", "extras", "image",
    ]

    func wantsAttributes(of name: String) -> Bool { false }

    func start(_ name: String, attributes: [String: String]) {
      open.append(name)
      if Self.texts.contains(name) { textDepth += 1 }
      if Self.lines.contains(name) || isInData { builder.newLine() }
    }

    func end(_ name: String) {
      if Self.lines.contains(name) || isInData { builder.newLine() }
      if Self.texts.contains(name) { textDepth -= 1 }
      _ = open.popLast()
    }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
      if textDepth > 0, !open.contains(where: Self.skipped.contains) { builder.append(bytes) }
    }

    private var isInData: Bool { open.contains("data") }
  }
}
