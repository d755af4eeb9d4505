// SPDX-License-Identifier: GPL-2.0-or-later
public import Allonym
public import ArgumentParser
import Spelling

extension SearchOptions.Spellings: ExpressibleByArgument {}

struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Search the index.",
    discussion: """
      A word also finds its inflections and its other spellings, in Latin, Arabic and Cyrillic \
      script, inside phrases too. As a rule, documents with all the words come first.

      QUERY
        Hmeimim base          documents with both words, then with either
        "Ahmad al-Shara"      the words side by side
        a AND b  a OR b  NOT c  (a OR b) AND c
        +a  -b                a must be there, b must not
        Hmeimim NEAR/5 base   at most five words apart, in either order
        khmeim*               words that begin with khmeim
        =word                 this spelling only
        ~word                 less certain spellings, too
        title:word  path:word  type:html  lang:ar  id:en-1
        date:2024  date:2024-01..2024-06  date:>=2024-12-08

      Quote the query for the shell; write '--' before one that begins with '-'.

      EXAMPLES
        allonym search Hmeimim
        allonym search '"Ahmad al-Shara" lang:ru'
        allonym search 'Tartus NEAR/5 base date:2024-12..' --json
        allonym search --exact Tartous --limit 50
        allonym search -- '-lang:en Hmeimim'
        allonym search --batch questions.txt --literal --limit 100 > hits.jsonl
        allonym search --batch people.txt --names --csv > hits.csv
      """)

  enum Format: EnumerableFlag {
    case json, jsonl, csv

    static func help(for value: Format) -> ArgumentHelp? {
      switch value {
      case .json: "Print the whole answer as one JSON object on one line."
      case .jsonl: "Print each hit as a JSON object on a line of its own."
      case .csv: "With --batch: print each hit as a line of a table (RFC 4180), below its head."
      }
    }
  }

  @Argument(help: "The query; several arguments are joined by spaces.")
  var query: [String] = []
  @OptionGroup var index: IndexOption
  @Option(name: .shortAndLong, help: ArgumentHelp("How many hits to print.", valueName: "number"))
  var limit = 10
  @Option(help: ArgumentHelp("How many of the best hits to skip.", valueName: "number"))
  var offset = 0
  @Option(
    help: ArgumentHelp(
      "Which other spellings a word finds: the likely ones, the less certain too, or none.",
      valueName: "which"))
  var spellings = SearchOptions.Spellings.strict
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Switch off a single spelling that a word finds, as the answer lists it; may be repeated.",
      valueName: "form"))
  var off: [String] = []
  @Flag(help: "Find words as typed only: no inflections, no other spellings.")
  var exact = false
  @Flag(help: "Read the query as plain words, no sign in it as syntax.")
  var literal = false
  @Flag(
    help: """
      Read the query as one name: its words side by side, or in any order with at most one other \
      word among them.
      """)
  var names = false
  @Option(
    help: ArgumentHelp(
      """
      Run the queries of a file, one a line (- for standard input), on all cores. Prints each hit \
      as a JSON object on a line of its own: query_number (of its line, from 1), query, rank, \
      score, id, path.
      """, valueName: "file"), completion: .file())
  var batch: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Sort by date, title, author, language, type or host; with - before it, the last first.",
      valueName: "key"))
  var sort: SortOption?
  @Option(
    help: ArgumentHelp(
      "Also count the matches by these, separated by commas: language, type, year, host, author.",
      valueName: "names"))
  var facets: FacetList?
  @Option(
    help: ArgumentHelp(
      """
      Of documents with the same text: group shows the best and counts the others, show shows \
      each (default: group, with --json and --jsonl show).
      """, valueName: "how"))
  var duplicates: DuplicatesOption?
  @Flag var format: Format?
  @Flag(
    help: """
      Also print how the query was read, the forms searched for, the Xapian query and the weights.
      """)
  var explain = false
  @Option(help: ArgumentHelp("When to use colour; auto means on a terminal.", valueName: "when"))
  var color = ColorChoice.auto

  func validate() throws {
    guard limit >= 0, offset >= 0 else {
      throw ValidationError("--limit and --offset take a number, 0 or more.")
    }
    guard query.isEmpty != (batch == nil) else {
      throw ValidationError("Give either a query or --batch with a file of queries.")
    }
    guard batch == nil || (format != .json && !explain) else {
      throw ValidationError("--batch prints JSON Lines, or --csv, without --json and --explain.")
    }
    guard batch != nil || format != .csv else {
      throw ValidationError("--csv goes with --batch: use --jsonl for a single query.")
    }
    guard !literal || !names else {
      throw ValidationError("Queries are read either as --literal words or as --names.")
    }
  }

  func run() async throws {
    guard let batch else {
      return try PlainSearch(
        query: query.joined(separator: " "), index: index.directory, options: options,
        format: format, color: color
      ).run()
    }
    let queries = try LineFile(batch)
    queries.tellBroken()
    var options = options
    options.showsPassages = false
    options.countsAll = false
    options.suggests = false
    try SearchIndex(index.directory).reportAliases()
    let counts = try await BatchSearch(
      directory: index.directory, queries: queries, options: options, isTable: format == .csv
    ).run()
    if counts.errors + queries.broken.count > 0 { throw ExitCode(2) }
    if counts.found == 0 { throw ExitCode(1) }
  }

  private var options: SearchOptions {
    var options = SearchOptions()
    options.limit = limit
    options.offset = offset
    options.spellings = spellings
    options.off = Set(off.map { Folding.folded($0) })
    options.exact = exact
    options.reading = names ? .name : literal ? .words : .syntax
    options.order = sort?.order
    options.facets = facets?.facets ?? []
    let usual: DuplicatesOption = format == nil && batch == nil ? .group : .show
    options.groupsDuplicates = (duplicates ?? usual) == .group
    options.explain = explain
    return options
  }
}
