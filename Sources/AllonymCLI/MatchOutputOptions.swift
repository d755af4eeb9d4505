// SPDX-License-Identifier: GPL-2.0-or-later
import ArgumentParser

/// What `match` prints of each match.
struct MatchOutputOptions: ParsableArguments {
  @Flag(
    help: "Print each match as a JSON object on a line of its own.")
  var jsonl = false
  @Flag(help: "Print a table with commas and a line of column names.")
  var csv = false
  @Flag(
    help: "Print one line for each name: its best match, or that there is none.")
  var best = false
  @Flag(
    help: "Print, besides, what each part of the score adds, in log-odds.")
  var explain = false

  func validate() throws {
    guard !(jsonl && csv) else { throw ValidationError("Take one of --jsonl and --csv.") }
    guard !(explain && csv) else {
      throw ValidationError("--explain goes with plain text and with --jsonl.")
    }
  }
}
