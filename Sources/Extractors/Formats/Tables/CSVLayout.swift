// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// What the beginning of a table says of the whole: its separator and its columns.
struct CSVLayout: Sendable, Equatable {
  /// How cells are kept apart.
  var dialect: CSVDialect
  /// The names of the columns, as the first row has them.
  var columns: [String]
  /// The bytes before the second row.
  var headerLength: Int
  /// How many lines the first row takes.
  var headerLines: Int

  /// How many rows are looked at to find the separator.
  private static let sampledRows = 30

  /// The layout of a table that begins with these bytes, in UTF-8 or a set that extends ASCII; nil
  /// where the first row does not end in them or is none.
  ///
  /// - Parameter usual: the separator that the name of the file lets expect.
  init?(ofBeginning bytes: UnsafeRawBufferPointer, usual: UInt8) {
    let mark = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    let table = UnsafeRawBufferPointer(rebasing: bytes[mark...])
    // Tables of old Macintoshes have no LF at all.
    let hasLineFeeds = table.contains(0x0a)
    let lineEnd = hasLineFeeds || !table.contains(0x0d) ? UInt8(ascii: "\n") : UInt8(ascii: "\r")
    let declared = Self.declaredSeparator(in: table, lineEnd)
    let rows = UnsafeRawBufferPointer(rebasing: table[(declared?.length ?? 0)...])
    dialect = CSVDialect(
      separator: declared?.separator ?? Self.separator(of: rows, usual: usual, lineEnd),
      lineEnd: lineEnd)
    let length = dialect.rowLength(in: rows) ?? rows.count
    let header = UnsafeRawBufferPointer(rebasing: rows[..<length])
    guard let cells = try? dialect.cells(of: header) else { return nil }
    columns = cells.map {
      String(decoding: CSVDialect.content(of: $0, in: header), as: UTF8.self)
    }
    headerLength = mark + (declared?.length ?? 0) + length
    headerLines = max(header.count { $0 == lineEnd }, 1) + (declared == nil ? 0 : 1)
  }

  /// A first line `sep=;`, which Excel writes and understands, and its length.
  private static func declaredSeparator(
    in table: UnsafeRawBufferPointer, _ lineEnd: UInt8
  ) -> (separator: UInt8, length: Int)? {
    var line = table.prefix(10)[...]
    if line.first == UInt8(ascii: "\"") { line = line.dropFirst() }
    guard line.starts(with: Array("sep=".utf8)) || line.starts(with: Array("SEP=".utf8)),
      let separator = line.dropFirst(4).first, separator != lineEnd,
      let end = table.prefix(10).firstIndex(of: lineEnd)
    else { return nil }
    return (separator, end + 1)
  }

  /// The place of the column of this name; capitals and space around it count only where two columns
  /// differ in nothing else.
  func column(named name: String) -> Int? {
    columns.firstIndex(of: name) ?? columns.firstIndex { Self.plain($0) == Self.plain(name) }
  }

  private static func plain(_ name: String) -> String {
    (Title.oneLine(name) ?? "").lowercased()
  }

  /// The separator with which most rows have as many cells as the first one, at least two; among
  /// equals that with more cells.
  private static func separator(
    of table: UnsafeRawBufferPointer, usual: UInt8, _ lineEnd: UInt8
  ) -> UInt8 {
    var best: (separator: UInt8, rows: Int, cells: Int) = (usual, 0, 1)
    for separator in [usual] + [",", ";", "\t", "|"].map({ UInt8(ascii: $0) }) {
      let counts = cellCounts(of: table, CSVDialect(separator: separator, lineEnd: lineEnd))
      guard let cells = counts.first, cells > 1 else { continue }
      let rows = counts.count { $0 == cells }
      if (rows, cells) > (best.rows, best.cells) { best = (separator, rows, cells) }
    }
    return best.separator
  }

  private static func cellCounts(of table: UnsafeRawBufferPointer, _ dialect: CSVDialect) -> [Int] {
    var counts: [Int] = []
    var rest = table
    while counts.count < sampledRows, !rest.isEmpty {
      let length = dialect.rowLength(in: rest)
      // A row that is cut off at the end of the sample says nothing, but the first must do.
      if length == nil && !counts.isEmpty { break }
      let row = UnsafeRawBufferPointer(rebasing: rest[..<(length ?? rest.count)])
      counts.append((try? dialect.cells(of: row).count) ?? 0)
      rest = UnsafeRawBufferPointer(rebasing: rest[row.count...])
    }
    return counts
  }
}

/// As the parts of a table carry it.
extension CSVLayout {
  /// The layout that ``bytes`` wrote; nil where it is none.
  init?(_ bytes: [UInt8]) {
    var message = MessageReader(bytes[...])
    do throws(MessageReader.Garbled) {
      let (separator, lineEnd) = (try message.number(), try message.number())
      dialect = CSVDialect(
        separator: UInt8(truncatingIfNeeded: separator), lineEnd: UInt8(truncatingIfNeeded: lineEnd)
      )
      (headerLength, headerLines) = (try message.number(), try message.number())
      columns = []
      for _ in 0..<max(try message.number(), 0) { columns.append(try message.text()) }
    } catch {
      return nil
    }
  }

  var bytes: [UInt8] {
    var message = MessageWriter()
    for number in [
      Int(dialect.separator), Int(dialect.lineEnd), headerLength, headerLines, columns.count,
    ] {
      message.write(number)
    }
    for column in columns { message.write(column) }
    return message.bytes
  }
}
