// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

/// Three newcomers at a terminal, each with the first commands that one would guess: what they see, word for word, at 80
/// and at 50 columns. `ALLONYM_RECORD=1 swift test --filter NewcomerTests` writes the files in `Golden/` anew.
///
/// Spellings are off where the answer would depend on the weights of the model.
@Suite struct NewcomerTests {
  /// A step: a command, or something that happens to the files meanwhile.
  enum Step: Sendable {
    case run([String])
    case rename(String, String)
    case damage(String)
    case write(String, String)
  }

  struct Session: CustomTestStringConvertible, Sendable {
    let name: String
    let steps: [Step]
    var testDescription: String { name }
  }

  static let journalist = Session(
    name: "journalist",
    steps: [
      .run(["index", "papers"]),
      .run(["find", "pelican"]),
      .run(["search", "old", "harbour", "--spellings", "off"]),
      .run(["search", "\"old harbour\"", "--spellings", "off"]),
      .run(["search", "harbour", "language:english", "--spellings", "off"]),
      .run(["search", "harbour", "and", "granite", "--spellings", "off"]),
      .run(["search", "ميناء", "--spellings", "off"]),
      .run(["show", "1"]),
      .run(["search", "harbour", "-l", "3"]),
      .run(["search", "harbour", "before:2024", "--spellings", "off"]),
      .run(["search", "harbour", "in:papers", "date:08.12.2024", "--spellings", "off"]),
    ])

  static let archivist = Session(
    name: "archivist",
    steps: [
      .run(["update", "papers"]),
      .run(["index", "papers"]),
      .damage("bad.txt"),
      .run(["index", "--quiet"]),
      .run(["index", "--quiet"]),
      .run(["report"]),
      .rename("papers", "archive"),
      .run(["index"]),
      .run(["move", "papers", "archive"]),
      .run(["list"]),
      .run(["list", "archive"]),
      .run(["remove", "archive/bad.txt"]),
      .run(["index", "--exclude", "*.md"]),
      .run(["status"]),
      .run(["rebuild", "--undo"]),
      .run(["index", "archive", "--index", "archive"]),
    ])

  static let dataPerson = Session(
    name: "data-person",
    steps: [
      .run(["index", "papers"]),
      .write("names.txt", "pelican\nunheardof\n\"heron\n"),
      .run(["search", "--batch", "names.txt", "--csv", "--exact"]),
      .run(["search", "--batch", "names.txt", "--exact"]),
      .run(["search", "harbour", "--count"]),
      .run(["search", "harbour", "--files"]),
      .run(["search", "harbour", "-n", "1", "--facets", "year,language", "--spellings", "off"]),
      .run(["search", "harbour", "--csv", "--exact"]),
      .run(["spellings", "harbour", "--csv"]),
      .run(["report", "--csv"]),
      .run(["search", "harbour", "--index", "one", "--index", "two"]),
      .run(["search", "harbour", "--format", "csv"]),
    ])

  @Test(arguments: [journalist, archivist, dataPerson], [80, 50])
  func theFirstCommandDoesIt(session: Session, columns: Int) throws {
    let desk = try Self.newDesk()
    var shown = ""
    for step in session.steps {
      switch step {
      case .run(let arguments):
        let line = arguments.map { $0.contains { "\" *".contains($0) } ? "'\($0)'" : $0 }
        shown += "$ allonym \(line.joined(separator: " "))\n"
        let outcome = try Terminal(columns: columns).run(arguments, in: desk.program)
        shown += outcome.screen
        if outcome.code != 0 { shown += "[exit code \(outcome.code)]\n" }
        shown += "\n"
      case .rename(let name, let other):
        try FileManager.default.moveItem(
          atPath: "\(desk.path)/\(name)", toPath: "\(desk.path)/\(other)")
        shown += "$ mv \(name) \(other)\n\n"
      case .damage(let name): try desk.write(name, Data([0x61, 0xFF]))
      case .write(let name, let text):
        try Data(text.utf8).write(to: URL(filePath: "\(desk.path)/\(name)"))
      }
    }
    try Golden.compare(Self.normalised(shown, desk), with: "session-\(session.name)-\(columns)")
  }

  private static func newDesk() throws -> Desk {
    let desk = try Desk(ofShortPath: ())
    try desk.write("birds.txt", "The pelican and the heron\n\nBoth wait by the old harbour.\n")
    try desk.write("stone.md", "# Granite\n\nQuarries above the harbours of the coast.\n")
    try desk.write(
      "news.jsonl",
      """
      {"id":"ru-1","title":"Порт","text":"Пеликан в порту Тартуса.","date":"2024-12-08","lang":"ru"}
      {"id":"ar-1","title":"ميناء","text":"طائر في ميناء طرطوس.","date":"2024-06-01","lang":"ar"}
      {"id":"en-1","title":"A harbour","text":"The old harbour is for the fishermen, and the new one for the ships that carry granite from the quarries above the coast to the towns of the north, where they build with it.","date":"2023-02-03","lang":"en"}
      {"id":"en-2","title":"A harbour","text":"The old harbour is for the fishermen, and the new one for the ships that carry granite from the quarries above the coast to the towns of the north, where they build with it.","lang":"en"}

      """)
    return desk
  }

  /// The text with what differs from run to run replaced, and the signs of a terminal made visible.
  private static func normalised(_ text: String, _ desk: Desk) -> String {
    var host = [CChar](repeating: 0, count: 256)
    gethostname(&host, 255)
    let name = String(decoding: host.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return text.replacingOccurrences(of: "file://\(name)/", with: "file://HOST/")
      .replacingOccurrences(of: desk.path, with: "DESK")
      .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/, with: "TIME")
      .replacing(/(?:\d+\.\d\d|(?:\d+ min )?\d+) s\b/, with: "0.00 s")
      // Files that are younger than two seconds are compared by their content.
      .replacing(/(?:  \d+  same (?:content|size and times)\n)+/, with: "  3  same\n")
      // A run within the same second as the one before it finds new what that found.
      .replacing(/, of these new \d+/, with: "")
      .replacing(/\d+\.\d MB\/s/, with: "0.0 MB/s")
      .replacing(/\d+\.\d [kM]B/, with: "0.0 kB")
      .replacing(/(?:new|\d{4}-\d\d-\d\d)(?=  DESK)/, with: "SINCE")
      // The words of the desk's path count for the length of a document.
      .replacing(/score \d+\.\d/, with: "score 0.0")
      .replacing(/"score":\d+\.\d+/, with: "\"score\":0.0")
      .replacing(/,\d+\.\d{3,4},/, with: ",0.0,")
      // The meter of progress shows what it will.
      .replacing(/\r\u{1B}\[K[^\r\n\u{1B}]*(?=\r\u{1B}\[K)/, with: "")
      .replacing(/\r\u{1B}\[K/, with: "")
      .replacingOccurrences(of: "\u{1B}", with: "␛")
  }
}
