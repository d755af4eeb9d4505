// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym

/// A list of names: a name a line, or a column of a table with commas, semicolons or tabs.
public struct NameTable: Sendable {
  /// A name and the line that it stands on, from 1.
  public struct Name: Sendable, Equatable {
    /// The line.
    public var line: Int
    /// The name.
    public var name: String
  }

  /// The names in their order.
  public private(set) var names: [Name] = []
  /// Lines that are no UTF-8.
  public private(set) var broken: [Int] = []

  /// Reads a list.
  ///
  /// - Parameters:
  ///   - column: the head of the column of names; where it is empty, a table's first column.
  ///   - isTable: whether there are commas or semicolons between cells, also where no column is named.
  /// - Throws: where there is no such column.
  public init(_ bytes: [UInt8], column: String, isTable: Bool = false) throws {
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    var place: Int?
    var separator: Unicode.Scalar?
    var isFirst = true
    for (line, record) in Self.records(of: bytes) {
      guard let text = String(validating: record, as: UTF8.self) else {
        broken.append(line)
        continue
      }
      if isFirst {
        isFirst = false
        separator = Self.separator(in: text, isTable: isTable || !column.isEmpty)
        if let separator {
          place = try Self.place(of: column, in: text, separator)
          if !column.isEmpty { continue }
        }
      }
      var name = text
      if let separator, let place {
        let cells = TableLine.cells(of: text, separator: separator)
        name = place < cells.count ? cells[place] : ""
      }
      name = String(
        name.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
      if !name.isEmpty { names.append(Name(line: line, name: name)) }
    }
  }

  /// The records with the numbers of their first lines: in quotes, a cell may have line ends.
  private static func records(of bytes: ArraySlice<UInt8>) -> [(Int, [UInt8])] {
    var records: [(Int, [UInt8])] = []
    var number = 0
    var open: (line: Int, bytes: [UInt8])?
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      let line = line.last == 0x0D ? line.dropLast() : line
      var record = open ?? (number, [])
      if open != nil { record.bytes.append(0x0A) }
      record.bytes += line
      // A quote that begins a record or a cell is closed by another.
      let isOpen =
        record.bytes.first == 0x22 && record.bytes.count(where: { $0 == 0x22 }) % 2 == 1
        && record.bytes.count < 1 << 16
      open = isOpen ? record : nil
      if !isOpen, !record.bytes.isEmpty { records.append((record.line, record.bytes)) }
    }
    if let open { records.append((open.line, open.bytes)) }
    return records
  }

  /// What stands between the cells of a table; nil of plain lines, in which a comma is a part of the name.
  private static func separator(in head: String, isTable: Bool) -> Unicode.Scalar? {
    if head.contains("\t") { return "\t" }
    guard isTable else { return nil }
    return head.contains(";") && !head.contains(",") ? ";" : ","
  }

  private static func place(
    of column: String, in head: String, _ separator: Unicode.Scalar
  ) throws -> Int {
    guard !column.isEmpty else { return 0 }
    let cells = TableLine.cells(of: head, separator: separator)
    guard let place = cells.firstIndex(of: column) else {
      throw AllonymError.invalidArgument(
        "The table has no column '\(column)': its first row names \(cells.prefix(12).joined(separator: ", "))."
      )
    }
    return place
  }
}
