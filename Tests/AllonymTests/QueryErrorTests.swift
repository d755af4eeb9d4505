// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Testing

func queryError(_ query: String) -> QueryError? {
  do throws(QueryError) {
    _ = try ParsedQuery(query, fields: queryTestFields)
    return nil
  } catch {
    return error
  }
}

@Test(
  "An error says what to do and points at the place",
  arguments: [
    ("", "empty", "^"),
    (" \t ", "empty", "^~~"),
    ("*", "Nothing to look for", "^"),
    ("a-b OR (", "", ""),
    ("?! ...", "Nothing to look for", "^~"),
    ("()", "Nothing to look for", "^~"),
    ("\"\"", "Nothing to look for", "^~"),
    ("AND OR", "Nothing to look for", "^~~"),
    ("a date:2024-13", "no month 13", "       ^~~~~~~"),
    ("date:2023-02-29", "01 to 28", "     ^~~~~~~~~~"),
    ("date:2024..2023", "write date:2023..2024", "     ^~~~~~~~~~"),
    ("date:05.01.24", "is no date", "     ^~~~~~~~"),
    ("date:..", "is no date", "     ^~"),
    ("date:tomorrow", "is no date", "     ^~~~~~~~"),
    ("date:>9999", "No date comes after", "     ^~~~~"),
    ("date:0000", "Years go from", "     ^~~~"),
    ("a NEAR/0 b", "distance from 1", "  ^~~~~~"),
    ("a NEAR -b", "NEAR needs", "  ^~~~"),
    ("a NEAR (b AND lang:ru)", "write AND here", "                   ^~"),
    ("title:a NEAR b", "same field", "      ^~~~~~~~"),
    (
      Array(repeating: "a", count: 17).joined(separator: " NEAR "), "at most 16 words",
      "^" + String(repeating: "~", count: 112)
    ),
  ])
func anErrorPointsAtThePlace(_ row: (query: String, message: String, caret: String)) throws {
  guard !row.message.isEmpty else {
    #expect(queryError(row.query) == nil)
    return
  }
  let error = try #require(queryError(row.query))
  #expect(error.message.contains(row.message), "\(error.message)")
  let lines = error.excerpt(of: row.query).split(separator: "\n", omittingEmptySubsequences: false)
  #expect(lines.count == 2)
  #expect(lines.last.map(String.init) == row.caret)
}

@Test("A note names the field that was likely meant, or all fields")
func aNoteNamesFields() throws {
  let slip = try ParsedQuery("titel:Assad", fields: queryTestFields)
  #expect(slip.notes.first?.message.contains("did you mean title:") == true)
  #expect(slip.notes.first?.range == 0..<5)
  let unknown = try ParsedQuery("author:Assad", fields: queryTestFields)
  #expect(
    unknown.notes.first?.message.contains("date, id, lang, path, title, type") == true)
}

@Test("Ranges count the bytes of the query, whatever the script")
func rangesCountBytes() throws {
  let query = "Асад “أحمد الشرع” \u{200F}=دمشق"
  let root = try ParsedQuery(query, fields: queryTestFields).root
  guard case .words(let clauses) = root else {
    Issue.record("\(root)")
    return
  }
  let bytes = Array(query.utf8)
  let texts = clauses.map { String(decoding: bytes[$0.node.range], as: UTF8.self) }
  #expect(texts == ["Асад", "“أحمد الشرع”", "دمشق"])
}

@Test("An excerpt is a window on a long query, safe to print, with marks over no column")
func anExcerptIsSafeToPrint() throws {
  let long =
    String(repeating: "слово ", count: 400) + "date:2024-13 " + String(repeating: "x ", count: 300)
  let error = try #require(queryError(long))
  let lines = error.excerpt(of: long).split(separator: "\n").map(String.init)
  #expect(lines[0].unicodeScalars.count == 202)
  #expect(lines[0].hasPrefix("…") && lines[0].hasSuffix("…"))
  let caret = try #require(lines[1].firstIndex(of: "^"))
  let column = lines[1].distance(from: lines[1].startIndex, to: caret)
  #expect(lines[0].dropFirst(column).hasPrefix("2024-13"))

  let marked = "Shar\u{301}a\u{1B}[31m date:24"
  let shown = try #require(queryError(marked)).excerpt(of: marked)
  #expect(shown == "Shar\u{301}a␛[31m date:24\n                ^~")
}

@Test("Limits stop what is too long or too deep")
func limitsStopTheHuge() throws {
  let deep = String(repeating: "(", count: 10_000) + "a" + String(repeating: ")", count: 10_000)
  #expect(queryError(deep)?.range == 100..<101)
  #expect(queryError(String(repeating: "a ", count: 1_001))?.range == 2_000..<2_001)
  #expect(queryError(String(repeating: "a-", count: 50_000)) != nil)
  #expect(queryError("\"" + String(repeating: "a ", count: 50_000) + "\"") != nil)
  #expect(queryError(String(repeating: "a", count: 100_000)) == nil)
  #expect(queryError(String(repeating: "NOT ", count: 25_000) + "a") == nil)
  #expect(queryError(String(repeating: "(a AND ", count: 100) + "b") == nil)
}

@Test("A literal query reads no syntax")
func aLiteralReadsNoSyntax() throws {
  let node = try QueryNode.literal("Who is -al-Shara AND \"what\" (lang:ru) ?")
  guard case .words(let clauses) = node else {
    Issue.record("\(node)")
    return
  }
  let words = clauses.compactMap { if case .word(let word) = $0.node { word.text } else { nil } }
  #expect(words == ["Who", "is", "-al-Shara", "AND", "\"what\"", "(lang:ru)"])
  #expect(clauses.allSatisfy { $0.occurrence == .should })
  #expect(throws: QueryError.self) { try QueryNode.literal(" ?! ") }
}
