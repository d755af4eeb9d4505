// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Excel workbooks since 2007: a row a line, tabs between cells, each sheet a page under its name, with the
/// notes, boxes and charts of the sheet after its cells.
enum ExcelWorkbook {
  static func content(of input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    let package = try OfficePackage(input)
    guard let main = package.mainPart(usually: "xl/workbook.xml"), let workbook = package[main]
    else { throw Unreadable(.damaged, "is no Excel workbook: it has no xl/workbook.xml") }
    let book = ExcelSheets()
    try XMLReader.read(workbook, book)
    let relations = package.relations(of: main)
    func part(_ type: String, usually usual: String) -> [UInt8]? {
      relations.first { $0.type == type }.flatMap { package[$0.part] } ?? package[usual]
    }
    let styles = ExcelStyles()
    if let part = part("styles", usually: "xl/styles.xml") { try XMLReader.read(part, styles) }
    let shared = ExcelStrings()
    if let part = part("sharedStrings", usually: "xl/sharedStrings.xml") {
      try XMLReader.read(part, shared)
    }
    var text = ""
    var drawing = OfficeDrawing(package)
    var missing: [BrokenPart] = []
    // Sheets stand in the workbook's order, whatever the numbers of their parts.
    let parts = package.names("xl/worksheets/sheet")
    for (number, (name, relation)) in book.sheets.enumerated() {
      let usual = parts.indices.contains(number) ? parts[number] : ""
      let related = relations.first { $0.id == relation }?.part ?? usual
      guard let part = package[related] else {
        missing.append(.missing(name))
        continue
      }
      let sheet = ExcelSheet(
        strings: shared.strings, formats: styles.formats, countsFrom1904: book.countsFrom1904)
      try XMLReader.read(part, sheet)
      text += name + "\n" + sheet.text
      for head in sheet.heads { text += head + "\n" }
      for note in notes(of: related, &drawing, in: package) { text += note + "\n" }
      text += "\u{0C}"
      if sheet.isTooLarge || text.utf8.count > OfficePackage.maxBytes { throw OfficePackage.bomb }
    }
    var content = package.metadata(in: "docProps/core.xml").content(text)
    content.brokenParts = missing + drawing.broken
    content.members = drawing.members
    return content
  }

  /// Who wrote notes is listed before them.
  private static let noteMeanings = OfficeText.Meanings(
    text: ["t", "author"], lines: ["comment", "author", "threadedComment"],
    skipped: ["rPh", "extLst"])

  /// In newer notes the text is plain.
  private static let threadMeanings = OfficeText.Meanings(
    text: ["text"], lines: ["threadedComment"], skipped: ["mentions"])

  /// What stands beside the cells of a sheet.
  private static func notes(
    of sheet: String, _ drawing: inout OfficeDrawing, in package: OfficePackage
  ) -> [String] {
    for relation in package.relations(of: sheet) {
      switch relation.type {
      case "comments": drawing.add(relation.part, noteMeanings)
      case "threadedComment": drawing.add(relation.part, threadMeanings)
      case "drawing":
        drawing.add(relation.part, OfficeDrawing.meanings)
        for drawn in package.relations(of: relation.part) { drawing.read(drawn) }
      default: drawing.read(relation)
      }
    }
    return drawing.takeTexts()
  }
}
