// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// A table that is one document: a row a line, tabs between its cells.
enum CSVTable {
  /// The separator that the name of a file lets expect.
  static func usualSeparator(of path: RawPath) -> UInt8 {
    ["tsv", "tab"].contains(path.fileExtension) ? UInt8(ascii: "\t") : UInt8(ascii: ",")
  }

  /// The content of a table that was decoded.
  static func content(ofText text: String) -> Content {
    var text = text
    let table = text.withUTF8 { table in
      let bytes = UnsafeRawBufferPointer(table)
      let layout = CSVLayout(ofBeginning: bytes, usual: UInt8(ascii: ","))
      return layout.map { lines(of: bytes, $0.dialect) } ?? Array(bytes)
    }
    // The names of columns are no title.
    return Content(titleOrigin: .fileName, text: String(decoding: table, as: UTF8.self))
  }

  private static func lines(of table: UnsafeRawBufferPointer, _ dialect: CSVDialect) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(table.count)
    var rest = table
    while !rest.isEmpty {
      let length = dialect.rowLength(in: rest) ?? rest.count
      let row = UnsafeRawBufferPointer(rebasing: rest[..<length])
      if let cells = try? dialect.cells(of: row) {
        for (number, cell) in cells.enumerated() {
          if number > 0 { text.append(0x09) }
          text += CSVDialect.content(of: cell, in: row)
        }
        text.append(0x0a)
      } else {
        // Nothing of a table is lost for a quote out of place.
        text += row
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[length...])
    }
    return text
  }
}
