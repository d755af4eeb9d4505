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

  /// The search of a command line that has nothing but words and an index, as most have.
  ///
  /// The argument parser takes as long to learn all options of the program as a search takes; what it
  /// would make of such a line needs none of them.
  static func named(by arguments: [String]) -> PlainSearch? {
    guard arguments.dropFirst().first == "search" else { return nil }
    var words: [String] = []
    var index: String?
    var rest = arguments.dropFirst(2)
    while let argument = rest.popFirst() {
      if argument == "--index", index == nil, let path = rest.popFirst(), !path.hasPrefix("-") {
        index = path
      } else if argument.hasPrefix("-") {
        return nil
      } else {
        words.append(argument)
      }
    }
    guard !words.isEmpty else { return nil }
    var options = SearchOptions()
    options.groupsDuplicates = true
    let query = words.dropFirst().reduce(words[0]) { "\($0) \($1)" }
    return PlainSearch(query: query, index: .chosen(index), options: options)
  }

  func run() throws {
    Self.keepMemory()
    // Left to the end of the process, which frees all at once.
    let index = Unmanaged.passRetained(try SearchIndex(index, threads: 2)).takeUnretainedValue()
    index.reportAliases()
    let result: SearchResult
    do {
      result = try index.search(query, options: options)
    } catch let error as QueryError {
      let isBlank = query.allSatisfy(\.isWhitespace)
      let excerpt = isBlank ? "" : error.excerpt(of: query) + "\n"
      StandardError.write("allonym: \(error.message)\n\(excerpt)")
      throw ExitCode(2)
    }
    for note in result.distinctNotes { StandardError.write("note: \(note)\n") }
    if format != .json { Self.tell(result.suggestions) }
    switch format {
    case .json: try Output.write(SearchJSON(result).line)
    case .jsonl: try Output.write(result.hits.map { HitJSON($0).line }.joined())
    // Refused by validate() without --batch.
    case nil, .csv: try Output.write(SearchText(result, style: Style(isOn: color.isOn)).text)
    }
    if result.hits.isEmpty && result.total == 0 { throw ExitCode(1) }
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

  private static func tell(_ suggestions: [Suggestion]) {
    for suggestion in suggestions {
      let documents = suggestion.documents == 1 ? "document" : "documents"
      StandardError.write(
        "did you mean: \(Safe.line(suggestion.query)) "
          + "(\(Numbers.grouped(suggestion.documents)) \(documents))\n")
    }
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
