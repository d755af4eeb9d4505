// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// What documents of Microsoft Office hold beside their text, found by relations: charts, diagrams, and
/// documents within the document.
struct OfficeDrawing {
  /// Source: ECMA-376 part 1, "DrawingML".
  static let meanings = OfficeText.Meanings(
    text: ["t"], lines: ["p", "tr"], spaces: ["tab", "tc"], breaks: ["br"], skipped: ["Fallback"],
    asides: ["txbxContent"])

  /// Source: ECMA-376 part 1, "Charts": what is drawn is kept beside the reference to its cells.
  private static let chart = OfficeText.Meanings(
    text: ["t", "v"], lines: ["p", "pt", "tx", "v"], skipped: ["f", "formatCode"])

  private let package: OfficePackage
  private(set) var texts: [String] = []
  private(set) var broken: [BrokenPart] = []
  private(set) var members: [Content.Member] = []
  /// The parts that were read: two slides may show the same one.
  private var seen: Set<String> = []

  init(_ package: OfficePackage) {
    self.package = package
  }

  /// Reads the part that a relation leads to, if it is one of these.
  mutating func read(_ relation: PartRelation) {
    switch relation.type {
    case "chart", "chartEx": add(relation.part, Self.chart)
    case "diagramData": add(relation.part, Self.meanings)
    case "package", "oleObject", "aFChunk":
      guard seen.insert(relation.part).inserted else { return }
      if let bytes = package[relation.part], !bytes.isEmpty {
        members.append(Content.Member(name: relation.part, bytes: bytes))
      }
    default: break
    }
  }

  /// Reads a part as text of these meanings.
  mutating func add(_ part: String, _ meanings: OfficeText.Meanings) {
    guard seen.insert(part).inserted else { return }
    guard let bytes = package[part] else {
      // A picture, or a part that is named for nothing.
      if OfficePackage.mayHoldText(part) { broken.append(.missing(part)) }
      return
    }
    do throws(Unreadable) {
      let text = try OfficeText.of(bytes, meanings)
      if !text.isEmpty { texts.append(text) }
    } catch {
      // What is broken beside the body takes nothing from it.
      broken.append(BrokenPart(name: part, reason: error))
    }
  }

  /// Hands out the texts gathered since the last time.
  mutating func takeTexts() -> [String] {
    defer { texts = [] }
    return texts
  }
}
