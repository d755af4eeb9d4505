// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

/// What a terminal shows, and what a pipe gets.
@Suite struct ScreenTests {
  private static let desk = Result {
    let desk = try Desk.indexed()
    try desk.write(
      "long.txt",
      "A flamingo stood. " + String(repeating: "Reeds and water under a low grey sky. ", count: 30)
        + "Then the flamingo and the spoonbill flew over the harbour of the town together. "
        + String(repeating: "Nobody saw it happen that day. ", count: 30))
    try desk.write("arabic.txt", "وصلت السفينة إلى ميناء طرطوس في الصباح")
    guard try desk.run("index").code == 0 else { throw Terminal.NoTerminal() }
    return desk
  }

  @Test(arguments: [40, 50, 80, 120])
  func linesFitTheScreenAndPassagesTakeTwo(columns: Int) throws {
    let desk = try Self.desk.get()
    let terminal = Terminal(columns: columns)
    let answer = try terminal.run(["search", "flamingo", "spoonbill"], in: desk.program)
    #expect(answer.code == 0)
    let lines = Seen.lines(answer.screen)
    for line in lines { #expect(line.count <= columns, "\(line)") }
    let start = try #require(lines.firstIndex { $0.contains("flamingo") && $0.hasPrefix("   ") })
    let end = try #require(lines.firstIndex { $0.hasPrefix("   matched: ") })
    // At 40 columns the title and the path take more lines than one; the passage ends before what matched.
    #expect(lines[..<end].suffix(2).joined().contains("spoonbill"))
    #expect(start <= end - 1)
    for line in lines[1...] where !line.isEmpty && !line.contains("1. ") {
      let isHead = line.hasPrefix("for the words") || line.hasPrefix("also")
      #expect(line.hasPrefix("  ") || isHead, "\(line)")
    }
  }

  @Test func aPipeGetsWholeLinesWithoutColourOrLinks() throws {
    let desk = try Self.desk.get()
    let text = try desk.run("search", "flamingo").output
    #expect(text.split(separator: "\n").contains { $0.count > 200 })
    #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{2068}" })
    #expect(text.contains("matched: flamingo"))
  }

  @Test func pathsAreLinksThatTerminalsOpen() throws {
    let desk = try Self.desk.get()
    let screen = try Terminal(columns: 80).run(["search", "flamingo"], in: desk.program).screen
    #expect(screen.contains("\u{1B}]8;;file://"))
    #expect(screen.contains("\(desk.path)/papers/long.txt\u{1B}\\"))
    let plain = try Terminal(columns: 80).run(
      ["search", "flamingo", "--color", "never"], in: desk.program)
    #expect(!plain.screen.contains("\u{1B}"))
  }

  @Test func arabicStaysWithItsCount() throws {
    let desk = try Self.desk.get()
    let screen = try Terminal(columns: 80).run(["search", "Tartus"], in: desk.program).screen
    #expect(screen.contains("\u{2068}طرطوس\u{2069} "))
    #expect(!(try desk.run("search", "Tartus").output.contains("\u{2068}")))
  }

  @Test(arguments: [
    (["NO_COLOR": "1"], false), (["NO_COLOR": ""], true), (["TERM": "dumb"], false),
    (["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false), (["CLICOLOR_FORCE": "0"], true),
  ])
  func colourFollowsTheEnvironment(environment: [String: String], isOn: Bool) throws {
    let desk = try Self.desk.get()
    let terminal = Terminal(columns: 80, environment: environment)
    let screen = try terminal.run(["search", "flamingo"], in: desk.program).screen
    #expect(screen.contains("\u{1B}[1;31m") == isOn)
  }

  @Test func colourCanBeForcedIntoAPipe() throws {
    let desk = try Self.desk.get()
    var program = desk.program
    program.environment["CLICOLOR_FORCE"] = "1"
    #expect(try program.run("search", "flamingo").output.contains("\u{1B}[1;31m"))
    program.environment["NO_COLOR"] = "1"
    #expect(!(try program.run("search", "flamingo").output.contains("\u{1B}")))
  }

  @Test func aPagerShowsWhatGoesToATerminal() throws {
    let desk = try Self.desk.get()
    let terminal = Terminal(columns: 80, environment: ["PAGER": "sed 's/^/PAGED /'"])
    for arguments in [
      ["search", "flamingo"], ["show", "1"], ["help", "query"], ["search", "--help"],
    ] {
      let screen = try terminal.run(arguments, in: desk.program).screen
      #expect(screen.contains("PAGED "), "\(arguments)")
    }
    let plain = try terminal.run(["search", "flamingo", "--no-pager"], in: desk.program)
    #expect(!plain.screen.contains("PAGED"))
    #expect(try terminal.run(["search", "nowhereatall"], in: desk.program).code == 1)
  }

  @Test func everyHelpFitsAScreenOrIsPaged() throws {
    let desk = try Self.desk.get()
    let terminal = Terminal(columns: 80, environment: ["PAGER": "sed 's/^/PAGED /'"])
    for command in [
      "index", "rebuild", "watch", "remove", "move", "list", "search", "show", "spellings", "match",
      "report", "stats", "check",
    ] {
      let screen = try terminal.run([command, "--help"], in: desk.program).screen
      #expect(screen.split(separator: "\n").allSatisfy { $0.hasPrefix("PAGED ") }, "\(command)")
    }
  }
}
