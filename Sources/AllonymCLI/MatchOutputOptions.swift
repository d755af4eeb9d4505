// SPDX-License-Identifier: GPL-2.0-or-later
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
