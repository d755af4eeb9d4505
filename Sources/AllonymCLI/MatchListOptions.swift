// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser

/// How the two lists of `match` are read.
struct MatchListOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How NAMES is written: lines, csv, tsv, jsonl, or ftm for entities of FollowTheMoney (default: with "
        + "--name-column by the ending of its name, else ftm where the first line is one, else lines).",
      valueName: "format"))
  var namesFormat: ListFormat?
  @Option(
    help: ArgumentHelp("The same for LIST.", valueName: "format"))
  var listFormat: ListFormat?
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
    [namesFormat, listFormat].contains { $0 != nil && $0 != .lines && $0 != .ftm }
      || !aliasColumn.isEmpty || idColumn != nil || birthColumn != nil || countryColumn != nil
      || kindColumn != nil
  }

  /// How a file is read; nil where its first line is to tell.
  func format(of path: String, as given: ListFormat?) -> ListFormat? {
    if let given { return given }
    guard nameColumn != nil else { return nil }
    let ending = path.split(separator: ".").last?.lowercased() ?? ""
    switch ending {
    case "csv": return .csv
    case "tsv", "tab": return .tsv
    case "jsonl", "ndjson", "json": return .jsonl
    default: return nil
    }
  }

  /// A reader of a file.
  func reader(of path: String, as given: ListFormat?) throws -> ListReader {
    var columns = ListColumns()
    columns.name = nameColumn ?? ""
    columns.aliases = aliasColumn
    columns.separator = aliasSeparator
    columns.id = idColumn
    columns.birth = birthColumn
    columns.country = countryColumn
    columns.kind = kindColumn
    return try ListReader(
      path, format: format(of: path, as: given), columns: columns,
      report: { StandardError.report($0) })
  }
}

extension ListFormat: ExpressibleByArgument {}
