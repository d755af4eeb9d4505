// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser

/// What `match` prints of each match.
struct MatchOutputOptions: ParsableArguments {
  @Flag(
    help: "Print each match as a JSON object on a line of its own.")
  var jsonl = false
  @Flag(help: "Print all matches as one JSON object on one line.")
  var json = false
  @Flag(help: "Print a table with commas and a line of column names.")
  var csv = false
  @Flag(help: "With --csv: begin with the mark by which spreadsheets know UTF-8.")
  var bom = false
  @Flag(
    help: "Print one line for each name: its best match, or that there is none.")
  var best = false
  @Flag(
    help: "Print, besides, what each part of the score adds, in log-odds.")
  var explain = false

  func validate() throws {
    guard [json, jsonl, csv].count(where: { $0 }) < 2 else {
      throw ValidationError("Take one of --json, --jsonl and --csv.")
    }
    guard csv || !bom else { throw ValidationError("--bom goes with --csv.") }
    guard !(explain && csv) else {
      throw ValidationError("--explain goes with plain text and with --jsonl.")
    }
  }
}

/// Prints lines in the shape that the options ask for.
struct MatchOutput {
  let options: MatchOutputOptions
  /// How many lines were printed.
  private(set) var count = 0

  init(_ options: MatchOutputOptions) { self.options = options }

  /// What stands before the lines.
  func head<Line: MatchOutputLine>(of line: Line.Type) -> String {
    if options.json { return "{\"version\":2,\"matches\":[" }
    return options.csv ? CSVLine.head(Line.columns, bom: options.bom) : ""
  }

  /// A line.
  mutating func text(of line: some MatchOutputLine) -> String {
    count += 1
    if options.json { return (count > 1 ? "," : "") + JSONLine.encoded(line).dropLast() }
    if options.jsonl { return JSONLine.encoded(line) }
    return options.csv ? TableOutput.line(line.cells) : line.tabSeparated
  }

  /// What stands behind the lines.
  var tail: String { options.json ? "]}\n" : "" }
}
