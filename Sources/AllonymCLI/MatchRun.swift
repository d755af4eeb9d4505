// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Spelling

/// Matches the names of one list against another, which is read and forgotten in parts: a score does not depend
/// on what else a list holds, so the parts together give what the whole list would.
struct MatchRun {
  let namesPath: String
  let listPath: String
  let lists: MatchListOptions
  let output: MatchOutputOptions
  let options: NameMatchOptions

  /// What a run came to.
  struct Result {
    var found = 0
    /// Lines that could not be read.
    var broken = 0
    /// What prints the matches, and names without one.
    var output: MatchOutput
  }

  /// So many rows of a list are in memory at once: each part of a list is searched for all words anew.
  static let rowsAtOnce = 1_000_000
  /// So many names are matched before anything is printed or told.
  private static let namesAtOnce = 2000

  /// A match with the row that it names.
  private struct Found: Sendable {
    let match: NameMatch
    let row: NameRow
  }

  /// Runs and prints.
  func run() throws -> Result {
    var reader = try lists.reader(of: namesPath, as: lists.namesFormat)
    let names = try reader.all()
    reader.reportRest()
    var result = Result(broken: reader.brokenCount, output: MatchOutput(output))
    try Output.write(result.output.head(of: MatchLine.self))
    let meter = MatchMeter(names: names.count)
    if PreparedList.isPrepared(path: listPath) {
      try match(names, with: PreparedList(path: listPath).lists, meter, &result)
    } else {
      try matchInParts(names, meter, &result)
    }
    meter.clear()
    try Output.write(result.output.tail)
    return result
  }

  private func matchInParts(
    _ names: [NameRow], _ meter: MatchMeter, _ result: inout Result
  ) throws {
    var reader = try lists.reader(of: listPath, as: lists.listFormat)
    let first = try NameList(rows: reader.next(Self.rowsAtOnce))
    if try reader.isAtEnd() {
      try match(names, with: [first], meter, &result)
    } else {
      var best = [[Found]](repeating: [], count: names.count)
      try add(names, in: first, to: &best, meter, reader.progress)
      while try !reader.isAtEnd() {
        let list = try NameList(rows: reader.next(Self.rowsAtOnce))
        try add(names, in: list, to: &best, meter, reader.progress)
      }
      try print(names[...], best, &result)
    }
    reader.reportRest()
    result.broken += reader.brokenCount
  }

  /// Matches against a part of a list.
  private func add(
    _ names: [NameRow], in list: NameList, to best: inout [[Found]], _ meter: MatchMeter,
    _ progress: (read: Int, total: Int?)
  ) throws {
    var matcher = NameMatcher(list, options: options)
    for part in Self.parts(of: names.count) {
      for (number, found) in zip(part, found(names[part], in: list, &matcher)) {
        best[number] = merged(best[number], found)
      }
      meter.show(names: part.upperBound, list: progress)
    }
  }

  /// Matches against lists that are all in memory, or mapped, and prints as it goes.
  private func match(
    _ names: [NameRow], with lists: [NameList], _ meter: MatchMeter, _ result: inout Result
  ) throws {
    var matchers = lists.map { NameMatcher($0, options: options) }
    for part in Self.parts(of: names.count) {
      var best = [[Found]](repeating: [], count: part.count)
      for (position, list) in lists.enumerated() {
        for (number, found) in found(names[part], in: list, &matchers[position]).enumerated() {
          best[number] = merged(best[number], found)
        }
      }
      meter.clear()
      try print(names[part], best, &result)
      meter.show(names: part.upperBound, list: (0, nil))
    }
  }

  private func found(
    _ names: ArraySlice<NameRow>, in list: NameList, _ matcher: inout NameMatcher
  ) -> [[Found]] {
    matcher.matches(of: Array(names)).map {
      $0.map { Found(match: $0, row: list.row(at: $0.index)) }
    }
  }

  /// The best of two sorted lists of matches.
  private func merged(_ one: [Found], _ other: [Found]) -> [Found] {
    guard !one.isEmpty else { return other }
    // Of equal scores the one that was read first stays first.
    let all = (one + other).enumerated().sorted {
      ($0.element.match.score, $1.offset) > ($1.element.match.score, $0.offset)
    }
    return all.prefix(options.limit).map(\.element)
  }

  private func print(
    _ names: ArraySlice<NameRow>, _ found: [[Found]], _ result: inout Result
  ) throws {
    var text = ""
    for (name, matches) in zip(names, found) {
      result.found += matches.count
      for match in matches {
        text += result.output.text(
          of: MatchLine(name, match.match, match.row, explains: output.explain))
      }
      if output.best, matches.isEmpty { text += result.output.text(of: MatchLine(without: name)) }
    }
    try Output.write(text)
  }

  static func parts(of count: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: namesAtOnce).map { $0..<min($0 + namesAtOnce, count) }
  }

  /// Writes a list into a file that opens in a moment.
  func prepare() throws -> Result {
    var reader = try lists.reader(of: namesPath, as: lists.listFormat)
    var writer = try PreparedList.Writer(path: listPath)
    let meter = MatchMeter(names: 0)
    var result = Result(output: MatchOutput(output))
    while true {
      let rows = try reader.next(Self.rowsAtOnce)
      guard !rows.isEmpty || result.found == 0 else { break }
      try writer.add(rows)
      result.found += rows.count
      meter.show(rows: result.found, list: reader.progress)
      if rows.isEmpty { break }
    }
    try writer.finish()
    meter.clear()
    reader.reportRest()
    result.broken = reader.brokenCount
    return result
  }
}

/// A line on standard error that says how far a run is; silent where that is no terminal.
struct MatchMeter {
  private let total: Int
  private let isOn = StandardError.isTerminal

  init(names: Int) { total = names }

  /// Shows how many names were matched against what was read of a list.
  func show(names: Int, list: (read: Int, total: Int?)) {
    show("\(Numbers.grouped(names)) of \(Numbers.grouped(total)) names" + Self.share(list))
  }

  /// Shows how many rows were prepared.
  func show(rows: Int, list: (read: Int, total: Int?)) {
    show("\(Numbers.grouped(rows)) rows" + Self.share(list))
  }

  /// Takes the line away.
  func clear() { if isOn { StandardError.write("\r\u{1B}[K") } }

  private func show(_ text: String) {
    if isOn { StandardError.write("\r\u{1B}[K" + text) }
  }

  private static func share(_ list: (read: Int, total: Int?)) -> String {
    guard let total = list.total, total > 0, list.read > 0 else { return "" }
    return ", \(list.read * 100 / total) % of the list (\(Numbers.bytes(total)))"
  }
}
