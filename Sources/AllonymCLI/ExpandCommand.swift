// SPDX-License-Identifier: GPL-2.0-or-later
public import Allonym
public import ArgumentParser
import Spelling

extension EngineLanguage: ExpressibleByArgument {}

struct ExpandCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "expand",
    abstract: "Write a query for another engine, with all spellings.",
    discussion: """
      The words are those of the index, or of a list of the engine's own terms, which 'allonym \
      vocabulary' makes: then they are as the engine has them. Ready to paste: lucene (search fields of \
      Kibana, OpenSearch Dashboards, Datashare, Solr) and solr (its XML query parser); ready to post: \
      elasticsearch and opensearch; datashare-batch is a file of queries for a batch search.

      Spellings weigh by their scores. In lucene and datashare-batch a phrase is written out in its \
      likeliest ways; elsewhere it takes all words at each place. Filters and dates are left out.

      EXAMPLES
        allonym expand Hmeimim --to lucene
        allonym expand '"Ahmad al-Shara"' --to elasticsearch --vocabulary terms.vocabulary
        allonym expand --batch people.txt --names --to datashare-batch > queries.csv
      """)

  @Argument(help: "The query; several arguments are joined by spaces.")
  var query: [String] = []
  @Option(help: ArgumentHelp("The engine.", valueName: "engine"))
  var to: EngineLanguage
  @OptionGroup var index: IndexesOption
  @Option(
    help: ArgumentHelp(
      "Take the words of this file, made by 'allonym vocabulary', rather than of the index.",
      valueName: "file"), completion: .file())
  var vocabulary: String?
  @Option(
    help: ArgumentHelp(
      "The field of the engine (default: content of elasticsearch and opensearch, _text_ of solr, else the engine's own).",
      valueName: "name"))
  var field: String?
  @Option(
    name: [.customShort("n"), .long],
    help: ArgumentHelp(
      "How many words stand for a word of the query at most.", valueName: "number"))
  var limit = 50
  @OptionGroup(title: "Which words are taken")
  var words: SearchWords
  @Option(
    help: ArgumentHelp(
      """
      Write the queries of a file, one a line (- for standard input): a line for each, for \
      elasticsearch and opensearch as _msearch takes them.
      """, valueName: "file"), completion: .file())
  var batch: String?

  func validate() throws {
    guard query.isEmpty != (batch == nil) else {
      throw ValidationError("Give either a query or --batch with a file of queries.")
    }
    guard limit > 0 else { throw ValidationError("--limit takes a number, 1 or more.") }
    guard vocabulary == nil || index.index.isEmpty else {
      throw ValidationError("Take one of --vocabulary and --index.")
    }
  }

  func run() async throws {
    let expansion = try expansion()
    guard let batch else {
      return try write(query.joined(separator: " "), with: expansion)
    }
    let queries = try LineFile(batch)
    queries.reportBroken()
    var errors = queries.broken.count
    for (query, line) in zip(queries.lines, queries.numbers) {
      do {
        let written = try written(query, with: expansion)
        for note in written.notes { StandardError.write("note: line \(line): \(note)\n") }
        try Output.write(head + written.text + "\n")
      } catch let error as QueryError {
        StandardError.report("line \(line): \(error.message)")
        errors += 1
      }
    }
    if errors > 0 { throw ExitCode(2) }
  }

  private func write(_ query: String, with expansion: EngineQueries) throws {
    do {
      let written = try written(query, with: expansion)
      for note in written.notes { StandardError.write("note: \(note)\n") }
      try Output.write(written.text + "\n")
    } catch let error as QueryError {
      let isBlank = query.allSatisfy(\.isWhitespace)
      StandardError.write(
        "allonym: \(error.message)\n\(isBlank ? "" : error.excerpt(of: query) + "\n")")
      throw ExitCode(2)
    }
  }

  private func written(
    _ query: String, with expansion: EngineQueries
  ) throws -> (text: String, notes: [String]) {
    let written = try expansion.query(query, to: to, options: options, limit: limit, field: field)
    return (written.text, written.notes.map { Safe.line($0.message) })
  }

  private func expansion() throws -> EngineQueries {
    if let vocabulary { return try EngineQueries(TermList.open(path: vocabulary)) }
    let index = try SearchIndex(index.directories)
    index.reportAliases()
    return try EngineQueries(index)
  }

  private var options: SearchOptions { words.options }

  /// What stands before each of several queries.
  private var head: String { to == .elasticsearch || to == .opensearch ? "{}\n" : "" }
}
