// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import Workspaces

/// How hits are printed.
struct HitOutput: ParsableArguments {
  @Flag(help: "Print each hit as a JSON object on a line of its own.")
  var jsonl = false
  @Flag(help: "Print a table with commas (RFC 4180), below a line with the names of its columns.")
  var csv = false
  @Flag(help: "With --csv: begin with the mark by which spreadsheets know UTF-8.")
  var bom = false

  func validate() throws {
    guard !jsonl || !csv else { throw ValidationError("Take one of --jsonl and --csv.") }
    guard csv || !bom else { throw ValidationError("--bom goes with --csv.") }
  }

  func write(_ hits: [AlertHit]) throws {
    if csv {
      try Streams.write(CSVLine.head(AlertHit.tableColumns, bom: bom))
      for hit in hits {
        let cells = Streams.isTerminal ? hit.cells.map(Streams.safe) : hit.cells
        try Streams.write(CSVLine.encoded(cells))
      }
    } else {
      for hit in hits { try Streams.write(jsonl ? JSONLine.encoded(hit) : Self.text(hit)) }
    }
  }

  /// A hit for people.
  private static func text(_ hit: AlertHit) -> String {
    let name = hit.name.map { " · \($0)" } ?? ""
    let facts = [
      hit.content.date, hit.content.language, hit.content.page.map { "page \($0)" },
      hit.isChange ? "changed" : nil,
    ].compactMap(\.self).joined(separator: " · ")
    let lines = [
      "\(hit.alert)\(name)  \(hit.content.title)", facts, hit.content.path, hit.content.passage,
    ].filter { !$0.isEmpty }
    return lines.enumerated().map { ($0 > 0 ? "    " : "") + Streams.safe($1) + "\n" }.joined()
      + "\n"
  }
}
