// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

/// What the screen shows, word for word. `ALLONYM_RECORD=1 swift test --filter GoldenTests` writes
/// the files in `Golden/` anew; read the difference before committing it.
@Suite struct GoldenTests {
  private static let isRecording = ProcessInfo.processInfo.environment["ALLONYM_RECORD"] == "1"
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
    Run("search-explain", "search", "heron lang:en", "--explain", "--exact"),
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
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/\(run.name).txt")
    if Self.isRecording {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(shown.utf8).write(to: file)
    }
    let recorded = try String(contentsOf: file, encoding: .utf8)
    #expect(shown == recorded)
  }

  /// The text with what differs from run to run replaced.
  private static func normalised(_ text: String, _ desk: Desk) -> String {
    text.replacingOccurrences(of: desk.path, with: "DESK")
      .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/, with: "TIME")
  }
}
