// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import CMalloc

/// One query with its answer on standard output.
struct PlainSearch {
  var query: String
  var index: IndexDirectory
  var options: SearchOptions
  var format: SearchCommand.Format?
  var color = ColorChoice.auto

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
      let value: String?
      switch argument {
      case "--exact", "--json", "--jsonl": value = ""
      case "--index", "--limit", "--spellings": value = rest.popFirst()
      default: return nil
      }
      guard let value, !value.hasPrefix("-"), given.updateValue(value, forKey: argument) == nil
      else { return nil }
    }
    guard !words.isEmpty, given["--json"] == nil || given["--jsonl"] == nil else { return nil }
    let query = words.dropFirst().reduce(words[0]) { "\($0) \($1)" }
    var search = PlainSearch(
      query: query, index: .chosen(given["--index"]), options: SearchOptions())
    search.format = given["--json"] != nil ? .json : given["--jsonl"] != nil ? .jsonl : nil
    search.options.groupsDuplicates = search.format == nil
    search.options.exact = given["--exact"] != nil
    if let spellings = given["--spellings"] {
      guard let spellings = SearchOptions.Spellings(rawValue: spellings) else { return nil }
      search.options.spellings = spellings
    }
    if let limit = given["--limit"] {
      guard let limit = Int(limit) else { return nil }
      search.options.limit = limit
    }
    return search
  }

  func run() throws {
    Self.keepMemory()
    // Left to the end of the process, which frees all at once.
    let index = Unmanaged.passRetained(try SearchIndex(index, threads: 2)).takeUnretainedValue()
    index.reportAliases()
    var printer = SearchPrinter(format: format, off: options.off, style: Style(isOn: color.isOn))
    do {
      try index.search(query, options: options, pageSize: SearchPrinter.pageSize) {
        try printer.print($0)
      }
    } catch let error as QueryError {
      let isBlank = query.allSatisfy(\.isWhitespace)
      let excerpt = isBlank ? "" : error.excerpt(of: query) + "\n"
      StandardError.write("allonym: \(error.message)\n\(excerpt)")
      throw ExitCode(2)
    }
    if !printer.hasFound { throw ExitCode(1) }
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

}

extension SearchResult {
  /// How odd places of the query were read, each sentence once, fit for a terminal.
  var distinctNotes: [String] {
    notes.map { Safe.line($0.message) }.reduce(into: []) { distinct, note in
      if !distinct.contains(note) { distinct.append(note) }
    }
  }
}
