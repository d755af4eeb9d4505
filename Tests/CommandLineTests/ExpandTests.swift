// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

/// Queries written for other engines: `expand`, and `vocabulary`, which makes it a list of words.
@Suite struct ExpandTests {
  private static let indexed = Result { () -> Desk in
    let desk = try Desk()
    try desk.write("base.txt", "The base of Khmeimim. Ahmad al-Shara came by.\n")
    try desk.write("russian.txt", "База Хмеймим.\n")
    try desk.write("arabic.txt", "قاعدة حميميم. أحمد الشرع\n")
    let outcome = try desk.run("index", "papers")
    guard outcome.code == 0 else { throw DeskError(outcome: outcome) }
    return desk
  }

  private static func expand(_ arguments: String...) throws -> Outcome {
    try indexed.get().program.run(["expand"] + arguments)
  }

  private static func json(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func aWordIsWrittenInAllItsSpellings() throws {
    let outcome = try Self.expand("Khmeimim", "--to", "lucene")
    #expect(outcome.code == 0)
    #expect(outcome.output.hasPrefix("(khmeimim OR "))
    for form in ["حميميم^0.", "хмеймим^0."] { #expect(outcome.output.contains(form)) }
  }

  @Test func lettersThatAreFoldedAreWrittenInAllTheirWays() throws {
    let words = try Self.expand("Ahmad", "--to", "lucene").output
    for form in ["احمد", "أحمد"] { #expect(words.contains(form)) }
  }

  @Test func aPhraseIsIntervalsWithArticlesBetween() throws {
    let body = try Self.json(try Self.expand("\"Ahmad Shara\"", "--to", "elasticsearch").output)
    let query = try #require(body["query"] as? [String: [String: [String: [String: Any]]]])
    let all = try #require(query["intervals"]?["content"]?["all_of"])
    #expect(all["ordered"] as? Bool == true)
    #expect(all["max_gaps"] as? Int == 0)
    #expect((all["intervals"] as? [Any])?.count == 2)
    let opensearch = try Self.expand("\"Ahmad Shara\"", "--to", "opensearch", "--field", "text")
    #expect(opensearch.output.contains("{\"intervals\":{\"text\":"))
  }

  @Test func solrIsGivenWellFormedXML() throws {
    let text = try Self.expand("\"Ahmad Shara\" -x<y&", "--to", "solr").output
    #expect(text.hasPrefix("{!xmlparser}<BooleanQuery>"))
    let xml = Data(text.dropFirst("{!xmlparser}".count).utf8)
    try Data(xml).write(to: URL(filePath: try Self.indexed.get().path + "/query.xml"))
    #expect(text.contains("<SpanNear fieldName=\"_text_\" slop=\"0\" inOrder=\"true\">"))
  }

  @Test func aPatternIsWrittenAsTheWordsThatFitAndNeverAsOne() throws {
    let outcome = try Self.expand("*meimim", "kh?eimim", "--to", "lucene")
    #expect(outcome.output == "(khmeimim OR khmeimim)\n")
    let none = try Self.expand("*zzzz", "--to", "lucene")
    #expect(none.code == 2)
    #expect(
      none.messages.contains("no word of the vocabulary fits") || none.messages.contains("Nothing"))
  }

  @Test(arguments: [
    ("a/b \"c", "--literal"), ("+x && (y:z", "--literal"), ("-- AND || \\", "--literal"),
    ("C++ ~2 ^5", "--literal"), ("d'Assad", "--names"),
  ])
  func signsAreNoSyntax(query: String, reading: String) throws {
    let outcome = try Self.expand("--to", "lucene", "--exact", reading, "--", query)
    guard outcome.code == 0 else {
      #expect(outcome.code == 2 && outcome.output.isEmpty)
      return
    }
    // Nothing is bare but words, operators of ours and what joins them.
    let bare = outcome.output.replacing(/"(?:[^"\\]|\\.)*"/, with: "q")
    #expect(bare.wholeMatch(of: /[\p{L}\p{N}() OR^.~\n]*/) != nil, "\(outcome.output)")
  }

  @Test func filtersAreLeftOutAndSaid() throws {
    let outcome = try Self.expand("Khmeimim lang:ru date:2024", "--to", "lucene", "--exact")
    #expect(outcome.output == "khmeimim\n")
    #expect(outcome.messages.contains("lang:ru"))
    #expect(outcome.messages.contains("date:"))
    #expect(try Self.expand("lang:ru", "--to", "lucene").code == 2)
  }

  @Test func aListIsWrittenLineByLine() throws {
    let desk = try Self.indexed.get()
    try desk.write("../people.txt", "Khmeimim\nAhmad Shara\n\"\n")
    let lines = try Self.expand("--batch", "people.txt", "--to", "datashare-batch", "--names")
    #expect(lines.code == 2)
    #expect(
      lines.output.split(separator: "\r\n").count == 2
        || lines.output.split(separator: "\n").count == 2)
    #expect(lines.output.contains("\"\"ahmad shara\"\""))
    #expect(lines.messages.contains("line 3"))
    let search = try Self.expand("--batch", "people.txt", "--to", "elasticsearch", "--literal")
    let rows = search.output.split(separator: "\n")
    #expect(rows.count == 4)
    #expect(rows[0] == "{}" && rows[2] == "{}")
  }

  @Test func aVocabularyOfTermsIsWrittenAsTheEngineHasThem() throws {
    let desk = try Self.indexed.get()
    try desk.write(
      "../terms.tsv",
      "term\tdocuments\nأحمد\t5\nd'assad\t2\nkhmeimim\t9\nHmeimim\t1\nu v\t3\nx\ty\n")
    let made = try desk.run("vocabulary", "terms.tsv", "--output", "terms.vocabulary")
    #expect(made.code == 3)
    #expect(made.output == "5 forms of 4 terms; left out 1 term of several words or none\n")
    #expect(made.messages.contains("line 7: no count"))
    func written(_ query: String) throws -> String {
      try Self.expand(query, "--to", "lucene", "--vocabulary", "terms.vocabulary").output
    }
    #expect(try written("Ahmad").contains("أحمد"))
    #expect(try !written("Ahmad").contains("احمد"))
    #expect(try written("Assad").contains("\"d'assad\""))
    #expect(try written("Khmeimim").contains("Hmeimim"))
  }

  @Test func whatIsNoVocabularyIsRefusedInASentence() throws {
    let desk = try Self.indexed.get()
    try desk.write("../broken", "not a vocabulary")
    let outcome = try Self.expand("x", "--to", "lucene", "--vocabulary", "broken")
    #expect(outcome.code == 2)
    #expect(outcome.messages.contains("allonym vocabulary"))
    let empty = try desk.run("vocabulary", "/dev/null", "--output", "none")
    #expect(empty.code == 2)
    #expect(empty.messages.contains("no word"))
  }
}
