// SPDX-License-Identifier: GPL-2.0-or-later

/// The sheets with their names, in the order of the workbook.
final class ExcelSheets: XMLEvents {
  /// The name, and the relation that leads to its part.
  private(set) var sheets: [(name: String, relation: String)] = []
  /// Whether days are counted from 1904, as on old Macintoshes.
  private(set) var countsFrom1904 = false

  func start(_ name: String, attributes: [String: String]) {
    if name == "sheet", let name = attributes["name"] {
      sheets.append((name, attributes["id"] ?? ""))
    }
    if name == "workbookPr" {
      countsFrom1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
    }
  }
  func end(_ name: String) {}
  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Where the relations of a workbook lead. Source: ECMA-376 part 2, "Relationships".
final class ExcelRelations: XMLEvents {
  private var targets: [String: String] = [:]

  func start(_ name: String, attributes: [String: String]) {
    if name == "Relationship", let id = attributes["Id"] { targets[id] = attributes["Target"] }
  }
  func end(_ name: String) {}
  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}

  /// The part that a relation leads to: `worksheets/sheet1.xml` and `/xl/worksheets/sheet1.xml` are
  /// the same.
  func part(_ relation: String) -> String? {
    targets[relation].map { $0.hasPrefix("/") ? String($0.dropFirst()) : "xl/\($0)" }
  }
}

/// The texts that cells name by number.
final class ExcelStrings: XMLEvents {
  private(set) var strings: [String] = []
  private var current = TextBuilder()
  private var textDepth = 0
  /// How a text is pronounced is no part of it.
  private var spoken = 0

  func start(_ name: String, attributes: [String: String]) {
    if name == "t" { textDepth += 1 }
    if name == "rPh" { spoken += 1 }
  }

  func end(_ name: String) {
    if name == "t" { textDepth -= 1 }
    if name == "rPh" { spoken -= 1 }
    if name == "si" {
      strings.append(current.text)
      current = TextBuilder()
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    if textDepth > 0 && spoken == 0 { current.append(bytes) }
  }
}

/// Which styles show a number as a date. Source: ECMA-376 part 1, "Number Formats".
final class ExcelStyles: XMLEvents {
  /// The numbers of the styles.
  private(set) var dateStyles: Set<Int> = []
  private var dateFormats: Set<Int> = [14, 15, 16, 17, 22]
  private var isInStyles = false
  private var style = 0

  func start(_ name: String, attributes: [String: String]) {
    switch name {
    case "numFmt":
      guard let id = attributes["numFmtId"].flatMap({ Int($0) }) else { return }
      let code = Self.withoutQuotations(attributes["formatCode"] ?? "").lowercased()
      if code.contains("y") || code.contains("d") { dateFormats.insert(id) }
    case "cellXfs":
      isInStyles = true
    case "xf" where isInStyles:
      if let id = attributes["numFmtId"].flatMap({ Int($0) }), dateFormats.contains(id) {
        dateStyles.insert(style)
      }
      style += 1
    default:
      break
    }
  }

  func end(_ name: String) {
    if name == "cellXfs" { isInStyles = false }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}

  /// A format without literal text and colours.
  private static func withoutQuotations(_ code: String) -> String {
    var plain = ""
    var closing: Character?
    for character in code {
      if let end = closing {
        if character == end { closing = nil }
      } else if character == "\"" || character == "[" {
        closing = character == "[" ? "]" : "\""
      } else {
        plain.append(character)
      }
    }
    return plain
  }
}

/// The cells of a sheet: a row a line, tabs between them.
final class ExcelSheet: XMLEvents {
  private(set) var text = ""
  private let strings: [String]
  private let dateStyles: Set<Int>
  /// The number of 1970-01-01.
  private let epoch: Int
  private var value = TextBuilder()
  private var isString = false
  private var isDate = false
  private var isValue = false
  private var isFirst = true

  init(strings: [String], dateStyles: Set<Int>, countsFrom1904: Bool) {
    self.strings = strings
    self.dateStyles = dateStyles
    epoch = countsFrom1904 ? 24107 : 25569
  }

  func start(_ name: String, attributes: [String: String]) {
    switch name {
    case "row":
      isFirst = true
    case "c":
      let type = attributes["t"] ?? "n"
      isString = type == "s"
      isDate = type == "n" && attributes["s"].flatMap { Int($0) }.map(dateStyles.contains) == true
      value = TextBuilder()
    case "v", "t":
      isValue = true
    default:
      break
    }
  }

  func end(_ name: String) {
    switch name {
    case "row":
      text += "\n"
    case "c":
      if !isFirst { text += "\t" }
      isFirst = false
      text += shown
    case "v", "t":
      isValue = false
    default:
      break
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isValue { value.append(bytes) }
  }

  private var shown: String {
    let written = value.text
    if isString, let index = Int(written), strings.indices.contains(index) { return strings[index] }
    if isDate, let number = Double(written), abs(number) < 4_000_000 {
      return Day(sinceEpoch: Int(number.rounded(.down)) - epoch).description
    }
    return written
  }
}
