// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Testing

struct CSVTests {
  @Test("A row is a document where the first row names the columns")
  func rows() throws {
    let table = """
      id,title,text,date,lang,other
      a-1,Title,"Text, with ""quotes""
      on two lines",2024-12-04T10:00,ar-SY,x
      a-2,,Second,,,
      """
    let documents = try read(table.utf8, as: "a.csv").map { try $0.get() }
    #expect(documents.map(\.id) == ["a-1", "a-2"])
    #expect(documents.map(\.text) == ["Text, with \"quotes\"\non two lines", "Second"])
    #expect(documents.map(\.title) == ["Title", "Second"])
    #expect(documents.map(\.date) == ["20241204", nil])
    #expect(documents.map(\.language) == ["ar", nil])
    #expect(documents.map(\.line) == [2, 4])
    #expect(documents.allSatisfy { $0.type == .csv })
  }

  @Test(
    "The separator is found, with a byte order mark, capitals and any line ends or not",
    arguments: [",", ";", "\t", "|"], ["\n", "\r\n"])
  func separators(separator: String, end: String) throws {
    let rows = [
      ["ID", " Text "], ["1", "\"a\(separator)b, c; d\""], ["2", "é"], [""], ["3", "\"\""],
    ]
    let table = rows.map { $0.joined(separator: separator) }.joined(separator: end)
    for mark in ["", "\u{FEFF}"] {
      let documents = try read((mark + table).utf8, as: "a.csv").map { try $0.get() }
      #expect(documents.map(\.id) == ["1", "2", "3"])
      #expect(documents.map(\.text) == ["a\(separator)b, c; d", "é", ""])
    }
  }

  @Test("Columns are taken by the names given")
  func fields() throws {
    let fields = RecordFields(id: "nr", title: "head", text: "body", date: "day")
    let results = try read(
      "nr\thead\tbody\tday\n7\tH\t5\" disk\t2024-12-04".utf8, as: "a.tsv", fields: fields)
    let document = try #require(results.first).get()
    #expect(document.id == "7" && document.title == "H" && document.date == "20241204")
    #expect(document.text == "5\" disk")
  }

  @Test("A column of text that was named and is not there is reported with those that are")
  func missingColumn() throws {
    let fields = RecordFields(text: "body")
    let failure = try read("id,text\n1,a".utf8, as: "a.csv", fields: fields).first?.failure
    #expect(failure?.reason.contains("no column \"body\"") == true)
    #expect(failure?.reason.contains("\"id\", \"text\"") == true)
  }

  @Test(
    "A row that is none is reported with its line, and the rest goes on",
    arguments: [
      ("2", "has 1 cells"),
      ("\"2\"x,b", "has more in a cell after its closing quote"),
    ])
  func ragged(row: String, reason: String) throws {
    let results = try read("id,text\n1,\"a\na\"\n\(row)\n3,c\n".utf8, as: "a.csv")
    #expect(results.count == 3)
    #expect(results[1].failure?.line == 4)
    #expect(results[1].failure?.kind == .badRecord)
    #expect(results[1].failure?.reason.hasPrefix(reason) == true, "\(results[1])")
    #expect(try results[2].get().id == "3")
  }

  @Test("A row with more cells than columns is read with all its words, and told")
  func extraCells() throws {
    let results = try read("id,text\n1,a\n2,b,c,d\n3,c\n".utf8, as: "a.csv")
    #expect(results.count == 4)
    #expect(try results[1].get().text == "b\nc\nd")
    #expect(
      results[2].failure?.reason
        == "has 4 cells where the first row names 2 columns: the others are read as text")
    #expect(results[2].failure?.line == 3)
  }

  @Test("A byte that is wrong in a table of few rows costs itself alone")
  func wrongBytes() throws {
    let table = Array("id,text\n1,good\n2,b".utf8) + [0xff] + Array("ad bad\n4,nul".utf8) + [0]
    let results = try read(table + Array("inside\n5,last\n".utf8), as: "a.csv")
    #expect(results.compactMap { try? $0.get().id } == ["1", "2", "4", "5"])
    #expect(!results.compactMap(\.failure).isEmpty)
  }

  @Test("A quote that is never closed is reported where it opens")
  func openQuote() throws {
    let results = try read("id,text\n1,a\n2,\"b\n3,c\n".utf8, as: "a.csv")
    #expect(results.map(\.failure?.line) == [nil, 3])
    #expect(results[1].failure?.reason.contains("never closed") == true)
  }

  @Test(
    "A file cut into batches of any size gives the same documents", arguments: [1, 7, 64, 1000])
  func batches(size: Int) throws {
    let rows = (1...60).map { "\($0),\"\(String(repeating: "я\n\"\"", count: $0 % 5))\",x" }
    let table = "id,text,other\n" + rows.joined(separator: "\r\n")
    let whole = try read(table.utf8, as: "a.csv").map { try $0.get() }
    let cut = try read(table.utf8, as: "a.csv", batchSize: size).map { try $0.get() }
    #expect(whole.count == 60 && cut.map(\.id) == whole.map(\.id))
    #expect(cut.map(\.text) == whole.map(\.text) && cut.map(\.line) == whole.map(\.line))
  }

  @Test("A table without a column of text is one document, named by its file")
  func table() throws {
    let document = try document("name;year\nХмеймим;2015\n\"a;b\";2016".utf8, as: "a.csv")
    #expect(document.text == "name\tyear\nХмеймим\t2015\na;b\t2016\n")
    #expect(document.title == "a.csv" && document.line == nil)
  }

  @Test(
    "Tables of Excel tell their separator, and those of old Macintoshes end lines in their way",
    arguments: ["sep=;\nid;text\n1;Tartus\n", "id,text\r1,Tartus\r", "id, text\n1, \"Tartus\"\n"])
  func programs(table: String) throws {
    let documents = try read(table.utf8, as: "a.csv").map { try $0.get() }
    #expect(documents.map { Title.trimmed($0.text) } == ["Tartus"] && documents.map(\.id) == ["1"])
  }

  @Test("A row without its last empty cells is read, one without its text is reported")
  func ragged() throws {
    let results = try read("id,text,note\n1,Tartus\n2\n3,Hmeimim,x,,\n".utf8, as: "a.csv")
    #expect(results.compactMap { try? $0.get().text } == ["Tartus", "Hmeimim"])
    #expect(results.compactMap(\.failure).map(\.line) == [3])
  }

  @Test(
    "Days are read as people write them",
    arguments: [
      "06.01.2020", "6/1/2020 10:30", "2020-01-06 10:00", "6 января 2020 г.", "6 Jan 2020",
      "January 6, 2020",
      "06-01-20", "6 يناير 2020", "6 كانون الثاني 2020", "Mon, 6 Jan 2020 10:00:00 +0000",
    ])
  func days(written: String) throws {
    let rows = try read("text,date\nTartus,\"\(written)\"\n".utf8, as: "a.csv")
    #expect(try rows.map { try $0.get().date } == ["20200106"])
  }
}

private enum Title {
  static func trimmed(_ text: String) -> String {
    text.split(separator: " ").joined(separator: " ")
  }
}
