// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Cuts a table into parts of whole rows, so that one large file keeps several threads busy.
///
/// A part has at most the batch size, unless it is a single row that is longer.
final class RowCutter {
  private let source: OpenFile
  private let batchSize: Int
  private let layout: CSVLayout
  private let layoutBytes: [UInt8]
  private var offset: Int
  private var line: Int

  private static let longestLayout = 64 << 10

  /// Nil where the table is one document.
  ///
  /// - Throws: where `fields` names a column of text that it has not.
  init?(_ source: OpenFile, named path: RawPath, batchSize: Int, fields: RecordFields)
    throws(Unreadable)
  {
    self.batchSize = batchSize
    self.source = source
    let beginning = try source.bytes(at: 0, count: max(batchSize, 1 << 16))
    guard TextDecoding.isUTF8(beginning) else { return nil }
    let found = beginning.withUnsafeBytes {
      CSVLayout(ofBeginning: $0, usual: CSVTable.usualSeparator(of: path))
    }
    guard let found else { return nil }
    guard found.column(named: fields.text) != nil else {
      try fields.demandText(in: found.columns)
      return nil
    }
    layout = found
    layoutBytes = found.bytes
    // It goes with each part.
    guard layoutBytes.count <= Self.longestLayout else { return nil }
    offset = found.headerLength
    line = 1 + found.headerLines
  }

  /// The next part, nil at the end of the file.
  ///
  /// - Throws: where the rest cannot be cut.
  func next() throws(Unreadable) -> FilePart? {
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
        return FilePart(offset: offset, count: length, firstLine: line, layout: layoutBytes)
      }
      guard size < FileLimits.longestLine else { throw Self.tooLong(line) }
      size *= 2
    }
  }

  private static func tooLong(_ line: Int) -> Unreadable {
    Unreadable(
      .tooLarge,
      "has a row at line \(line) of more than \(FileLimits.longestLine >> 20) MiB, or a quote "
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
