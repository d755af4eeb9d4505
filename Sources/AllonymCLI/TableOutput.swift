// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser

/// How a command prints its answer for programs.
struct TableOutput: ParsableArguments {
  @Flag(help: "Print the answer as one JSON object on one line.")
  var json = false
  @Flag(help: "Print a table with commas (RFC 4180), below a line with the names of its columns.")
  var csv = false
  @Flag(help: "With --csv: begin with the mark by which spreadsheets know UTF-8.")
  var bom = false

  func validate() throws {
    guard !json || !csv else { throw ValidationError("Take one of --json and --csv.") }
    guard csv || !bom else { throw ValidationError("--bom goes with --csv.") }
  }

  /// A table of rows below the names of its columns.
  func table(_ columns: [String], _ rows: [[String]]) -> String {
    CSVLine.head(columns, bom: bom) + rows.map(Self.line).joined()
  }

  /// A row, safe where it is printed on a terminal.
  static func line(_ cells: [String]) -> String {
    CSVLine.encoded(Output.isTerminal ? cells.map(Safe.line) : cells)
  }
}
