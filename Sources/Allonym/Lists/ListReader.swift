// SPDX-License-Identifier: GPL-2.0-or-later
package import Spelling

/// How a list of names is written.
package enum ListFormat: String, CaseIterable, Sendable {
  /// A name a line.
  case lines
  case csv, tsv, jsonl
  /// An entity of FollowTheMoney a line.
  case ftm
}

/// Reads a list of names row by row: lines, a table, or JSON Lines. What cannot be read is said and left out.
package struct ListReader: ~Copyable {
  private let name: String
  /// How the list is written; until its first line is read, nil where that is to tell.
  package private(set) var format: ListFormat?
  private let columns: ListColumns
  private let report: @Sendable (String) -> Void
  private var lines: FileLines
  /// The columns' places in a table.
  private var places: [String: Int] = [:]
  private var isAtStart = true

  /// How many lines were left out.
  package private(set) var brokenCount = 0
  /// How many entities have no name, as sanctions and ownerships have none.
  package private(set) var namelessCount = 0
  private static let maxReported = 10

  /// How many bytes were read, and of how many.
  package var progress: (read: Int, total: Int?) { (lines.bytesRead, lines.size) }

  /// A reader of a file, `-` for standard input.
  ///
  /// - Parameters:
  ///   - format: nil for a name a line, or entities of FollowTheMoney where the first line is one.
  ///   - report: is called with what cannot be read, a sentence each.
  package init(
    _ path: String, format: ListFormat?, columns: ListColumns,
    report: @escaping @Sendable (String) -> Void
  ) throws {
    name = path == "-" ? "standard input" : path
    self.format = format
    self.columns = columns
    self.report = report
    lines = try FileLines(path)
  }

  /// The next rows, at most so many; none at the end.
  package mutating func next(_ most: Int) throws -> [NameRow] {
    var rows: [NameRow] = []
    if isAtStart {
      isAtStart = false
      if format == .csv || format == .tsv { try readHeader() }
    }
    while rows.count < most, let (line, number) = try record() {
      guard let text = String(validating: line, as: UTF8.self) else {
        leaveOut("line \(number): not UTF-8, left out.")
        continue
      }
      do {
        if let row = try row(text, number) { rows.append(row) }
      } catch let problem as ListRowProblem {
        leaveOut("line \(number): \(problem.sentence), left out.")
      }
    }
    return rows
  }

  /// All rows.
  package mutating func all() throws -> [NameRow] { try next(.max) }

  /// Whether no row is left to read.
  package mutating func isAtEnd() throws -> Bool { try lines.isDone() }

  private mutating func leaveOut(_ sentence: String) {
    brokenCount += 1
    if brokenCount <= Self.maxReported { report("\(name), \(sentence)") }
  }

  /// Says how many more lines were left out than were told one by one.
  package func reportRest() {
    if brokenCount > Self.maxReported {
      report("\(name): \(brokenCount - Self.maxReported) more lines were left out.")
    }
    if namelessCount > 0 {
      let entities = namelessCount == 1 ? "1 entity has" : "\(namelessCount) entities have"
      report("\(name): \(entities) no name and \(namelessCount == 1 ? "is" : "are") passed over.")
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

  private func cells(of line: String) -> [String] {
    TableLine.cells(of: line, separator: format == .csv ? "," : "\t")
  }

  private mutating func readHeader() throws {
    guard let (bytes, _) = try record() else { return }
    let cells = cells(of: String(decoding: bytes, as: UTF8.self))
    for (place, cell) in cells.enumerated() where places[cell] == nil { places[cell] = place }
    guard places[columns.name] != nil else {
      throw ListError(sentence: "\(name) has no column \"\(columns.name)\" in its first line.")
    }
    for column in columns.others where places[column] == nil {
      report("\(name) has no column \"\(column)\"; it is read without.")
    }
  }

  private mutating func row(_ text: String, _ number: Int) throws -> NameRow? {
    if format == nil { format = FollowTheMoneyEntity.isOne(text) ? .ftm : .lines }
    switch format {
    case .lines, nil: return NameRow(names: [text], line: number)
    case .csv, .tsv:
      let cells = cells(of: text)
      return try columns.row(line: number) { column in
        guard let place = places[column], place < cells.count else { return [] }
        return [cells[place]]
      }
    case .jsonl:
      let object = try JSONObjectLine(text)
      return try columns.row(line: number) { object.texts($0) }
    case .ftm:
      guard let row = try FollowTheMoneyEntity(line: text).row(line: number) else {
        namelessCount += 1
        return nil
      }
      return row
    }
  }
}

/// Why a row of a list cannot be read.
struct ListRowProblem: Error {
  let sentence: String
}

/// Why a list cannot be read.
package struct ListError: Error, CustomStringConvertible {
  package let sentence: String

  package init(sentence: String) { self.sentence = sentence }

  package var description: String { sentence }
}

/// Which columns of a list hold what.
package struct ListColumns: Sendable {
  package var name = ""
  package var aliases: [String] = []
  /// What stands between the names of one cell.
  package var separator = ";"
  package var id: String?
  package var birth: String?
  package var country: String?
  package var kind: String?

  package init() {}

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
