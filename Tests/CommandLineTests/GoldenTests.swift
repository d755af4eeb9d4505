// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

/// What the screen shows, word for word. `ALLONYM_RECORD=1 swift test --filter GoldenTests` writes
/// the files in `Golden/` anew; read the difference before committing it.
@Suite struct GoldenTests {
  private static let desk = Result { try Desk.indexed() }

  struct Run: CustomTestStringConvertible, Sendable {
    let name: String
    let arguments: [String]

    init(_ name: String, _ arguments: String...) {
      self.name = name
      self.arguments = arguments
    }

    var testDescription: String { name }
  }

  /// Spellings are off where the answer would depend on the weights of the model.
  @Test(arguments: [
    Run("help", "--help"),
    Run("help-index", "index", "--help"),
    Run("help-search", "search", "--help"),
    Run("help-rebuild", "rebuild", "--help"),
    Run("help-spellings", "spellings", "--help"),
    Run("help-expand", "expand", "--help"),
    Run("help-variants", "variants", "--help"),
    Run("help-vocabulary", "vocabulary", "--help"),
    Run("help-query", "help", "query"),
    Run("help-list", "list", "--help"),
    Run("help-move", "move", "--help"),
    Run("help-remove", "remove", "--help"),
    Run("help-report", "report", "--help"),
    Run("help-show", "show", "--help"),
    Run("search", "search", "harbour", "--spellings", "off"),
    Run("search-phrase", "search", "\"old harbours\" pelican", "--spellings", "off"),
    Run("search-russian", "search", "порт", "--spellings", "off"),
    Run("search-arabic", "search", "ميناء", "--spellings", "off"),
    Run("search-colour", "search", "pelican", "--color", "always", "--spellings", "off"),
    Run("search-page", "search", "harbour", "--limit", "1", "--spellings", "off"),
    Run("search-nothing", "search", "unheardof", "--spellings", "off"),
    Run("search-notes", "search", "colour:pelican (heron", "--spellings", "off"),
    Run("search-date-error", "search", "date:2024-13"),
    Run("search-json", "search", "harbour", "--json", "--exact"),
    Run("search-jsonl", "search", "harbour", "--jsonl", "--exact"),
    Run("search-explain", "search", "heron lang:en", "--debug", "--exact"),
    Run("search-words", "search", "old", "harbour", "granite", "--spellings", "off"),
    Run("search-facets", "search", "harbour OR порт", "--facets", "year,language,author"),
    Run("search-csv", "search", "harbour", "--exact", "--csv"),
    Run("search-small-operators", "search", "pelican or granite", "--spellings", "off"),
    Run("search-nothing-there", "search", "pelican in:nowhere"),
    Run("no-command", "find", "pelican"),
    Run("no-command-like-it", "frobnicate"),
    Run("no-option", "search", "pelican", "--top", "3"),
    Run("two-indexes", "search", "pelican", "--index", "index", "--index", "other"),
    Run("list", "list"),
    Run("list-files", "list", "papers"),
    Run("no-index", "search", "pelican", "--index", "nowhere"),
    Run("no-source", "index", "nowhere"),
    Run("no-query", "search", ""),
    Run("check", "check"),
  ])
  func theScreenShowsWhatIsRecorded(run: Run) throws {
    let desk = try Self.desk.get()
    let outcome = try desk.program.run(run.arguments)
    let shown =
      Self.normalised(
        "\(outcome.output)--- messages\n\(outcome.messages)--- \(outcome.code)\n", desk)
    try Golden.compare(shown, with: run.name)
  }

  /// The text with what differs from run to run replaced.
  private static func normalised(_ text: String, _ desk: Desk) -> String {
    text.replacingOccurrences(of: desk.path, with: "DESK")
      .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/, with: "TIME")
  }
}
