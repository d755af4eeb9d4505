// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// EPUB: the chapters in their order.
enum ElectronicBook {
  static func content(of input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    let package = try OfficePackage(input)
    let outline = Outline()
    if let container = package["META-INF/container.xml"] { try XMLReader.read(container, outline) }
    let declared = outline.packagePath.map { PartReference.resolved($0, from: "") }
    // There is but one such part.
    let path = declared.flatMap { package[$0] == nil ? nil : $0 } ?? package.names("", ".opf").first
    guard let path, let description = package[path] else {
      throw Unreadable(.damaged, "is no EPUB book: its package document is missing")
    }
    if package["META-INF/encryption.xml"] != nil && package["META-INF/rights.xml"] != nil {
      throw Unreadable(.encrypted, "is protected against copying: it is left out")
    }
    try XMLReader.read(description, outline)
    var chapters: [String] = []
    var broken: [BrokenPart] = []
    var size = 0
    for reference in outline.chapters {
      let name = PartReference.resolved(reference, from: path)
      // A chapter may be a picture.
      guard OfficePackage.mayHoldText(name) else { continue }
      guard let chapter = package[name] else {
        broken.append(.missing(name))
        continue
      }
      // The same chapter may be named any number of times.
      size += chapter.count
      guard size <= OfficePackage.maxBytes else { throw OfficePackage.bomb }
      do throws(Unreadable) {
        let page = try HTMLPage.content(of: chapter)
        chapters.append(page.text)
        broken += page.brokenParts.map { BrokenPart(name: name, line: $0.line, reason: $0.reason) }
      } catch {
        broken.append(BrokenPart(name: name, reason: error))
      }
    }
    var content = package.metadata(in: path).content(chapters.joined(separator: "\n"))
    content.brokenParts = broken
    return content
  }

  /// Where the package document is, and the chapters in their order.
  private final class Outline: XMLEvents {
    private(set) var packagePath: String?
    private var references: [String: String] = [:]
    private var spine: [String] = []

    var chapters: [String] { spine.compactMap { references[$0] } }

    func start(_ name: String, attributes: [String: String]) {
      switch name {
      case "rootfile": packagePath = packagePath ?? attributes["full-path"]
      case "item":
        if let id = attributes["id"] { references[id] = attributes["href"] }
      case "itemref":
        if let id = attributes["idref"] { spine.append(id) }
      default: break
      }
    }
    func end(_ name: String) {}
    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
  }
}
