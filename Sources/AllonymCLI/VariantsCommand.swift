// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import Spelling

struct VariantsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "variants",
    abstract: "Write likely spellings of a name where there is no index to look in.",
    discussion: """
      For search engines and social networks. Prints script, form and score with tabs between, likeliest \
      first: what open data lists as a spelling of the name, then what the spelling model finds likely. The \
      score of a listed form is the probability that it is the same name; of others, their share among all ways \
      to write the name in that script. No index is needed; 'allonym spellings' lists what an index holds.

      EXAMPLES
        allonym variants Hmeimim
        allonym variants "Ahmad al-Shara" --to Arab,Cyrl --limit 5
        allonym variants Хмеймим --to Latn --json
      """)

  @Argument(help: "The name.")
  var name: [String]
  @Option(
    help: ArgumentHelp(
      "The scripts to write it in, separated by commas: Latn, Arab, Cyrl.", valueName: "scripts"))
  var to = ScriptList.all
  @Option(
    name: [.customShort("n"), .long],
    help: ArgumentHelp("How many forms to print for each script.", valueName: "number"))
  var limit = 10
  @Flag(help: "Print the answer as one JSON object on one line.")
  var json = false
  @Option(
    help: ArgumentHelp(
      "A table of known names, or none (default: the program's).", valueName: "file"),
    completion: .file())
  var knownNames: String?

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit takes a number, 1 or more.") }
  }

  func run() throws {
    let variants = try NameVariants(knownNames: MatchCommand.gazetteer(knownNames))
    let text = name.joined(separator: " ")
    let forms = try to.scripts.flatMap { try variants.variants(of: text, in: $0, limit: limit) }
    try Output.write(
      json
        ? JSONLine.encoded(VariantsJSON(text, forms))
        : forms.map {
          TabbedLine.encoded([$0.script.code, $0.form, TabbedLine.score($0.score, digits: 4)])
        }.joined())
    if forms.isEmpty { throw ExitCode(1) }
  }
}

/// `Arab,Cyrl`.
struct ScriptList: ExpressibleByArgument {
  let scripts: [Script]

  static let all = ScriptList(scripts: [.latin, .arabic, .cyrillic])

  private init(scripts: [Script]) { self.scripts = scripts }

  init?(argument: String) {
    let names = argument.split(separator: ",")
    scripts = names.compactMap { Script(code: String($0)) }.filter { $0 != .other }
    guard scripts.count == names.count, !scripts.isEmpty else { return nil }
  }

  var defaultValueDescription: String { scripts.map(\.code).joined(separator: ",") }
}
