// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

@Suite("Many queries at once") struct BatchTests {
  @Test("A name is found in any order and with a word in between, not across the text")
  func names() throws {
    let desk = try Desk()
    try desk.write(
      "docs.jsonl",
      """
      {"id": "a", "text": "A speech of Ahmad al-Shara in Damascus"}
      {"id": "b", "text": "Al-Shara, Ahmad: a speech"}
      {"id": "c", "text": "Ahmad Hussein al-Shara spoke"}
      {"id": "d", "text": "Ahmad went home, and so after some hours of talk did Mr al-Shara"}

      """)
    #expect(try desk.run("index", "papers").code == 0)
    try desk.write("names.txt", "Ahmad al-Shara\n\n\"Shara, Ahmad al-\n")
    let outcome = try desk.run("search", "--batch", "papers/names.txt", "--names", "--csv")
    #expect(outcome.code == 0)
    let lines = outcome.output.split(separator: "\r\n")
    #expect(lines.first == "query_number,query,rank,score,id,path")
    let found = lines.dropFirst().map { line in
      (line.prefix(1), line.split(separator: ",").dropLast().last ?? "")
    }
    for number in ["1", "3"] {
      #expect(Set(found.filter { $0.0 == number }.map(\.1)) == ["a", "b", "c"])
    }
    #expect(lines.last?.contains("\"\"\"Shara, Ahmad al-\"") == true)
  }

  @Test("Ids with commas, quotes and line ends are quoted as RFC 4180 says")
  func quoting() throws {
    let desk = try Desk()
    try desk.write("docs.jsonl", #"{"id": "a,\"b\"\n", "text": "pelican"}"# + "\n")
    #expect(try desk.run("index", "papers").code == 0)
    try desk.write("queries.txt", "pelican\n")
    let outcome = try desk.run("search", "--batch", "papers/queries.txt", "--csv")
    #expect(outcome.output.contains(",\"a,\"\"b\"\"\n\","))
  }

  @Test(
    "Options that do not go together are refused",
    arguments: [
      ["--csv", "pelican"], ["--literal", "--names", "pelican"], ["--batch", "x", "--json"],
    ])
  func refused(arguments: [String]) throws {
    let desk = try Desk()
    #expect(try desk.program.run(["search"] + arguments).code == 2)
  }

  @Test func queriesOfAFileAreNumberedByTheirLines() throws {
    let desk = try Desk.indexed()
    try desk.write("queries.txt", "pelican\n\nunheardof\nheron\n")
    let outcome = try desk.run("search", "--batch", "papers/queries.txt", "--limit", "1")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.contains("\"query_number\":1") == true)
    #expect(lines.last?.contains("\"query_number\":4") == true)
  }

  @Test func howOddQueriesAreReadIsToldWithTheirLines() throws {
    let desk = try Desk.indexed()
    try desk.write("queries.txt", "pelican\n\"pelican\nheron AND (\n")
    let outcome = try desk.run("search", "--batch", "papers/queries.txt")
    let told = outcome.messages.split(separator: "\n")
    #expect(told.contains { $0.hasPrefix("note: line 2: ") })
    #expect(!told.contains { $0.contains("line 1") })
    #expect(try desk.run("search", "\"pelican").messages.contains("note: "))
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
    #expect(try desk.run("search", "--", "-granite pelican").code == 0)
    #expect(try desk.run("search", "-granite pelican").code == 2)
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
