// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser

struct SpellingsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spellings",
    abstract: "List the spellings of a name that the index holds.",
    discussion: """
      For each word of the name, its inflections and its spellings in the index: the form, its \
      script, how it matches, the probability that it is the same name (0 to 1), the number of \
      documents that hold it, and the reason.

      EXAMPLES
        allonym spellings Hmeimim
        allonym spellings "Ahmad al-Shara" --wide
        allonym spellings Tartus --csv > spellings.csv
      """)

  @Argument(help: "The name; several words are looked up one by one.")
  var name: [String]
  @OptionGroup var index: IndexOption
  @Flag(help: "List the less certain spellings, too.")
  var wide = false
  @OptionGroup var output: TableOutput

  func run() async throws {
    let index = try SearchIndex(index.directory)
    index.reportAliases()
    let text = name.joined(separator: " ")
    let expansions = try index.spellings(of: text, wide: wide)
    guard !expansions.isEmpty else {
      throw AllonymError.invalidArgument("There is no word in this name: write letters or digits.")
    }
    if output.json {
      try Output.write(JSONLine.encoded(SpellingsJSON(text, expansions)))
    } else if output.csv {
      try Output.write(table(expansions))
    } else {
      try Output.write(expansions.map(block).joined(separator: "\n"))
    }
    if expansions.allSatisfy({ $0.forms.allSatisfy { $0.documents == 0 } }) { throw ExitCode(1) }
  }

  private func table(_ expansions: [TermExpansion]) -> String {
    output.table(
      ["word", "form", "script", "kind", "score", "documents", "reason"],
      expansions.flatMap { expansion in
        expansion.forms.filter { $0.documents > 0 }.map { form in
          let json = SpellingJSON(form, of: expansion)
          return [
            expansion.word, json.form, json.script, json.kind, "\(json.score)",
            "\(json.documents)", json.reason,
          ]
        }
      })
  }

  private func block(_ expansion: TermExpansion) -> String {
    let forms = expansion.forms.filter { $0.documents > 0 }
    let lines =
      forms.isEmpty ? ["nothing in the index"] : forms.map { FormLine($0, of: expansion).text }
    return "\(Safe.line(expansion.word))\n" + lines.map { "  \($0)\n" }.joined()
  }
}
