// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Testing

let queryTestFields: QueryFields = [
  "title": .text, "path": .exact, "type": .exact, "lang": .exact, "id": .exact, "date": .date,
]

/// A query and its canonical form.
struct Reading: CustomTestStringConvertible, Sendable {
  let query: String
  let form: String
  let notes: Int

  init(_ query: String, _ form: String, notes: Int = 0) {
    self.query = query
    self.form = form
    self.notes = notes
  }

  var testDescription: String { query.debugDescription }
}

func check(_ reading: Reading) throws {
  let parsed = try ParsedQuery(reading.query, fields: queryTestFields)
  #expect(parsed.root.description == reading.form)
  #expect(parsed.notes.count == reading.notes, "\(parsed.notes)")
}

@Test(
  "Operators bind as documented",
  arguments: [
    Reading("a", "a"),
    Reading("a b c", "(a b c)"),
    Reading("a b OR c d", "(a (b OR c) d)"),
    Reading("a AND b c", "(+(a AND b) c)"),
    Reading("a AND b OR c AND d", "((a AND b) OR (c AND d))"),
    Reading("a AND (b OR c)", "(a AND (b OR c))"),
    Reading("a && b || c", "((a AND b) OR c)"),
    Reading("a AND (b AND c)", "(a AND b AND c)"),
    Reading("a -b", "(a -b)"),
    Reading("a NOT b", "(a -b)"),
    Reading("a AND NOT b", "(a AND (NOT b))"),
    Reading("a OR -b", "(a OR (NOT b))"),
    Reading("NOT a b", "(-a b)"),
    Reading("-a", "(NOT a)"),
    Reading("NOT a", "(NOT a)"),
    Reading("NOT NOT a", "a"),
    Reading("-a -b", "(NOT (a OR b))"),
    Reading("-(a b)", "(NOT (a b))"),
    Reading("(-a) b", "(-a b)"),
    Reading("a -(-b)", "(a +b)"),
    Reading("+a b", "(+a b)"),
    Reading("+a", "a"),
    Reading("+a AND +b", "(a AND b)"),
    Reading("((a)) ((b c))", "(a (b c))"),
    Reading("(a)(b)", "(a b)"),
    Reading("a And b or c", "(a And b or c)", notes: 1),
  ])
func operatorsBindAsDocumented(_ reading: Reading) throws { try check(reading) }

@Test(
  "NEAR joins words, groups and the words of phrases",
  arguments: [
    Reading("a NEAR b", "(a NEAR/10 b)"),
    Reading("a NEAR/3 b c", "((a NEAR/3 b) c)"),
    Reading("a NEAR/3 b NEAR/5 c", "(a NEAR/5 b NEAR/5 c)"),
    Reading("a NEAR (b OR c)", "(a NEAR/10 (b OR c))"),
    Reading("(a b) NEAR c", "(a NEAR/10 b NEAR/10 c)"),
    Reading("\"a\" NEAR b", "(\"a\" NEAR/10 b)"),
    Reading("\"a b\" NEAR/4 c", "(\"a b\" AND (\"a\" NEAR/4 \"b\" NEAR/4 c))"),
    Reading("NOT a NEAR b", "(NOT (a NEAR/10 b))"),
    Reading("a NEAR b AND c", "((a NEAR/10 b) AND c)"),
    Reading("title:(a NEAR b)", "(title:a NEAR/10 title:b)"),
    Reading("=a NEAR ~b*", "(=a NEAR/10 ~b*)"),
    Reading("Assad NEAR/x b", "(Assad NEAR/x b)"),
  ])
func nearJoinsWords(_ reading: Reading) throws { try check(reading) }

@Test(
  "Quotes of all kinds make phrases",
  arguments: [
    Reading("\"Ahmad al-Shara\"", "\"Ahmad al-Shara\""),
    Reading("“Ahmad al-Shara”", "\"Ahmad al-Shara\""),
    Reading("„Ahmad al-Shara“", "\"Ahmad al-Shara\""),
    Reading("«\u{202F}Ахмед аш-Шараа\u{202F}»", "\"Ахмед аш-Шараа\""),
    Reading("»أحمد الشرع«", "\"أحمد الشرع\""),
    Reading("\u{200F}\"أحمد الشرع\"\u{200F}", "\"أحمد الشرع\""),
    Reading("“Ahmad al-Shara\"", "\"Ahmad al-Shara\""),
    Reading("«a \"b\" c»", "«a \"b\" c»"),
    Reading("=\"a b\" ~“c d” -\"e f\"", "(=\"a b\" ~\"c d\" -\"e f\")"),
    Reading("title:\"a b\"", "title:\"a b\""),
    Reading("\"a\"b", "(\"a\" b)"),
    Reading("\"a b", "\"a b\"", notes: 1),
    Reading("x \"a b AND c", "(x +(\"a b\" AND c))", notes: 1),
    Reading("(\"a b) AND c", "(\"a b\" AND c)", notes: 1),
    Reading("5\" pipe", "(5 pipe)", notes: 1),
    Reading("a b\"", "(a b)", notes: 1),
    Reading("“a b", "(a b)", notes: 1),
    Reading("a» b", "(a b)", notes: 1),
    Reading("רמטכ\"ל", "רמטכ\"ל", notes: 1),
    Reading("\"a*\"", "\"a*\"", notes: 1),
  ])
