// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import Spelling

struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Search the index.",
    discussion: """
      A word also finds its inflections and its other spellings, in Latin, Arabic and Cyrillic \
      script, inside phrases too. As a rule, documents with all the words come first.

      Quote a query with quotes, brackets or a star in it for the shell: '"Ahmad al-Shara"'. Write \
      '--' before one that begins with '-'. 'allonym help query' has all that a query may say.

      EXAMPLES
        allonym search Hmeimim
        allonym search '"Ahmad al-Shara" lang:ru'
        allonym search 'Tartus NEAR/5 base date:2024-12..' --json
        allonym search Tartus in:~/archive/2025 --csv > hits.csv
        allonym search Hmeimim --files -0 | xargs -0 cp -t found
        allonym search --batch people.txt --names --csv --bom > hits.csv
      """)

  @Argument(help: "The query; several arguments are joined by spaces.")
  var query: [String] = []
  @OptionGroup var index: IndexOption
  @Option(
    name: [.customShort("n"), .long],
    help: ArgumentHelp(
      "How many hits to print (default: 10; all with --jsonl, --csv, --files and --batch).",
      valueName: "number"))
  var limit: Int?
  @Option(help: ArgumentHelp("How many of the best hits to skip.", valueName: "number"))
  var offset = 0
  @Option(
    help: ArgumentHelp(
      "Open the file of this hit, by its number, in the program that the desktop has for it.",
      valueName: "number"))
  var open: Int?
  @OptionGroup(title: "Which words are found")
  var words: SearchWords
  @OptionGroup(title: "Which hits are shown")
  var selection: SearchSelection
  @OptionGroup(title: "How they are printed")
  var printing: SearchPrinting
  @OptionGroup(title: "Many queries")
  var many: BatchOptions

  func validate() throws {
    guard limit ?? 0 >= 0, offset >= 0 else {
      throw ValidationError("--limit and --offset take a number, 0 or more.")
    }
    guard query.isEmpty != (many.batch == nil) else {
      throw ValidationError("Give either a query or --batch with a file of queries.")
    }
    guard open.map({ $0 > 0 }) ?? true else {
      throw ValidationError("--open takes the number of a hit, 1 or more.")
    }
    guard open == nil || printing.format == nil else {
      throw ValidationError("--open prints nothing: leave the other option out.")
    }
    guard many.batch == nil || [nil, .jsonl, .csv].contains(printing.format) else {
      throw ValidationError("--batch prints JSON Lines, or a table with --csv.")
    }
    guard many.batch == nil || (!printing.isExplained && open == nil) else {
      throw ValidationError("--batch goes with neither --explain, --debug nor --open.")
    }
    guard many.batch != nil || !many.brief else {
      throw ValidationError("--brief goes with --batch.")
    }
  }

  func run() async throws {
    guard let batch = many.batch else { return try plain.run() }
    let queries = try LineFile(batch)
    queries.reportBroken()
    var options = options
    options.showsPassages = !many.brief
    options.countsAll = !many.brief
    options.suggests = false
    try SearchIndex(index.directory).reportAliases()
    let counts = try await BatchSearch(
      directory: index.directory, queries: queries, options: options, output: output,
      isBrief: many.brief
    ).run()
    if counts.errors + queries.broken.count > 0 { throw ExitCode(2) }
    if counts.found == 0 { throw ExitCode(1) }
  }

  /// The search of a single query.
  var plain: PlainSearch {
    var search = PlainSearch(
      query: query.joined(separator: " "), index: index.directory, options: options,
      output: output)
    search.suit()
    return search
  }

  private var output: SearchOutput {
    SearchOutput(
      format: printing.format, color: printing.color, bom: printing.bom,
      endsWithZero: printing.null, pages: !printing.noPager, debug: printing.debug, opened: open)
  }

  private var options: SearchOptions {
    var options = SearchOptions()
    let isWhole = many.batch != nil || printing.format?.isWhole == true
    options.limit = limit ?? (isWhole ? .max : PlainSearch.usualLimit)
    options.offset = offset
    options.spellings = words.wide ? .wide : words.spellings
    options.off = Set(words.off.map { Folding.folded($0) })
    options.exact = words.exact
    options.syntax = words.names ? .name : words.literal ? .words : .queryLanguage
    options.order = selection.sort?.order
    options.facets = selection.facets?.facets ?? []
    let usual: DuplicatesOption = printing.format == nil && many.batch == nil ? .group : .show
    options.groupsDuplicates = (selection.duplicates ?? usual) == .group
    options.explain = printing.isExplained
    return options
  }
}
