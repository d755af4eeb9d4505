// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import Documents

struct StatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Show what the index holds: documents, words, languages, sizes.",
    discussion: """
      Also shows what the index remembers of the options of 'allonym index', where they are not \
      the usual ones: names of fields, patterns, --ocr, --hidden, what was removed.

      EXAMPLES
        allonym stats
        allonym stats --json
      """)

  @OptionGroup var index: IndexesOption
  @Flag(help: "Print the answer as one JSON object on one line.")
  var json = false

  func run() async throws {
    let statistics = try SearchIndex(index.directories).statistics()
    try Output.write(json ? JSONLine.encoded(statistics) : text(statistics))
  }

  /// What the index remembers of options, where it is not the usual.
  private static func remembered(_ options: SourceOptions) -> [(String, String)] {
    let usual = SourceOptions()
    let fields = [
      ("id", options.fields.id, usual.fields.id),
      ("title", options.fields.title, usual.fields.title),
      ("text", options.fields.text, usual.fields.text),
      ("date", options.fields.date, usual.fields.date),
      ("language", options.fields.language, usual.fields.language),
    ]
    let named = fields.filter { $0.1 != $0.2 }.map { "\($0.0) \(Safe.line($0.1))" }
    let patterns = { (patterns: [String]) in patterns.map(Safe.line).joined(separator: " ") }
    return [
      ("fields", named.joined(separator: ", ")),
      ("taken in", patterns(options.walk.include)),
      ("left out", patterns(options.walk.exclude)),
      ("removed", (options.walk.removed ?? []).map(Safe.line).joined(separator: ", ")),
      ("largest file", options.walk.largestFile.map(Numbers.bytes) ?? ""),
      ("hidden files", options.walk.includesHidden ? "read" : ""),
      ("ignore files", options.walk.usesIgnoreFiles ? "" : "not heeded"),
      ("scanned pages", options.reading.recognisesText ? "text is recognised (--ocr)" : ""),
    ]
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
    let all = rows + Self.remembered(statistics.reading)
    let width = all.map(\.0.count).max() ?? 0
    return all.filter { !$0.1.isEmpty }.map { name, value in
      name + String(repeating: " ", count: width - name.count + 2) + value + "\n"
    }.joined()
  }
}