func quotesMakePhrases(_ reading: Reading) throws { try check(reading) }

@Test(
  "Names and other words with signs in them stay words",
  arguments: [
    Reading("al-Shara", "al-Shara"), Reading("Shar'", "Shar'"), Reading("As'ad", "As'ad"),
    Reading("O'Brien", "O'Brien"), Reading("d’Assad", "d’Assad"), Reading("'Ali", "'Ali"),
    Reading("AT&T", "AT&T"), Reading("C++", "C++"), Reading("-5", "-5"), Reading("a -5", "(a -5)"),
    Reading("http://x.org/a:b", "http://x.org/a:b"), Reading("12:30", "12:30"),
    Reading("a=b", "a=b"), Reading("std::map", "std::map"), Reading("C:\\x", "C:\\x"),
    Reading("AND", "AND", notes: 1), Reading("OR", "OR", notes: 1),
    Reading("NEAR", "NEAR", notes: 1),
    Reading("foo:bar", "foo:bar", notes: 1), Reading("titel:bar", "titel:bar", notes: 1),
    Reading("foo:\"a b\"", "(foo \"a b\")", notes: 1),
    Reading("-foo:(a b)", "(NOT (foo (a b)))", notes: 1),
    Reading("--exact a", "(exact a)", notes: 1),
    Reading("a*", "a*"), Reading("a*b", "a*b"), Reading("*a*", "a*", notes: 1),
    Reading("=a ~b +=c -~d", "(=a ~b +=c -~d)"), Reading("=(a b)", "(=a =b)"),
  ])
func namesStayWords(_ reading: Reading) throws { try check(reading) }

@Test(
  "Fields take words, phrases, groups, values and dates",
  arguments: [
    Reading("title:a b", "(title:a b)"),
    Reading("TITLE:a", "title:a"),
    Reading("title: a", "title:a", notes: 1),
    Reading("title:(a OR b)", "(title:a OR title:b)"),
    Reading("title:(+a -b lang:ru)", "(+title:a -title:b +lang:\"ru\")"),
    Reading("title:=a* ~title:b", "(title:=a* title:~b)"),
    Reading("title:-a", "title:-a"),
    Reading("title:path:x", "title:path:x"),
    Reading("a lang:ar lang:ru", "(a +(lang:\"ar\" OR lang:\"ru\"))"),
    Reading("a -lang:ar", "(a -lang:\"ar\")"),
    Reading("lang:(ar ru)", "(lang:\"ar\" OR lang:\"ru\")"),
    Reading("path:/news/* a", "(+path:/news/* a)"),
    Reading("path:\"/a b/c (1)\"", "path:\"/a b/c (1)\""),
    Reading("a date:2024", "(a +date:20240101..20241231)"),
    Reading("date:2024-01..2024-06", "date:20240101..20240630"),
    Reading("date:2024-02", "date:20240201..20240229"),
    Reading("date:>=2024-01-05", "date:20240105..99991231"),
    Reading("date:>2024-02", "date:20240301..99991231"),
    Reading("date:<2024", "date:00010101..20231231"),
    Reading("date:≤2024/3/1", "date:00010101..20240301"),
    Reading("date:..2023", "date:00010101..20231231"),
    Reading("date:2023…", "date:20230101..99991231"),
    Reading("date:٢٠٢٤", "date:20240101..20241231"),
    Reading("date:(2023 OR 2024)", "(date:20230101..20231231 OR date:20240101..20241231)"),
    Reading("date:\"2024-01 .. 2024-02\"", "date:20240101..20240229"),
    Reading("-date:20240105", "(NOT date:20240105..20240105)"),
  ])
func fieldsTakeValues(_ reading: Reading) throws { try check(reading) }

@Test(
  "What cannot be meant is ignored with a note",
  arguments: [
    Reading("AND a", "a", notes: 1), Reading("a AND", "a", notes: 1),
    Reading("a AND OR b", "(a OR b)", notes: 1), Reading("a AND AND b", "(a AND b)", notes: 1),
    Reading("a NOT", "a", notes: 1), Reading("a NEAR", "a", notes: 1),
    Reading("(AND a OR)", "a", notes: 2),
    Reading("a ()", "a", notes: 1), Reading("a \"\"", "a", notes: 1),
    Reading("a * b", "(a b)", notes: 1), Reading("a - b", "(a b)", notes: 1),
    Reading("AT & T", "(AT T)", notes: 1), Reading("a :)", "a", notes: 2),
    Reading("(a b", "(a b)", notes: 1), Reading("a) b", "(a b)", notes: 1),
    Reading("a title:", "a", notes: 1), Reading("a lang:\"\"", "a", notes: 1),
    Reading("a\u{0}b\tc\nd", "(a b c d)"),
  ])
func theMeaninglessIsIgnored(_ reading: Reading) throws { try check(reading) }
