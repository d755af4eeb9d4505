// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

/// A search with the usual options, or none, does not go through the argument parser, and must answer as one that does.
@Suite struct PlainSearchTests {
  private static let searches: [[String]] = [
    ["Tartus"], ["ship", "Tartus"], ["ship Tartus"], ["\"in Tartus\""], ["nowhere"], ["", "ship"],
    [""], ["(ship"], ["ship\" lay"], ["NOT"], ["Tartus", "--index", "index"],
    ["--index", "index", "Tartus"], ["Tartus", "--index", "missing"], ["Tartus", "--index"],
    ["--index", "index"], ["Tartus", "--index", "index", "--index", "missing"], [],
    ["Tartus", "--exact"], ["--exact", "Tartuss"], ["Tartus", "--json"], ["--jsonl", "Tartus"],
    ["Tartus", "--limit", "0"], ["Tartus", "--limit", "x"], ["Tartus", "--limit", "-1"],
    ["Tartus", "--limit"], ["Tartus", "--limit", "1", "--limit", "2"], ["Tartus", "--limit=1"],
    ["Tartuss", "--spellings", "off"], ["Tartuss", "--spellings", "wide"],
    ["Tartus", "--spellings", "none"], ["Tartus", "--json", "--jsonl"],
    ["--exact", "--exact", "Tartus"], ["--exact"], ["Tartus", "--", "--exact"],
  ]

  @Test(arguments: searches)
  func wordsAloneAreAnsweredAsWithOptions(arguments: [String]) throws {
    let desk = try Desk()
    try desk.write("plain.txt", "A ship lay in Tartus.")
    #expect(try desk.run("index", "papers").code == 0)
    let plain = try desk.program.run(["search"] + arguments)
    // An option that changes nothing.
    let parsed = try desk.program.run(["search", "--offset", "0"] + arguments)
    #expect(plain.code == parsed.code)
    #expect(plain.output == parsed.output)
    #expect(plain.messages == parsed.messages)
  }

  @Test func theEnvironmentNamesTheIndex() throws {
    let desk = try Desk()
    try desk.write("plain.txt", "A ship lay in Tartus.")
    #expect(try desk.run("index", "papers", "--index", "elsewhere").code == 0)
    var program = desk.program
    program.environment["ALLONYM_INDEX"] = "elsewhere"
    #expect(try program.run("search", "Tartus").code == 0)
  }
}
