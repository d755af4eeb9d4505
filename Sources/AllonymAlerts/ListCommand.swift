// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import Workspaces

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what is saved, with the number of hits.")

  @Flag(help: "Print one JSON object on one line.")
  var json = false
  @Flag(help: "Print a table with commas (RFC 4180), below a line with the names of its columns.")
  var csv = false
  @OptionGroup var index: IndexOption

  func validate() throws {
    guard !json || !csv else { throw ValidationError("Take one of --json and --csv.") }
  }

  private struct Listed: Encodable {
    var name: String
    var query: String?
    var names: Int
    var hits: Int
    var created: String
    var webhook: String?
    var problem: String?
  }

  private struct Answer: Encodable {
    var version = 1
    var alerts: [Listed]
  }

  func run() throws {
    let alerts = try Workspace.existing(of: index.directory)?.alerts() ?? []
    if json {
      return try Streams.write(
        JSONLine.encoded(
          Answer(
            alerts: alerts.map {
              Listed(
                name: $0.name, query: $0.search?.query, names: $0.names, hits: $0.hits,
                created: $0.created, webhook: $0.webhook, problem: $0.problem)
            })))
    }
    if csv {
      try Streams.write(
        CSVLine.head(
          ["name", "query", "names", "hits", "created", "webhook", "problem"], bom: false))
      for alert in alerts {
        let cells = [
          alert.name, alert.search?.query ?? "", "\(alert.names)", "\(alert.hits)", alert.created,
          alert.webhook ?? "", alert.problem ?? "",
        ]
        try Streams.write(CSVLine.encoded(Streams.isTerminal ? cells.map(Streams.safe) : cells))
      }
      return
    }
    for alert in alerts {
      let subject = alert.search.map { "“\($0.query)”" } ?? "\(alert.names) names"
      var lines = ["\(alert.name)  \(subject)  \(alert.hits) \(alert.hits == 1 ? "hit" : "hits")"]
      if let webhook = alert.webhook { lines.append("    \(webhook)") }
      if let problem = alert.problem { lines.append("    not delivered: \(problem)") }
      try Streams.write(lines.map { Streams.safe($0) + "\n" }.joined())
    }
    if alerts.isEmpty { throw ExitCode(1) }
  }
}
