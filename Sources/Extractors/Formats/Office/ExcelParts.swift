// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// The sheets with their names, in the order of the workbook.
final class ExcelSheets: XMLEvents {
  /// The name, and the relation that leads to its part.
  private(set) var sheets: [(name: String, relation: String)] = []
  /// Whether days are counted from 1904, as on old Macintoshes.
  private(set) var countsFrom1904 = false

  func start(_ name: String, attributes: [String: String]) {
    if name == "sheet", let name = attributes["name"] {
      sheets.append((name, attributes["r:id"] ?? attributes["id"] ?? ""))
    }
    if name == "workbookPr" {
      countsFrom1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
    }
  }
  func end(_ name: String) {}
  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// The texts that cells name by number.
final class ExcelStrings: XMLEvents {
  private(set) var strings: [String] = []
  private var current = TextBuilder()
  private var textDepth = 0
  /// How a text is pronounced is no part of it.
  private var spoken = 0

  func wantsAttributes(of name: String) -> Bool { false }

  func start(_ name: String, attributes: [String: String]) {
    if name == "t" { textDepth += 1 }
    if name == "rPh" { spoken += 1 }
  }

  func end(_ name: String) {
    if name == "t" { textDepth -= 1 }
    if name == "rPh" { spoken -= 1 }
    if name == "si" {
      strings.append(ExcelEscapes.resolved(current.text))
      current = TextBuilder()
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    if textDepth > 0 && spoken == 0 { current.append(bytes) }
  }
}

/// Signs that Excel writes as `_x000D_`, since XML cannot hold them.
enum ExcelEscapes {
  /// The text with the signs themselves; control characters become space.
  static func resolved(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "_")), text.contains("_x") else { return text }
    var plain = TextBuilder()
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      let mark = rest.prefix(7)
      let digits = String(decoding: mark.dropFirst(2).dropLast(), as: UTF8.self)
      if byte == UInt8(ascii: "_"), mark.count == 7, mark.dropFirst().first == UInt8(ascii: "x"),
        mark.last == UInt8(ascii: "_"), let unit = UInt32(digits, radix: 16)
      {
        rest = rest.dropFirst(7)
        // Halves of a pair stand for nothing alone.
        let scalar = unit < 0x20 ? " " : Unicode.Scalar(unit) ?? "\u{FFFD}"
        plain.append(String(scalar).utf8)
      } else {
        plain.append(CollectionOfOne(byte))
        rest = rest.dropFirst()
      }
    }
    return plain.text
  }
}

/// The cells of a sheet: a row a line, tabs between them.
final class ExcelSheet: XMLEvents {
  private(set) var text = ""
  /// Whether more came together than a document may hold.
  private(set) var isTooLarge = false
  private let strings: [String]
  private let formats: [Int: ExcelFormat]
  /// The number of 1970-01-01.
  private let epoch: Int
  private var value = TextBuilder()
  private var type = ""
  private var format = ExcelFormat.plain
  private var isValue = false
  private var spoken = 0
  private var isFirst = true
  /// What stands at the head and foot of printed pages.
  private(set) var heads: [String] = []
  private var head: TextBuilder?

  init(strings: [String], formats: [Int: ExcelFormat], countsFrom1904: Bool) {
    self.strings = strings
    self.formats = formats
    epoch = countsFrom1904 ? 24107 : 25569
  }

  func wantsAttributes(of name: String) -> Bool { name == "c" }

  func start(_ name: String, attributes: [String: String]) {
    switch name {
    case "row":
      isFirst = true
    case "c":
      type = attributes["t"] ?? "n"
      format = attributes["s"].flatMap { Int($0) }.flatMap { formats[$0] } ?? .plain
      value = TextBuilder()
    case "v", "t":
      isValue = true
    case "rPh":
      spoken += 1
    case _ where SheetHeads.elements.contains(name):
      head = TextBuilder()
    default:
      break
    }
  }

  func end(_ name: String) {
    switch name {
    case _ where head != nil && SheetHeads.elements.contains(name):
      let text = head.map { SheetHeads.plain($0.text) } ?? ""
      if !text.isEmpty && !heads.contains(text) { heads.append(text) }
      head = nil
    case "row":
      text += "\n"
    case "c":
      if isTooLarge { return }
      if !isFirst { text += "\t" }
      isFirst = false
      text += shown
      // A long text may be named by a million cells.
      isTooLarge = text.utf8.count > OfficePackage.maxBytes
    case "v", "t":
      isValue = false
    case "rPh":
      spoken -= 1
    default:
      break
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isValue && spoken == 0 { value.append(bytes) }
    head?.append(bytes)
  }

  private var shown: String {
    let written = value.text
    switch type {
    case "s": return Int(written).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? ""
    case "n": return format.shown(written, epoch: epoch)
    case "b": return written == "1" ? "TRUE" : written == "0" ? "FALSE" : written
    default: return ExcelEscapes.resolved(written)
    }
  }
}
