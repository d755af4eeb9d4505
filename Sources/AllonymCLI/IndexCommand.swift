// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import Documents

struct IndexCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Index files and folders.",
    discussion: """
      Reads plain text (.txt), Markdown (.md), HTML (.html), JSON Lines (.jsonl: a JSON object on \
      each line, each a document) and tables (.csv, .tsv: a document a row where a column holds \
      the text, else one document). Builds a complete new index, which holds these sources and \
      no others; the old one answers searches until the new one is ready. A file that cannot be \
      read is reported with the reason, and the rest is indexed.

      EXAMPLES
        allonym index ~/archive
        allonym index reports notes.md --index /data/index
        allonym index docs.jsonl --id-field doc_id --text-field body
        allonym index table.csv --id-field Nr --title-field Subject --text-field Message

      The index remembers its sources and the names of the fields: 'allonym rebuild' repeats them.
      """)

  @Argument(
    help: ArgumentHelp("Files and folders to index.", valueName: "path"), completion: .file())
  var paths: [String]
  @OptionGroup var index: IndexOption
  @OptionGroup var fields: FieldOptions

  func run() async throws {
    try await BuildRun(index: index.directory, sources: paths, fields: fields.names).run()
  }
}

struct RebuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Index the same sources again.",
    discussion: """
      Meant for a job that runs every night: the old index answers searches until the new one is \
      ready, and stays in place when the build fails or is killed.

      EXAMPLES
        allonym rebuild
        0 3 * * *  allonym rebuild --index /data/index     (a line in crontab)
      """)

  @OptionGroup var index: IndexOption

  func run() async throws {
    let manifest = try Manifest(of: try index.directory.currentGeneration())
    try await BuildRun(
      index: index.directory, sources: manifest.sources, fields: manifest.fields
    ).run()
  }
}

/// The names of the fields in JSON Lines and of the columns in tables.
struct FieldOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The field or column that holds the id.", valueName: "name"))
  var idField = "id"
  @Option(help: ArgumentHelp("The field or column that holds the title.", valueName: "name"))
  var titleField = "title"
  @Option(help: ArgumentHelp("The field or column that holds the text.", valueName: "name"))
  var textField = "text"
  @Option(help: ArgumentHelp("The field or column that holds the date.", valueName: "name"))
  var dateField = "date"
  @Option(help: ArgumentHelp("The field or column that holds the language.", valueName: "name"))
  var langField = "lang"

  var names: RecordFields {
    RecordFields(
      id: idField, title: titleField, text: textField, date: dateField, language: langField)
  }
}

/// One build with its progress and its report.
struct BuildRun {
  let index: IndexDirectory
  let sources: [String]
  let fields: RecordFields

  func run() async throws {
    let meter = ProgressMeter()
    let builder = IndexBuilder(index: index, sources: sources, fields: fields)
    let report: BuildReport
    do {
      report = try await builder.build { meter.show($0) }
    } catch {
      meter.clear()
      throw error
    }
    meter.clear()
    for failure in report.failures.prefix(Self.failuresShown) {
      StandardError.write("allonym: \(failure)\n")
    }
    if report.failures.count > Self.failuresShown {
      let rest = report.failures.count - Self.failuresShown
      StandardError.write("allonym: … and \(rest) more could not be read.\n")
    }
    try Output.write(BuildSummary(report: report, index: index).text)
  }

  private static let failuresShown = 50
}
