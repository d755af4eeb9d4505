// SPDX-License-Identifier: GPL-2.0-or-later
import ArgumentParser

/// How the two lists of `match` are read.
struct MatchListOptions: ParsableArguments {
  /// How a list is written.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    /// A name a line.
    case lines
    case csv, tsv, jsonl
  }

  @Option(
    help: ArgumentHelp(
      "How NAMES is written: lines, csv, tsv or jsonl (default: with --name-column by the ending of its name, "
        + "else lines).", valueName: "format"))
  var namesFormat: Format?
  @Option(
    help: ArgumentHelp("The same for LIST.", valueName: "format"))
  var listFormat: Format?
  @Option(
    help: ArgumentHelp(
      "The column, or the member of JSON objects, that holds the name.", valueName: "column"))
  var nameColumn: String?
  @Option(
    help: ArgumentHelp(
      "The column of other names of the same, with the alias separator between them; may be given several times.",
      valueName: "column"))
  var aliasColumn: [String] = []
  @Option(
    help: ArgumentHelp(
      "What stands between the names of one cell.", valueName: "text"))
  var aliasSeparator = ";"
  @Option(help: ArgumentHelp("The column of identifiers.", valueName: "column"))
  var idColumn: String?
  @Option(
    help: ArgumentHelp("The column of dates or years of birth.", valueName: "column"))
  var birthColumn: String?
  @Option(
    help: ArgumentHelp("The column of countries, as codes or names.", valueName: "column"))
  var countryColumn: String?
  @Option(
    help: ArgumentHelp(
      "The column of kinds, such as person, body or vessel.", valueName: "column"))
  var kindColumn: String?

  func validate() throws {
    guard nameColumn != nil || !needsNameColumn else {
      throw ValidationError("Tell with --name-column which column holds the names.")
    }
    guard !aliasSeparator.isEmpty else {
      throw ValidationError("--alias-separator takes a text that is not empty.")
    }
  }

  private var needsNameColumn: Bool {
    [namesFormat, listFormat].contains { $0 != nil && $0 != .lines }
      || !aliasColumn.isEmpty || idColumn != nil || birthColumn != nil || countryColumn != nil
      || kindColumn != nil
  }

  /// How a file is read.
  func format(of path: String, as given: Format?) -> Format {
    if let given { return given }
    guard nameColumn != nil else { return .lines }
    let ending = path.split(separator: ".").last?.lowercased() ?? ""
    switch ending {
    case "csv": return .csv
    case "tsv", "tab": return .tsv
    case "jsonl", "ndjson", "json": return .jsonl
    default: return .lines
    }
  }
}
