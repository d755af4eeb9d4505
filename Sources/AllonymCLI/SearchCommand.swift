// SPDX-License-Identifier: GPL-2.0-or-later
public import Allonym
public import ArgumentParser

extension SearchOptions.Spellings: ExpressibleByArgument {}

struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Search the index.",
    discussion: """
      Each word stands for its inflections and for its spellings in Latin, Arabic \
      and Cyrillic script, in phrases too. Documents with all words come first, then \
      those with most.

      QUERY
        word another         all words first, then most
        "two words"          a phrase
        AND OR NOT ( )       as they say; + requires and - excludes a word
        Hmeimim NEAR/5 base  within five words, in any order
        khmeim*              words that begin so
        =word  ~word         this spelling alone; wider spellings
        title:word  path:word  type:html  lang:ar  id:en-1
        date:2024  date:2024-01..2024-06  date:>=2024-12-08

      EXAMPLES
        allonym search Hmeimim
        allonym search '"Ahmad al-Shara" lang:ru'
        allonym search 'Tartus NEAR/5 base date:2024-12..' --json
        allonym search --exact Tartous --limit 50
        allonym search -- '-Damascus lang:ar'    (after -- a query may begin with -)
      """)

  enum Format: EnumerableFlag {
    case json, jsonl

    static func help(for value: Format) -> ArgumentHelp? {
      switch value {
      case .json: "Print one JSON object with everything."
      case .jsonl: "Print a JSON object a line for each hit."
      }
    }
  }

  @Argument(help: "The query; several words are joined by spaces.")
  var query: [String]
  @OptionGroup var index: IndexOption
  @Option(name: .shortAndLong, help: "The number of hits to print.")
  var limit = 10
  @Option(help: "The number of hits to pass over.")
  var offset = 0
  @Option(help: "Other spellings of words: strict, wide or off.")
  var spellings = SearchOptions.Spellings.strict
  @Flag(help: "Find words as typed: no inflections, no other spellings.")
  var exact = false
  @Flag var format: Format?
  @Flag(help: "Tell the Xapian query, the groups and the weights.")
  var explain = false
  @Option(help: "Colour: auto, always or never.")
  var color = ColorChoice.auto

  func validate() throws {
    guard limit >= 0, offset >= 0 else {
      throw ValidationError("--limit and --offset take numbers from 0 up.")
    }
  }

  func run() async throws {
    let index = try SearchIndex(index.directory)
    var options = SearchOptions()
    options.limit = limit
    options.offset = offset
    options.spellings = spellings
    options.exact = exact
    options.explain = explain
    let text = query.joined(separator: " ")
    let result: SearchResult
    do {
      result = try index.search(text, options: options)
    } catch let error as QueryError {
      let isBlank = text.allSatisfy(\.isWhitespace)
      let excerpt = isBlank ? "" : error.excerpt(of: text) + "\n"
      StandardError.write("allonym: \(error.message)\n\(excerpt)")
      throw ExitCode(2)
    }
    for note in result.notes {
      StandardError.write("note: \(note.message)\n")
    }
    switch format {
    case .json: try Output.write(SearchJSON(result).line)
    case .jsonl: try Output.write(result.hits.map { HitJSON($0).line }.joined())
    case nil: try Output.write(SearchText(result, style: Style(isOn: color.isOn)).text)
    }
    if result.hits.isEmpty && result.total == 0 { throw ExitCode(1) }
  }
}
