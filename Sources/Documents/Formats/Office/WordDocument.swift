// SPDX-License-Identifier: GPL-2.0-or-later

/// Word documents since 2007: the body, then notes, comments, headers and footers.
enum WordDocument {
  /// Source: ECMA-376 part 1, "WordprocessingML". Deleted text is in `delText`, field codes in
  /// `instrText`.
  private static let meanings = OfficeText.Meanings(
    text: ["t"], lines: ["p", "tr"], spaces: ["tab", "tc"], breaks: ["br", "cr"])

  static func content(of input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    let package = try OfficePackage(input) { $0.hasPrefix("word/") || $0 == "docProps/core.xml" }
    guard let body = package["word/document.xml"] else {
      throw Unreadable(.damaged, "is no Word document: it has no word/document.xml")
    }
    var texts = [try OfficeText.of(body, meanings)]
    let others = ["word/footnotes", "word/endnotes", "word/comments", "word/header", "word/footer"]
    var broken: [BrokenPart] = []
    for name in others.flatMap({ package.names($0) }) {
      guard let part = package[name] else { continue }
      do throws(Unreadable) {
        let text = try OfficeText.of(part, meanings)
        if !text.isEmpty { texts.append(text) }
      } catch {
        // What is broken beside the body takes nothing from it.
        broken.append(BrokenPart(name: name, reason: error))
      }
    }
    let metadata = package.metadata(in: "docProps/core.xml")
    var content = metadata.content(texts.joined(separator: "\n"))
    content.brokenParts = broken
    return content
  }
}
