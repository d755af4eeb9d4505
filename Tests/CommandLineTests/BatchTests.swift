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
    #expect(
      lines.first
        == "queryLine,query,total,rank,score,id,path,title,language,date,page,line,offset,matched,passage"
    )
    let brief = try desk.run(
      "search", "--batch", "papers/names.txt", "--names", "--csv", "--brief"
    ).output.split(separator: "\r\n")
    #expect(brief.first == "queryLine,query,rank,score,id,path")
    let found = brief.dropFirst().map { line in
      (line.prefix(1), line.split(separator: ",").dropLast().last ?? "")
    }
    for number in ["1", "3"] {
      #expect(Set(found.filter { $0.0 == number }.map(\.1)) == ["a", "b", "c"])
    }
    #expect(lines.last?.contains("\"\"\"Shara, Ahmad al-\"") == true)
    #expect(lines.count == brief.count)
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
      ["--csv", "--json", "pelican"], ["--literal", "--names", "pelican"],
      ["--batch", "x", "--json"],
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
    #expect(lines.count == 3)
    #expect(lines.first?.contains("\"queryLine\":1") == true)
    #expect(lines[1].contains("\"queryLine\":3") && lines[1].contains("\"total\":0"))
    #expect(lines[1].contains("\"path\":null"))
    #expect(lines.last?.contains("\"queryLine\":4") == true)
  }

  @Test func thereIsNoLimitUnlessOneIsNamed() throws {
    let desk = try Desk()
    // More than are in memory at once.
    let lines = (1...1203).map { #"{"id":"\#($0)","text":"pelican number \#($0)"}"# + "\n" }
    try desk.write("docs.jsonl", lines.joined())
    #expect(try desk.run("index", "papers").code == 0)
    try desk.write("queries.txt", "pelican\n")
    for format in ["--csv", "--jsonl"] {
      let batch = try desk.run("search", "--batch", "papers/queries.txt", format)
      let single = try desk.run("search", "pelican", format)
      let head = format == "--csv" ? 1 : 0
      #expect(batch.output.split(whereSeparator: \.isNewline).count == 1203 + head)
      #expect(single.output.split(whereSeparator: \.isNewline).count == 1203 + head)
    }
    let text = try desk.run("search", "pelican", "--limit", "2000", "--offset", "3").output
    #expect(text.contains("1,203 documents, 4–1203 shown\n"))
    #expect(text.contains("\n4. ") && text.contains("\n1203. "))
    let marked = try desk.run("search", "pelican", "--csv", "--bom").output
    #expect(marked.unicodeScalars.starts(with: "\u{FEFF}queryLine".unicodeScalars))
    #expect(try desk.run("search", "pelican", "--count").output == "1203\n")
    #expect(
      try desk.run("search", "pelican", "--files").output == "\(desk.path)/papers/docs.jsonl\n")
    #expect(
      try desk.run("search", "pelican", "--files", "-0").output
        == "\(desk.path)/papers/docs.jsonl\0")
  }

  @Test func howOddQueriesAreReadIsReportedWithTheirLines() throws {
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
