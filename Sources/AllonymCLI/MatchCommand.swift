// SPDX-License-Identifier: GPL-2.0-or-later
import ArgumentParser
import Spelling

struct MatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Find the names of one list in another.",
    discussion: """
      Both are files with one name a line, of people, places or organisations, in any script and \
      order of words ("Putin, Vladimir"); - is standard input. Words may be spelled otherwise, \
      written together or apart, left out, or shortened to initials. Of a longer line the first 24 \
      words count.

      Prints a line for each match, best first: name, match, score and reason, separated by tabs. \
      The score is from 0 to 1; from 0.5 on the two are more likely the same than not. The reason \
      tells which words go together, which letters stand for which where that is not plain, what \
      only one of the two has, and another order. A line that is not UTF-8 is reported and left out.

      With --jsonl a line is an object with version (1), name, match, score, reason, nameLine and \
      matchLine (the numbers of the lines, from 1). With --words a line is word, form and score, \
      and with --jsonl an object with version, word, form and score. Words that open data lists as \
      names of one person, place or body are taken for the same where the model is not sure; \
      --known-names takes another table than the program's, which scripts/build-known-names makes, \
      or none.

      EXAMPLES
        allonym match wanted.txt passengers.txt
        echo "Хафез Асад" | allonym match - names.txt --min-score 0.7 --limit 3
        allonym match --jsonl wanted.txt passengers.txt
        allonym match --words --min-score 0.2 words.txt vocabulary.txt
      """)

  @Argument(help: "The names to look for.", completion: .file())
  var names: String
  @Argument(help: "The list to look in.", completion: .file())
  var list: String
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The lowest score to print (default: 0.5; 0 with --words).", valueName: "score"))
  var minScore: Double?
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "How many matches to print for a name (default: 10; 500 with --words).",
      valueName: "number"))
  var limit: Int?
  @Flag(
    help: "Print each match as a JSON object on a line of its own.")
  var jsonl = false
  @Flag(help: "Each line is a single word: print word, form and score.")
  var words = false
  @Option(
    help: ArgumentHelp(
      "With --words: a table of known names, or none (default: the program's).",
      valueName: "file"),
    completion: .file())
  var knownNames: String?

  func validate() throws {
    guard names != "-" || list != "-" else {
      throw ValidationError("Only one of the two can be standard input.")
    }
    guard limit.map({ $0 > 0 }) ?? true else {
      throw ValidationError("--limit takes a number, 1 or more.")
    }
    guard knownNames == nil || words else {
      throw ValidationError("--known-names needs --words.")
    }
  }

  func run() throws {
    let names = try LineFile(names)
    let list = try LineFile(list)
    for file in [names, list] { file.tellBroken() }
    let found = words ? try matchWords(names, list) : try matchNames(names, list)
    if names.broken.count + list.broken.count > 0 { throw ExitCode(2) }
    if found == 0 { throw ExitCode(1) }
  }

  private func matchNames(_ names: LineFile, _ list: LineFile) throws -> Int {
    let index = try NameList(list.lines)
    var found = 0
    for part in Self.parts(of: names.lines.count) {
      let matches = index.matches(
        of: Array(names.lines[part]), minimumScore: minScore ?? 0.5, limit: limit ?? 10)
      var output = ""
      for (number, matches) in zip(part, matches) {
        found += matches.count
        for match in matches {
          let line = MatchLine(match, name: number, of: names, list)
          output += jsonl ? JSONLine.encoded(line) : line.tabSeparated
        }
      }
      try Output.write(output)
    }
    return found
  }

  private func matchWords(_ words: LineFile, _ list: LineFile) throws -> Int {
    let index = try WordList(list.lines, knownNames: gazetteer())
    var found = 0
    for part in Self.parts(of: words.lines.count) {
      let hits = index.hits(
        of: Array(words.lines[part]), minimumScore: minScore ?? 0, limit: limit ?? 500)
      var output = ""
      for (number, hits) in zip(part, hits) {
        found += hits.count
        let word = words.lines[number]
        for hit in hits {
          let line = WordLine(word: word, form: list.lines[hit.index], score: hit.score)
          output += jsonl ? JSONLine.encoded(line) : line.tabSeparated
        }
      }
      try Output.write(output)
    }
    return found
  }

  /// The known names to match with.
  private func gazetteer() throws -> Gazetteer? {
    switch knownNames {
    case nil: Gazetteer.shared
    case "none": nil
    case let path?: try Gazetteer(path: path)
    }
  }

  /// What is matched before anything is printed.
  private static func parts(of count: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: 2000).map { $0..<min($0 + 2000, count) }
  }
}
