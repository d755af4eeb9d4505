// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import CMalloc
import Documents

/// One query with its answer on standard output.
struct PlainSearch {
  var query: String
  var indexes: [IndexDirectory]
  var options: SearchOptions
  var output = SearchOutput()

  /// How many hits are shown unless all are wanted.
  static let usualLimit = 10

  /// The search of a command line that has nothing but words, an index and the usual options, each once.
  ///
  /// The argument parser takes longer to learn all options of the program than a search takes. Any other line
  /// is left to it, those with mistakes among them.
  static func named(by arguments: [String]) -> PlainSearch? {
    guard arguments.dropFirst().first == "search" else { return nil }
    var words: [String] = []
    var given: [String: String] = [:]
    var rest = arguments.dropFirst(2)
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("-") else {
        words.append(argument)
        continue
      }
      let name = argument == "-n" ? "--limit" : argument
      let value: String?
      switch name {
      case "--exact", "--json", "--jsonl": value = ""
      case "--index", "--limit", "--spellings": value = rest.popFirst()
      default: return nil
      }
      guard let value, !value.hasPrefix("-"), given.updateValue(value, forKey: name) == nil
      else { return nil }
    }
    guard !words.isEmpty, given["--json"] == nil || given["--jsonl"] == nil else { return nil }
    let query = words.dropFirst().reduce(words[0]) { "\($0) \($1)" }
    var search = PlainSearch(
      query: query, indexes: [.chosen(given["--index"])], options: SearchOptions())
    search.output.format = given["--json"] != nil ? .json : given["--jsonl"] != nil ? .jsonl : nil
    search.options.exact = given["--exact"] != nil
    if let spellings = given["--spellings"] {
      guard let spellings = SearchOptions.Spellings(rawValue: spellings) else { return nil }
      search.options.spellings = spellings
    }
    if let limit = given["--limit"] {
      guard let limit = Int(limit) else { return nil }
      search.options.limit = limit
    } else if search.output.format?.isWhole == true {
      search.options.limit = .max
    }
    search.options.groupsDuplicates = search.output.format == nil
    search.suit()
    return search
  }

  /// Has only that worked out which is printed.
  mutating func suit() {
    switch output.format {
    case nil, .json: options.countsForms = true
    case .jsonl, .csv: options.suggests = false
    case .files, .count:
      options.showsPassages = false
      options.groupsDuplicates = false
      if output.format == .count { options.limit = 0 }
    }
    if let rank = output.opened { (options.offset, options.limit) = (rank - 1, 1) }
  }

  func run() throws {
    Self.keepMemory()
    // Left to the end of the process, which frees all at once.
    let index = Unmanaged.passRetained(try SearchIndex(indexes, threads: 2)).takeUnretainedValue()
    index.reportAliases()
    // An object of JSON holds all hits.
    var pages = SearchPages(
      of: query, in: index, options: options,
      size: output.format == .json ? .max : SearchPages.usualSize)
    guard let result = try reading({ try pages.next() }) else { return }
    for note in result.distinctNotes { StandardError.write("note: \(note)\n") }
    if output.format != .json { Self.report(result.suggestions) }
    if let rank = output.opened { return try Self.open(rank, of: result) }
    try writeHead(of: result)
    var written = Written()
    try write(result, &written)
    while let page = try pages.next() { try write(page, &written) }
    if result.hits.isEmpty && result.total == 0 { throw ExitCode(1) }
  }

  /// The answer with all hits that are asked for.
  func answer(of index: SearchIndex) throws -> SearchResult {
    try reading { try index.search(query, options: options) }
  }

  /// What cannot be read of the query is shown with the place, and ends the program.
  private func reading<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as QueryError {
      let isBlank = query.allSatisfy(\.isWhitespace)
      let excerpt = isBlank ? "" : error.excerpt(of: query) + "\n"
      StandardError.write("allonym: \(error.message)\n\(excerpt)")
      throw ExitCode(2)
    }
  }

  /// What was written of the pages before.
  private struct Written {
    var paths: Set<String> = []
  }

  /// Writes what comes before all hits.
  private func writeHead(of result: SearchResult) throws {
    switch output.format {
    case .csv:
      try Output.write(CSVLine.head(HitRow.columns(isBrief: false), bom: output.bom))
      guard result.hits.isEmpty else { return }
      let row = HitRow(query: query, line: nil, total: result.total, isBrief: false)
      try Output.write(TableOutput.line(row.cells))
    case .count: try Output.write("\(result.total)\n")
    case nil:
      LastSearch.keep(indexes)
      Self.report(result.nearMiss)
      let head = text(of: result).head(last: lastRank(of: result))
      if output.pages { Pager.start() }
      try Output.write(head)
    default: break
    }
  }

  /// Writes the hits of a page.
  private func write(_ page: SearchResult, _ written: inout Written) throws {
    switch output.format {
    case .json: try Output.write(SearchJSON(page, off: options.off, debug: output.debug).line)
    case .jsonl: try Output.write(HitJSON.all(of: page).map(\.encoded).joined())
    case .csv:
      let rows = page.hits.map {
        HitRow($0, query: query, line: nil, total: page.total, isBrief: false)
      }
      try Output.write(rows.map { TableOutput.line($0.cells) }.joined())
    case .files: try Output.write(bytes: files(of: page, besides: &written.paths))
    case .count: break
    case nil: try Output.write(text(of: page).hits)
    }
  }

  private func text(of result: SearchResult) -> SearchText {
    var text = SearchText(result, screen: Screen(color: output.color))
    text.showsXapianQuery = output.debug
    return text
  }

  /// The rank of the last hit of all pages; 0 where there is none.
  private func lastRank(of result: SearchResult) -> Int {
    guard let last = result.hits.last, options.limit > SearchPages.usualSize else {
      return result.hits.last?.rank ?? 0
    }
    return max(
      last.rank, min(result.hitCount, options.offset + min(options.limit, result.hitCount)))
  }

  /// The paths of the files, each once: for programs as the system has them, on a terminal as they are shown.
  private func files(of page: SearchResult, besides seen: inout Set<String>) -> [UInt8] {
    let isShown = Output.isTerminal && !output.endsWithZero
    var paths: [String] = []
    for path in page.hits.map(\.path) where seen.insert(path).inserted { paths.append(path) }
    return paths.flatMap { path in
      (isShown ? Array(Safe.line(path).utf8) : RawPath(shown: path).bytes)
        + [output.endsWithZero ? 0 : UInt8(ascii: "\n")]
    }
  }

  private static func open(_ rank: Int, of result: SearchResult) throws {
    guard let hit = result.hits.first else {
      throw AllonymError.invalidArgument(
        "There is no hit \(rank): the query finds \(Numbers.count(result.total, "document")).")
    }
    try Opener.open(hit.path)
  }

  /// Has tables of some 200 kB, of which a search makes several one after another, use the same memory:
  /// each page that is asked for anew takes the kernel longer than filling it.
  private static func keepMemory() {
    mallopt(M_MMAP_THRESHOLD, 64 << 20)
    mallopt(M_TRIM_THRESHOLD, 64 << 20)
    mallopt(M_TOP_PAD, 1 << 20)
    // The second thread of a look-up, too, takes what the first has asked for.
    mallopt(M_ARENA_MAX, 1)
  }

  private static func report(_ suggestions: [Suggestion]) {
    for suggestion in suggestions {
      StandardError.write(
        "did you mean: \(Safe.line(suggestion.query)) "
          + "(\(Numbers.count(suggestion.documents, "document")))\n")
    }
  }

  private static func report(_ nearMiss: SearchResult.NearMiss?) {
    guard let nearMiss else { return }
    let form = nearMiss.form
    StandardError.write(
      "note: \(form.written) (\(Numbers.count(form.documents, "document"))) is less likely the same and was "
        + "left out: ~\(Safe.line(nearMiss.word)) finds such spellings, too\n")
  }
}

extension SearchResult {
  /// How odd places of the query were read, each sentence once, fit for a terminal.
  var distinctNotes: [String] {
    notes.map { Safe.line($0.message) }.reduce(into: []) { distinct, note in
      if !distinct.contains(note) { distinct.append(note) }
    }
  }
}
