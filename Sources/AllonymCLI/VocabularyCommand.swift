// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser

struct VocabularyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vocabulary",
    abstract: "Make a vocabulary of a list of words, for 'expand'.",
    discussion: """
      The list has a word a line with its count behind it or before it, a tab, comma or spaces between them; a word \
      by itself counts once. A dump of another engine's terms, with the number of documents of each, makes \
      'allonym expand' write the words just as the engine has them.

      EXAMPLES
        allonym vocabulary terms.tsv --output archive.vocabulary
        allonym expand Hmeimim --to elasticsearch --vocabulary archive.vocabulary
      """)

  @Argument(help: "The list; - is standard input.", completion: .file())
  var list: String
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file())
  var output: String

  private static let maxReported = 10

  func run() throws {
    var reader = try FileLines(list)
    var terms = TermList()
    var broken = 0
    func leaveOut(_ reason: String) {
      broken += 1
      if broken <= Self.maxReported {
        let name = list == "-" ? "standard input" : list
        StandardError.report("\(name), line \(reader.number): \(reason), left out.")
      }
    }
    while let line = try reader.next() {
      guard !line.isEmpty else { continue }
      guard let text = String(validating: line, as: UTF8.self) else {
        leaveOut("not UTF-8")
        continue
      }
      if let row = TermRow(text) {
        terms.add(row.term, documents: row.count)
      } else if reader.number > 1 {
        leaveOut("no count")
      }
    }
    if broken > Self.maxReported {
      StandardError.report("\(broken - Self.maxReported) more lines were left out.")
    }
    guard terms.taken > 0 else {
      throw AllonymError.invalidArgument(
        "There is no word in the list: write a word a line, with its count behind a tab.")
    }
    try terms.write(to: output)
    let leftOut =
      terms.leftOut > 0
      ? "; left out \(Numbers.count(terms.leftOut, "term")) of several words or none" : ""
    try Output.write(
      "\(Numbers.count(terms.formCount, "form")) of \(Numbers.count(terms.taken, "term"))\(leftOut)\n"
    )
    if broken > 0 { throw ExitCode(3) }
  }
}

/// A row of a list of words: a word and how often it is there.
struct TermRow {
  let term: String
  let count: Int

  /// Nil where a cell that should be a count is none, as in a line with the names of columns.
  init?(_ line: String) {
    for separator in ["\t", ","] as [Character] where line.contains(separator) {
      let cells = line.split(separator: separator, omittingEmptySubsequences: false)
      guard cells.count == 2, let row = Self.row(cells[0], cells[1]) else { return nil }
      self = row
      return
    }
    let cells = line.split(separator: " ")
    if cells.count == 2, let row = Self.row(cells[0], cells[1]) {
      self = row
    } else {
      self.init(term: line, count: 1)
    }
  }

  private init(term: String, count: Int) {
    self.term = term
    self.count = count
  }

  private static func row(_ one: Substring, _ other: Substring) -> TermRow? {
    let cells = [one, other].map { trimmed(trimmed($0[...], of: " "), of: "\"") }
    if let count = Int(cells[1]), count >= 0 {
      return TermRow(term: String(cells[0]), count: count)
    }
    if let count = Int(cells[0]), count >= 0 {
      return TermRow(term: String(cells[1]), count: count)
    }
    return nil
  }

  private static func trimmed(_ text: Substring, of sign: Character) -> Substring {
    var text = text.drop { $0 == sign }
    while text.last == sign { text.removeLast() }
    return text
  }
}
