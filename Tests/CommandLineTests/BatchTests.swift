// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

/// Queries from a file, plain words, and what is offered where nothing is found.
@Suite struct BatchTests {
  @Test func queriesOfAFileAreNumberedByTheirLines() throws {
    let desk = try Desk.indexed()
    try desk.write("queries.txt", "pelican\n\nunheardof\nheron\n")
    let outcome = try desk.run("search", "--batch", "papers/queries.txt", "--limit", "1")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.contains("\"query_number\":1") == true)
    #expect(lines.last?.contains("\"query_number\":4") == true)
  }

  @Test(arguments: ["pelican AND unheardof", "\"pelican", "title:pelican -pelican", "(pelican OR"])
  func literalQueriesHaveNoSyntax(query: String) throws {
    let desk = try Desk.indexed()
    let outcome = try desk.run("search", "--literal", "--spellings", "off", "--", query)
    #expect(outcome.code == 0)
    #expect(!outcome.messages.contains("note"))
  }

  @Test func aQueryThatBeginsWithAHyphenGoesBehindTwo() throws {
    let desk = try Desk.indexed()
    #expect(try desk.run("search", "--", "-heron pelican").code == 0)
    #expect(try desk.run("search", "-heron pelican").code == 2)
  }

  @Test func theNearestIsOfferedAndNotRun() throws {
    let desk = try Desk.indexed()
    let outcome = try desk.run("search", "--spellings", "off", "pelicna")
    #expect(outcome.code == 1)
    #expect(outcome.messages.hasPrefix("did you mean: pelican ("))
    let json = try desk.run("search", "--spellings", "off", "--json", "pelicna")
    #expect(json.code == 1)
    #expect(json.messages.isEmpty)
    #expect(json.output.contains("\"suggestions\":[{\"documents\":"))
  }
}
