// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
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
      words count. The same name with another legal form (GmbH, AG, ООО) is another company; its own form in \
      full, or in a translation (ООО, LLC), is the same.

      Prints a line for each match, best first: name, match, score and reason, separated by tabs. \
      The score is from 0 to 1; from 0.5 on the two are more likely the same than not. The reason \
      tells which words go together, which letters stand for which where that is not plain, what \
      only one of the two has, and another order. A line that is not UTF-8 is reported and left out.

      With --jsonl a line is an object with version (2), name, match, score, reason, nameLine and \
      matchLine (the numbers of the lines, from 1), and where there are such nameId, matchId and alias. \
      With --words a line, a row or an object has word, form and score. Words that open data lists as names of one person, place or body are taken for the same \
      where the model is not sure; --known-names takes another table than the program's, which \
      scripts/build-known-names makes, or none.

      With --name-column the lists are tables or JSON Lines. Dates of birth, countries and kinds that \
      both lists tell are evidence: agreement raises a score, conflict lowers it. Other names of the \
      same may stand in one cell or in one line ("also known as").

      match --prepare LIST FILE writes a list into a file that opens in a moment and can be LIST from \
      then on; it must be made anew with each version of the program that says so.

      EXAMPLES
        allonym match wanted.txt passengers.txt
        echo "Хафез Асад" | allonym match - names.txt --min-score 0.7 --limit 3
        allonym match --jsonl wanted.txt passengers.txt
        allonym match --csv --best --name-column name --birth-column born wanted.csv list.csv
        allonym match --prepare sanctions.csv sanctions.list --name-column name --alias-column aka
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
    name: [.customShort("n"), .long],
    help: ArgumentHelp(
      "How many matches to print for a name (default: 10; 500 with --words).",
      valueName: "number"))
  var limit: Int?
  @Flag(help: "Write the list NAMES into the file LIST, prepared to be matched against.")
  var prepare = false
  @Flag(help: "Take two companies of one name for the same whatever their legal forms are.")
  var ignoreLegalForms = false
  @OptionGroup(title: "Output")
  var output: MatchOutputOptions
  @OptionGroup(title: "Tables and evidence")
  var lists: MatchListOptions
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
    guard !ignoreLegalForms || !words && !prepare else {
      throw ValidationError("--ignore-legal-forms goes with whole names, when they are matched.")
    }
    guard !words || !(output.best || output.explain) else {
      throw ValidationError("--best and --explain go with whole names, not with --words.")
    }
    guard !prepare || list != "-" else {
      throw ValidationError("--prepare needs the name of the file to write.")
    }
    guard !prepare || !words else {
      throw ValidationError("Take one of --prepare and --words.")
    }
  }

  func run() throws {
    try SpellingModel.checkShared()
    if words { return try runWords() }
    var options = NameMatchOptions()
    options.minimumScore = minScore ?? 0.5
    options.limit = output.best ? 1 : limit ?? 10
    options.ignoresLegalForms = ignoreLegalForms
    let run = MatchRun(
      namesPath: names, listPath: list, lists: lists, output: output, options: options)
    let result = prepare ? try run.prepare() : try run.run()
    if result.broken > 0 { throw ExitCode(2) }
    if result.found == 0 { throw ExitCode(1) }
  }

  private func runWords() throws {
    let names = try LineFile(names)
    let list = try LineFile(list)
    for file in [names, list] { file.reportBroken() }
    let found = try matchWords(names, list)
    if names.broken.count + list.broken.count > 0 { throw ExitCode(2) }
    if found == 0 { throw ExitCode(1) }
  }

  private func matchWords(_ words: LineFile, _ list: LineFile) throws -> Int {
    let index = try WordList(list.lines, knownNames: gazetteer())
    var output = MatchOutput(output)
    try Output.write(output.head(of: WordLine.self))
    for part in MatchRun.parts(of: words.lines.count) {
      let hits = index.hits(
        of: Array(words.lines[part]), minimumScore: minScore ?? 0, limit: limit ?? 500)
      var text = ""
      for (number, hits) in zip(part, hits) {
        for hit in hits {
          text += output.text(
            of: WordLine(word: words.lines[number], form: list.lines[hit.index], score: hit.score))
        }
      }
      try Output.write(text)
    }
    try Output.write(output.tail)
    return output.count
  }

  /// The known names to match with.
  private func gazetteer() throws -> Gazetteer? {
    switch knownNames {
    case nil: Gazetteer.shared
    case "none": nil
    case let path?: try Gazetteer(path: path)
    }
  }
}
