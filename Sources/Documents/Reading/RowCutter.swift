// SPDX-License-Identifier: GPL-2.0-or-later

/// Cuts a table into ranges of whole rows, so that one large file keeps several threads busy.
///
/// A range has at most the batch size, unless it is a single row that is longer.
final class RowCutter {
  let file: SourceFile
  private let source: OpenFile
  private let batchSize: Int
  /// Nil where the table is one document.
  private var layout: CSVLayout?
  private var offset = 0
  private var line = 1
  private var isDone = false

  /// - Throws: where the file cannot be opened, or `fields` names a column of text that it has not.
  init(_ file: SourceFile, batchSize: Int, fields: RecordFields) throws(Unreadable) {
    self.file = file
    self.batchSize = batchSize
    source = try OpenFile(file.path)
    let beginning = try source.bytes(at: 0, count: max(batchSize, 1 << 16))
    guard TextDecoding.isUTF8(beginning) else { return }
    layout = beginning.withUnsafeBytes {
      CSVLayout(ofBeginning: $0, usual: CSVTable.usualSeparator(of: file.path))
    }
    guard let found = layout else { return }
    if CSVRows(file: file, layout: found, fields: fields) == nil {
      try fields.demandText(in: found.columns)
      layout = nil
    }
    offset = found.headerLength
    line += found.headerLines
  }

  /// The next range, nil at the end of the file.
  func next() -> WorkItem.Part? {
    if isDone { return nil }
    guard let layout else {
      isDone = true
      return .whole
    }
    do throws(Unreadable) {
      var size = batchSize
      while true {
        let block = try source.bytes(at: offset, count: size)
        if block.isEmpty { return nil }
        let isLast = block.count < size
        let (length, newlines) =
          isLast ? Self.all(of: block, layout.dialect) : Self.wholeRows(block, layout.dialect)
        if length > 0 {
          defer {
            offset += length
            line += newlines
          }
          return .rows(LineRange(offset: offset, count: length, firstLine: line), layout)
        }
        guard size < DocumentReader.longestLine else { throw Self.tooLong(line) }
        size *= 2
      }
    } catch {
      isDone = true
      return .unreadable(error)
    }
  }

  private static func tooLong(_ line: Int) -> Unreadable {
    Unreadable(
      .tooLarge,
      "has a row at line \(line) of more than \(DocumentReader.longestLine >> 20) MiB, or a quote "
        + "there that is never closed: it and what follows are left out")
  }

  private static func all(of block: [UInt8], _ dialect: CSVDialect)
    -> (length: Int, newlines: Int)
  {
    (block.count, block.count { $0 == dialect.lineEnd })
  }

  /// How many bytes and lines up to and with the last row that ends in the block.
  private static func wholeRows(
    _ block: [UInt8], _ dialect: CSVDialect
  ) -> (length: Int, newlines: Int) {
    block.withUnsafeBytes { buffer in
      var length = 0
      while let row = dialect.rowLength(in: UnsafeRawBufferPointer(rebasing: buffer[length...])) {
        length += row
      }
      return (length, buffer[..<length].count { $0 == dialect.lineEnd })
    }
  }
}
