// SPDX-License-Identifier: GPL-2.0-or-later
public import Allonym
public import ArgumentParser

extension SearchOptions.Spellings: ExpressibleByArgument {}

/// `date`, `-date` and the like.
struct SortOption: ExpressibleByArgument {
  let order: ResultOrder

  init?(argument: String) {
    let isDescending = argument.hasPrefix("-")
    guard let key = ResultOrder.Key(rawValue: String(argument.drop { $0 == "-" })) else {
      return nil
    }
    order = ResultOrder(key, isDescending: isDescending)
  }

  static var allValueStrings: [String] {
    ResultOrder.Key.allCases.flatMap { [$0.rawValue, "-\($0.rawValue)"] }
  }
}

/// What becomes of documents with the same text.
enum DuplicatesOption: String, ExpressibleByArgument, CaseIterable {
  case group, show
}

/// `language,type,year`.
struct FacetList: ExpressibleByArgument {
  let facets: [Facet]

  init?(argument: String) {
    let names = argument.split(separator: ",")
    facets = names.compactMap { Facet(rawValue: String($0)) }
    guard facets.count == names.count, !facets.isEmpty else { return nil }
  }
}

/// Which words a search finds.
struct SearchWords: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Which other spellings a word finds: the likely ones, the less certain too, or none.",
      valueName: "which"))
  var spellings = SearchOptions.Spellings.strict
  @Flag(help: "Find the less certain spellings, too: the same as --spellings wide.")
  var wide = false
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

  func validate() throws {
    guard !literal || !names else {
      throw ValidationError("Queries are read either as --literal words or as --names.")
    }
    guard !wide || (spellings != .off && !exact) else {
      throw ValidationError("--wide goes with neither --spellings off nor --exact.")
    }
  }
}

/// Which hits of a search are shown, and in which order.
struct SearchSelection: ParsableArguments {
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
      each (default: show where a program reads the answer, else group).
      """, valueName: "how"))
  var duplicates: DuplicatesOption?
}

/// How the answer of a search is printed.
struct SearchPrinting: ParsableArguments {
  @Flag var format: SearchFormat?
  @Flag(name: [.customShort("0"), .long], help: "With --files: end each path with a zero byte.")
  var null = false
  @Flag(help: "With --csv: begin with the mark by which spreadsheets know UTF-8.")
  var bom = false
  @Flag(help: "Also print how the query was read, the forms searched for and the weights.")
  var explain = false
  @Flag(help: "As --explain, and the query as Xapian runs it.")
  var debug = false
  @Option(help: ArgumentHelp("When to use colour; auto means on a terminal.", valueName: "when"))
  var color = ColorChoice.auto
  @Flag(help: "Do not show a long answer by $PAGER, or less.")
  var noPager = false

  /// Whether the answer says how it came about.
  var isExplained: Bool { explain || debug }

  func validate() throws {
    guard !bom || format == .csv else { throw ValidationError("--bom goes with --csv.") }
    guard !null || format == .files else {
      throw ValidationError("-0 (--null) goes with --files.")
    }
  }
}

/// The queries of a file.
struct BatchOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Run the queries of a file, one a line (- for standard input), on all cores. Prints each hit \
      as JSON on a line of its own, or as a row with --csv; a query without a hit has a line, too.
      """, valueName: "file"), completion: .file())
  var batch: String?
  @Flag(
    help: """
      With --batch: print only the line of the query, the query, rank, score, id and path. Quicker: \
      nothing is counted, and no text is read.
      """)
  var brief = false
}
