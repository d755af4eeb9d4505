// SPDX-License-Identifier: GPL-2.0-or-later

/// PowerPoint slides since 2007: each a page, with its notes after it.
enum Slides {
  /// Source: ECMA-376 part 1, "DrawingML".
  private static let meanings = OfficeText.Meanings(
    text: ["t"], lines: ["p", "tr"], spaces: ["tab", "tc"], breaks: ["br"])

  static func content(of input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    let package = try OfficePackage(input) { $0.hasPrefix("ppt/") || $0 == "docProps/core.xml" }
    let slides = package.names("ppt/slides/slide")
    guard !slides.isEmpty else {
      throw Unreadable(.damaged, "is no PowerPoint document: it has no ppt/slides")
    }
    var text = ""
    for slide in slides {
      let number = slide.dropFirst("ppt/slides/slide".count)
      for name in [slide, "ppt/notesSlides/notesSlide\(number)"] {
        guard let part = package[name] else { continue }
        text += try OfficeText.of(part, meanings) + "\n"
      }
      text += "\u{0C}"
    }
    return package.metadata(in: "docProps/core.xml").content(text)
  }
}
