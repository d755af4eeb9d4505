// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// PowerPoint slides since 2007: each a page, with what is drawn on it, its notes and comments after it.
enum Slides {
  static func content(of input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    let package = try OfficePackage(input)
    let slides = slides(of: package)
    guard !slides.isEmpty else {
      throw Unreadable(.damaged, "is no PowerPoint document: it has no ppt/slides")
    }
    var text = ""
    var drawing = OfficeDrawing(package)
    for slide in slides {
      guard let part = package[slide] else { continue }
      text += try OfficeText.of(part, OfficeDrawing.meanings) + "\n"
      let relations = package.relations(of: slide)
      for relation in relations {
        drawing.read(relation)
        if relation.type == "comments" { drawing.add(relation.part, comments) }
      }
      let notes = relations.filter { $0.type == "notesSlide" }.map(\.part)
      for name in notes.isEmpty ? usualNotes(of: slide, in: package) : notes {
        drawing.add(name, OfficeDrawing.meanings)
      }
      for other in drawing.takeTexts() { text += other + "\n" }
      text += "\u{0C}"
    }
    text += masters(of: package).map { $0 + "\n" }.joined()
    var content = package.metadata(in: "docProps/core.xml").content(text)
    content.brokenParts = drawing.broken
    content.members = drawing.members
    return content
  }

  /// The texts of masters and layouts, each once.
  private static func masters(of package: OfficePackage) -> [String] {
    let parts =
      package.names("ppt/slideMasters/slideMaster") + package.names("ppt/slideLayouts/slideLayout")
    var texts: [String] = []
    for part in parts {
      let events = SlideMasters()
      // What is broken there takes nothing from the slides.
      if let bytes = package[part] { try? XMLReader.read(bytes, events) }
      for line in events.lines where !texts.contains(line) { texts.append(line) }
    }
    return texts
  }

  /// Comments hold their text plainly, newer ones as drawings do.
  private static let comments = OfficeText.Meanings(
    text: ["text", "t"], lines: ["cm", "text", "p"])

  /// The slides in the order of the presentation; where that is not given, in that of their numbers.
  private static func slides(of package: OfficePackage) -> [String] {
    let numbered = package.names("ppt/slides/slide")
    guard let main = package.mainPart(usually: "ppt/presentation.xml"), let part = package[main]
    else { return numbered }
    let list = SlideList()
    try? XMLReader.read(part, list)
    let relations = package.relations(of: main).filter { $0.type == "slide" }
    let byID = Dictionary(
      relations.map { ($0.id, $0.part) }, uniquingKeysWith: { first, _ in first })
    let declared = list.relations.compactMap { byID[$0] }.filter { package[$0] != nil }
    return declared + numbered.filter { !declared.contains($0) && declared.isEmpty }
  }

  private static func usualNotes(of slide: String, in package: OfficePackage) -> [String] {
    let number = slide.split(separator: "/").last?.dropFirst("slide".count) ?? ""
    let name = "ppt/notesSlides/notesSlide\(number)"
    return package[name] == nil ? [] : [name]
  }

  private final class SlideList: XMLEvents {
    private(set) var relations: [String] = []

    func start(_ name: String, attributes: [String: String]) {
      if name == "sldId", let relation = attributes["r:id"] ?? attributes["id"] {
        relations.append(relation)
      }
    }
    func end(_ name: String) {}
    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
  }
}
