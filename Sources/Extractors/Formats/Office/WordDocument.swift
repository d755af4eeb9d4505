// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Word documents since 2007: the body, then notes, comments, headers and footers, charts and diagrams.
enum WordDocument {
  /// Source: ECMA-376 part 1, "WordprocessingML". Deleted text is in `delText`, field codes in
  /// `instrText`. What older readers see instead of a drawing is in `Fallback`.
  private static let meanings = OfficeText.Meanings(
    text: ["t"], lines: ["p", "tr"], spaces: ["tab", "ptab", "tc"], breaks: ["br", "cr"],
    signs: ["noBreakHyphen": "-"], symbols: ["sym": "char"], named: ["comment": "author"],
    skipped: ["Fallback"], asides: ["txbxContent"])

  /// What is read beside the body, in this order.
  private static let others = ["footnotes", "endnotes", "comments", "header", "footer"]

  /// Parts that only say how the text looks, which together are longer than most texts.
  private static let looks = [
    "styles", "stylesWithEffects", "theme", "fontTable", "settings", "webSettings",
  ]

  private static func mayHoldText(_ name: String) -> Bool {
    let file = name.split(separator: "/").last ?? ""
    let stem = file.prefix { $0.isLetter }
    return OfficePackage.mayHoldText(name)
      && !(file.hasSuffix(".xml") && name.hasPrefix("word/") && looks.contains { $0 == stem })
  }

  static func content(of input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    let package = try OfficePackage(input, where: mayHoldText)
    guard let main = package.mainPart(usually: "word/document.xml"), let body = package[main] else {
      throw Unreadable(.damaged, "is no Word document: it has no word/document.xml")
    }
    let text = try OfficeText.of(body, meanings)
    let relations = package.relations(of: main)
    var drawing = OfficeDrawing(package)
    for type in others {
      let related = relations.filter { $0.type == type }.map(\.part)
      // A document without its list of relations still has parts of the usual names.
      let named = relations.isEmpty ? package.names("word/\(type)") : []
      for part in related + named { drawing.add(part, meanings) }
    }
    for relation in relations { drawing.read(relation) }
    let metadata = package.metadata(in: "docProps/core.xml")
    var content = metadata.content(([text] + drawing.texts).joined(separator: "\n"))
    content.brokenParts = drawing.broken
    content.members = drawing.members
    return content
  }
}
