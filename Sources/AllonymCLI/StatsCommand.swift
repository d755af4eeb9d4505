// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser

struct StatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Show what the index holds: documents, words, languages, sizes.",
    discussion: """
      EXAMPLES
        allonym stats
        allonym stats --json
      """)

  @OptionGroup var index: IndexOption
  @Flag(help: "Print the answer as one JSON object on one line.")
  var json = false

  func run() async throws {
    let statistics = try SearchIndex(index.directory).statistics()
    try Output.write(json ? JSONLine.encoded(statistics) : text(statistics))
  }

  private func text(_ statistics: IndexStatistics) -> String {
    let languages = statistics.languages
      .largestFirst
      .map { "\($0.key) \(Numbers.grouped($0.value))" }
    let parts = statistics.bytes
      .largestFirst
      .map { "\($0.key) \(Numbers.bytes($0.value))" }
    let rows = [
      ("index", statistics.path),
      ("built", statistics.created),
      ("sources", statistics.sources.map(Safe.line).joined(separator: ", ")),
      ("documents", Numbers.grouped(statistics.documents)),
      ("words", "\(Numbers.grouped(statistics.words)) different"),
      ("mean length", "\(Numbers.decimal(statistics.averageLength)) words"),
      ("languages", languages.joined(separator: ", ")),
      ("text", Numbers.bytes(statistics.textBytes)),
      ("size", Numbers.bytes(statistics.bytes.values.reduce(0, +))),
      ("parts", parts.joined(separator: ", ")),
    ]
    let width = rows.map(\.0.count).max() ?? 0
    return rows.filter { !$0.1.isEmpty }.map { name, value in
      name + String(repeating: " ", count: width - name.count + 2) + value + "\n"
    }.joined()
  }
}
