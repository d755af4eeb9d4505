// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// References from one part of a package to another, which are relative URLs.
enum PartReference {
  /// The name of the part that `reference` leads to from a part.
  ///
  /// `../text/ch1.xhtml#p2` in `OPS/pkg/book.opf` is `OPS/text/ch1.xhtml`; `/OPS/a.xhtml` is
  /// `OPS/a.xhtml`. Source: RFC 3986, 5.2.
  static func resolved(_ reference: String, from part: String) -> String {
    let path = unescaped(String(reference.prefix { $0 != "#" && $0 != "?" }))
    var steps: [Substring] = path.hasPrefix("/") ? [] : part.split(separator: "/").dropLast()
    for step in path.split(whereSeparator: { $0 == "/" || $0 == "\\" }) {
      switch step {
      case ".": break
      case "..": _ = steps.popLast()
      default: steps.append(step)
      }
    }
    return steps.joined(separator: "/")
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
}

/// A relation from a part to another. Source: ECMA-376 part 2, "Relationships".
struct PartRelation {
  var id: String
  /// The last step of its type: `footnotes`, `worksheet`.
  var type: String
  /// The name of the part that it leads to.
  var part: String
}

extension OfficePackage {
  /// The relations of a part, in their order; of the package itself for an empty name.
  func relations(of part: String) -> [PartRelation] {
    let steps = part.split(separator: "/")
    let folder = steps.dropLast().map { $0 + "/" }.joined()
    let list = RelationList(part)
    // Where the list breaks off, what it said before holds.
    if let bytes = self["\(folder)_rels/\(steps.last ?? "").rels"] {
      try? XMLReader.read(bytes, list)
    }
    return list.relations
  }

  /// The part that holds the document, whatever its name is; else that of the usual name.
  func mainPart(usually usual: String) -> String? {
    let related = relations(of: "").first { $0.type == "officeDocument" && self[$0.part] != nil }
    if let related { return related.part }
    if self[usual] != nil { return usual }
    guard let types = self["[Content_Types].xml"] else { return nil }
    let list = PartTypes()
    try? XMLReader.read(types, list)
    return list.main.first { self[$0] != nil }
  }

  private final class RelationList: XMLEvents {
    private(set) var relations: [PartRelation] = []
    private let part: String

    init(_ part: String) { self.part = part }

    func start(_ name: String, attributes: [String: String]) {
      guard name == "Relationship", attributes["TargetMode"] != "External",
        let target = attributes["Target"]
      else { return }
      let type = attributes["Type"]?.split(separator: "/").last.map(String.init) ?? ""
      relations.append(
        PartRelation(
          id: attributes["Id"] ?? "", type: type,
          part: PartReference.resolved(target, from: part)))
    }
    func end(_ name: String) {}
    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
  }

  /// The parts that are said to hold a document.
  private final class PartTypes: XMLEvents {
    private(set) var main: [String] = []

    func start(_ name: String, attributes: [String: String]) {
      guard name == "Override", let part = attributes["PartName"],
        attributes["ContentType"]?.contains("main+xml") == true
      else { return }
      main.append(PartReference.resolved(part, from: ""))
    }
    func end(_ name: String) {}
    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
  }
}
