// SPDX-License-Identifier: GPL-2.0-or-later

/// EPUB: the chapters in their order.
enum ElectronicBook {
  private static let suffixes = [".xml", ".opf", ".xhtml", ".html", ".htm"]

  static func content(of input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    let package = try OfficePackage(input) { name in suffixes.contains { name.hasSuffix($0) } }
    guard let container = package["META-INF/container.xml"] else {
      throw Unreadable(.damaged, "is no EPUB book: it has no META-INF/container.xml")
    }
    let outline = Outline()
    try XMLReader.read(container, outline)
    guard let path = outline.packagePath, let description = package[path] else {
      throw Unreadable(.damaged, "is no EPUB book: its package document is missing")
    }
    if package["META-INF/encryption.xml"] != nil && package["META-INF/rights.xml"] != nil {
      throw Unreadable(.encrypted, "is protected against copying: it is left out")
    }
    try XMLReader.read(description, outline)
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
    var chapters: [String] = []
    var broken: [BrokenPart] = []
    for reference in outline.chapters {
      let name = String(folder) + unescaped(reference)
      // A chapter may be a picture.
      guard suffixes.contains(where: name.hasSuffix) else { continue }
      guard let chapter = package[name] else {
        broken.append(.missing(name))
        continue
      }
      do throws(Unreadable) {
        let page = try HTMLPage.content(ofText: try DeclaredCharset.text(ofPage: chapter))
        chapters.append(page.text)
      } catch {
        broken.append(BrokenPart(name: name, reason: error))
      }
    }
    var content = package.metadata(in: path).content(chapters.joined(separator: "\n"))
    content.brokenParts = broken
    return content
  }

  /// `%20` and the like.
  private static func unescaped(_ reference: String) -> String {
    guard reference.contains("%") else { return reference }
    var bytes: [UInt8] = []
    var rest = Array(reference.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), let value = UInt8(digits, radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
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
