// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Spelling

/// Reads a list of names row by row: lines, a table, or JSON Lines. What cannot be read is said and left out.
struct ListReader: ~Copyable {
  private let name: String
  private let format: MatchListOptions.Format
  private let columns: ListColumns
  private var lines: FileLines
  /// The columns' places in a table.
  private var indexes: [String: Int] = [:]
  private var isAtStart = true

  /// How many lines were left out.
  private(set) var brokenCount = 0
  private static let maxReported = 10

  /// How many bytes were read, and of how many.
  var progress: (read: Int, total: Int?) { (lines.bytesRead, lines.size) }

  init(_ path: String, format: MatchListOptions.Format, options: MatchListOptions) throws {
    name = path == "-" ? "standard input" : path
    self.format = format
    columns = ListColumns(options)
    lines = try FileLines(path)
  }

  /// The next rows, at most so many; none at the end.
  mutating func next(_ maximum: Int) throws -> [NameRow] {
    var rows: [NameRow] = []
    if isAtStart {
      isAtStart = false
      if format == .csv || format == .tsv { try readHeader() }
    }
    while rows.count < maximum, let (line, number) = try record() {
      guard let text = String(validating: line, as: UTF8.self) else {
        report("line \(number): not UTF-8, left out.")
        continue
      }
      do {
        if let row = try row(text, number) { rows.append(row) }
      } catch let problem as ListRowProblem {
        report("line \(number): \(problem.sentence), left out.")
      }
    }
    return rows
  }

  /// All rows.
  mutating func all() throws -> [NameRow] { try next(.max) }

  /// Whether no row is left to read.
  mutating func isAtEnd() throws -> Bool { try lines.isDone() }

  private mutating func report(_ sentence: String) {
    brokenCount += 1
    if brokenCount <= Self.maxReported {
      StandardError.report("\(name), \(sentence)")
    }
  }

  /// Says how many more lines were left out than were told one by one.
  func reportRest() {
    if brokenCount > Self.maxReported {
      StandardError.report("\(name): \(brokenCount - Self.maxReported) more lines were left out.")
    }
  }

  /// The next line that is not empty; of a table with commas, a row, which may have line ends in quotes.
  private mutating func record() throws -> (bytes: [UInt8], line: Int)? {
    while var bytes = try lines.next() {
      guard !bytes.isEmpty else { continue }
      let number = lines.number
      if format == .csv {
        while bytes.count(where: { $0 == 0x22 }) % 2 == 1, let more = try lines.next() {
          bytes.append(0x0A)
          bytes += more
        }
      }
      return (bytes, number)
    }
    return nil
  }

  private mutating func readHeader() throws {
    guard let (bytes, _) = try record() else { return }
    let cells = TableLine.cells(of: String(decoding: bytes, as: UTF8.self), format)
    for (index, cell) in cells.enumerated() where indexes[cell] == nil { indexes[cell] = index }
    guard indexes[columns.name] != nil else {
      throw ListError(sentence: "\(name) has no column \"\(columns.name)\" in its first line.")
    }
    for column in columns.others where indexes[column] == nil {
      StandardError.report("\(name) has no column \"\(column)\"; it is read without.")
    }
  }

  private func row(_ text: String, _ number: Int) throws -> NameRow? {
    switch format {
    case .lines: return NameRow(names: [text], line: number)
    case .csv, .tsv:
      let cells = TableLine.cells(of: text, format)
      return try columns.row(line: number) { column in
        guard let index = indexes[column], index < cells.count else { return [] }
        return [cells[index]]
      }
    case .jsonl:
      let object = try JSONObjectLine(text)
      return try columns.row(line: number) { object.texts($0) }
    }
  }
}

/// Why a row of a list cannot be read.
struct ListRowProblem: Error {
  let sentence: String
}

/// Why a list cannot be read.
struct ListError: Error, CustomStringConvertible {
  let sentence: String
  var description: String { sentence }
}

/// Which columns of a list hold what.
struct ListColumns {
  let name: String
  private let aliases: [String]
  private let separator: String
  private let id: String?
  private let birth: String?
  private let country: String?
  private let kind: String?

  init(_ options: MatchListOptions) {
    name = options.nameColumn ?? ""
    aliases = options.aliasColumn
    separator = options.aliasSeparator
    id = options.idColumn
    birth = options.birthColumn
    country = options.countryColumn
    kind = options.kindColumn
  }

  /// The columns besides the name's.
  var others: [String] { aliases + [id, birth, country, kind].compactMap { $0 } }

  /// A row of the texts in each column.
  func row(line: Int, _ texts: (String) -> [String]) throws -> NameRow {
    func parts(_ column: String?) -> [String] {
      guard let column else { return [] }
      return texts(column).flatMap { $0.split(separator: separator).map(Self.trimmed) }
        .filter { !$0.isEmpty }
    }
    guard let primary = texts(name).first.map(Self.trimmed), !primary.isEmpty else {
      throw ListRowProblem(sentence: "no name in \"\(name)\"")
    }
    let births = parts(birth)
    let dates = births.compactMap { PartialDate($0) }
    guard dates.count == births.count else {
      throw ListRowProblem(sentence: "no year in \"\(births.joined(separator: separator))\"")
    }
    return NameRow(
      names: [primary] + texts(name).dropFirst() + aliases.flatMap { parts($0) },
      id: id.flatMap { texts($0).first } ?? "", line: line,
      evidence: NameEvidence(
        births: dates, countries: parts(country), kind: parts(kind).first ?? ""))
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }
}

extension TableLine {
  /// The cells of a row.
  static func cells(of line: String, _ format: MatchListOptions.Format) -> [String] {
    cells(of: line, separator: format == .csv ? "," : "\t")
  }
}
