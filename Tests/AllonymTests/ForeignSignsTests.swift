// SPDX-License-Identifier: GPL-2.0-or-later
import Testing

@testable import Allonym

/// What users of other search programs type.
struct ForeignSignsTests {
  @Test(
    "Signs of other programs are read as what they mean, with a note",
    arguments: [
      ("port~1", "~port"), ("port^5", "port"), ("/port/", "port"), ("a W/5 b", "(a NEAR/5 b)"),
      ("a near/3 b", "(a NEAR/3 b)"), ("\"a b\"~5", "\"a b\""), ("type:word", nil),
    ] as [(String, String?)])
  func read(query: String, canonical: String?) throws {
    let parsed = try ParsedQuery(query, fields: Schema.queryFields)
    #expect(parsed.notes.count == 1)
    if let canonical { #expect(parsed.root.description == canonical) }
  }

  @Test(
    "In a query of two words “not” between them is the operator, elsewhere a word",
    arguments: [
      ("port not base", true), ("port and not base", true), ("to be or not to be", false),
    ])
  func not(query: String, isOperator: Bool) throws {
    let parsed = try ParsedQuery(query, fields: Schema.queryFields)
    #expect(parsed.notes.contains { $0.message.hasPrefix("Read “not” as NOT") } == isOperator)
    #expect(!parsed.notes.isEmpty, "who meant the other is told how to write it")
  }

  @Test(
    "A pattern fits words as its signs say",
    arguments: [
      ("kh?eimim", "khmeimim", true), ("*meimim", "khmeimim", true), ("kh*mim", "khmeimim", true),
      ("kh?meimim", "khmeimim", false), ("*eim*", "khmeimim", true), ("порт*с", "портас", true),
      ("k*im?m", "khmeimim", true), ("*meimi", "khmeimim", false),
    ])
  func pattern(text: String, word: String, fits: Bool) throws {
    #expect(try #require(QueryPattern(text)).matches(word) == fits)
  }

  @Test("A question is no pattern", arguments: ["who?", "port*", "a?", "?!"])
  func noPattern(text: String) {
    #expect(QueryPattern(text) == nil)
  }

  @Test(
    "Values are read as what was meant",
    arguments: [
      ("word", "type", ["docx", "doc"]), ("pdf,txt", "type", ["pdf", "txt"]),
      (".PDF", "type", ["pdf"]),
      ("english", "lang", ["en"]), ("ru-RU", "lang", ["ru"]), ("русский", "lang", ["ru"]),
    ])
  func values(text: String, field: String, values: [String]) {
    let (found, note) = QueryValues.values(of: text, in: field)
    #expect(found == values && note != nil)
    #expect(QueryValues.values(of: values[0], in: field).note == nil)
  }

  @Test("What no document can have is reported with what there is")
  func unknownValue() {
    #expect(QueryValues.values(of: "klingon", in: "lang").note?.contains(" ar, ") == true)
  }

  @Test(
    "A telephone number is found however it is grouped",
    arguments: [
      ["9161234567"], ["7", "916", "123", "45", "67"], ["89161234567"], ["8", "916", "1234567"],
    ])
  func telephone(digits: [String]) {
    let ways = DigitGroups.ways(of: digits)
    for way in [["9161234567"], ["916", "123", "45", "67"]] where way != digits {
      #expect(ways.contains(way), "\(ways)")
    }
    #expect(DigitGroups.areDay(["2024", "11", "03"]) && !DigitGroups.areDay(digits))
  }
}
