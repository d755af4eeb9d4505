// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// The rows of a table as documents: the first row names the columns, each other row is a document.
struct CSVRows {
  let file: SourceFile
  let layout: CSVLayout
  private let columns: Columns

  /// Where the parts of a document stand in a row.
  private struct Columns {
    var id, title, date, language, author: Int?
    var text: Int

    var all: [Int] { [id, title, date, language, author, text].compactMap { $0 } }
  }

  /// The rows of a table with this layout; nil where no column holds the text.
  init?(file: SourceFile, layout: CSVLayout, fields: RecordFields) {
    guard let text = layout.column(named: fields.text) else { return nil }
    self.file = file
    self.layout = layout
    columns = Columns(
      id: layout.column(named: fields.id), title: layout.column(named: fields.title),
      date: layout.column(named: fields.date), language: layout.column(named: fields.language),
      author: layout.column(named: fields.author), text: text)
  }

  /// Hands out the documents on the rows of `range`, in their order.
  func read(
    _ range: FilePart, of source: OpenFile,
    _ take: (Result<SourceDocument, ReadFailure>) -> Void
  ) throws(Unreadable) {
    let bytes = try source.bytes(at: range.offset, count: range.count)
    guard bytes.count == range.count else {
      throw Unreadable(.system, "became shorter while it was being read: index it again")
    }
    bytes.withUnsafeBytes { read($0, firstLine: range.firstLine, source.status, take) }
  }

  /// Hands out the documents on whole rows, the first of which begins at a line.
  private func read(
    _ bytes: UnsafeRawBufferPointer, firstLine: Int, _ status: FileStatus,
    _ take: (Result<SourceDocument, ReadFailure>) -> Void
  ) {
    var rest = bytes
    var line = firstLine
    while !rest.isEmpty {
      let length = layout.dialect.rowLength(in: rest) ?? rest.count
      let row = UnsafeRawBufferPointer(rebasing: rest[..<length])
      if !row.allSatisfy({ $0 == 0x0a || $0 == 0x0d || $0 == 0x20 }) {
        do throws(Unreadable) {
          let (document, flaw) = try document(of: row, line, status)
          take(.success(document))
          if let flaw { take(.failure(flaw.failure(path: file.path, line: line))) }
        } catch {
          take(.failure(error.failure(path: file.path, line: line)))
        }
      }
      line += row.count { $0 == layout.dialect.lineEnd }
      rest = UnsafeRawBufferPointer(rebasing: rest[length...])
    }
  }

  /// Hands out the documents of a table that was decoded as a whole; false where it is one document.
  static func read(
    text: String, file: SourceFile, fields: RecordFields, _ status: FileStatus,
    _ take: (Result<SourceDocument, ReadFailure>) -> Void
  ) throws(Unreadable) -> Bool {
    var text = text
    let layout = text.withUTF8 {
      CSVLayout(
        ofBeginning: UnsafeRawBufferPointer($0), usual: CSVTable.usualSeparator(of: file.path))
    }
    guard let layout else { return false }
    guard let rows = CSVRows(file: file, layout: layout, fields: fields) else {
      try fields.demandText(in: layout.columns)
      return false
    }
    text.withUTF8 {
      let rest = UnsafeRawBufferPointer(
        rebasing: UnsafeRawBufferPointer($0)[layout.headerLength...])
      rows.read(rest, firstLine: 1 + layout.headerLines, status, take)
    }
    return true
  }

  private func document(
    of row: UnsafeRawBufferPointer, _ line: Int, _ status: FileStatus
  ) throws(Unreadable) -> (SourceDocument, flaw: Unreadable?) {
    var cells = try layout.dialect.cells(of: row)
    let isBlank = { (cell: CSVDialect.Cell) in row[cell.range].allSatisfy { $0 <= 0x20 } }
    // Programs leave out empty cells at the end of a row, or write more of them.
    while cells.count > layout.columns.count, let last = cells.last, isBlank(last) {
      cells.removeLast()
    }
    let needed = 1 + (columns.all.max() ?? 0)
    while cells.count < layout.columns.count, cells.count >= needed {
      cells.append(CSVDialect.Cell(range: row.count..<row.count))
    }
    let difference =
      "has \(cells.count) cells where the first row names \(layout.columns.count) columns"
    guard cells.count >= layout.columns.count else { throw Unreadable(.badRecord, difference) }
    var flaw: Unreadable?
    // A separator in the midst of a text, without quotes: all of it is read.
    let extra = cells[layout.columns.count...]
    if !extra.isEmpty {
      flaw = Unreadable(.badRecord, difference + ": the others are read as text")
    }
    func text(_ column: Int?) -> String? {
      guard let column else { return nil }
      let bytes = CSVDialect.content(of: cells[column], in: row)
      if let text = try? UTF8Span(validating: bytes.span) { return String(copying: text) }
      flaw = Unreadable(
        .brokenBytes,
        "has bytes that are not UTF-8 in column \"\(RawPath(layout.columns[column]).shown)\": "
          + "they are left out")
      return FlawedText.repaired(bytes[...])
    }
    let members = RecordMembers(
      id: text(columns.id).flatMap(Title.oneLine), title: text(columns.title),
      text: ([text(columns.text) ?? ""] + extra.map { whole($0, in: row) }).joined(separator: "\n"),
      date: text(columns.date),
      language: text(columns.language), author: text(columns.author))
    return (members.document(on: line, of: file, status), flaw)
  }

  private func whole(_ cell: CSVDialect.Cell, in row: UnsafeRawBufferPointer) -> String {
    String(decoding: CSVDialect.content(of: cell, in: row), as: UTF8.self)
  }
}
