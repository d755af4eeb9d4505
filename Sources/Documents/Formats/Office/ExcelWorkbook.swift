// SPDX-License-Identifier: GPL-2.0-or-later

/// Excel workbooks since 2007: a row a line, tabs between cells, each sheet a page under its name.
enum ExcelWorkbook {
  static func content(of input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    let package = try OfficePackage(input) { $0.hasPrefix("xl/") || $0 == "docProps/core.xml" }
    guard let workbook = package["xl/workbook.xml"] else {
      throw Unreadable(.damaged, "is no Excel workbook: it has no xl/workbook.xml")
    }
    let book = ExcelSheets()
    try XMLReader.read(workbook, book)
    let relations = ExcelRelations()
    if let part = package["xl/_rels/workbook.xml.rels"] { try XMLReader.read(part, relations) }
    let styles = ExcelStyles()
    if let part = package["xl/styles.xml"] { try XMLReader.read(part, styles) }
    var shared: [String] = []
    if let part = package["xl/sharedStrings.xml"] {
      let list = ExcelStrings()
      try XMLReader.read(part, list)
      shared = list.strings
    }
    var text = ""
    var broken: [BrokenPart] = []
    // Sheets stand in the workbook's order, whatever the numbers of their parts.
    let parts = package.names("xl/worksheets/sheet")
    for (number, (name, relation)) in book.sheets.enumerated() {
      let usual = parts.indices.contains(number) ? parts[number] : ""
      guard let part = package[relations.part(relation) ?? usual] else {
        broken.append(.missing(name))
        continue
      }
      let sheet = ExcelSheet(
        strings: shared, dateStyles: styles.dateStyles, countsFrom1904: book.countsFrom1904)
      try XMLReader.read(part, sheet)
      text += name + "\n" + sheet.text + "\u{0C}"
    }
    var content = package.metadata(in: "docProps/core.xml").content(text)
    content.brokenParts = broken
    return content
  }
}
