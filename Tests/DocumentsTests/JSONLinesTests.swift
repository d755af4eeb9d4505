// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Testing

struct JSONLinesTests {
  @Test("A line is a document, with all that it says")
  func members() throws {
    let line =
      #"{"id":"a-1","title":" Title ","text":"Text","date":"2024-12-04T10:00","lang":"ru-RU"}"#
    let document = try document(line.utf8, as: "a.jsonl")
    #expect(document.id == "a-1" && document.title == "Title" && document.text == "Text")
    #expect(document.date == "20241204" && document.language == "ru" && document.line == 1)
    #expect(document.type == .jsonLines && document.titleOrigin == .declared)
  }

  @Test(
    "Identifiers, texts and titles are read as they are meant",
    arguments: [
      (#"{"id":7,"text":"t"}"#, "7", "t", "t"), (#"{"id":1.5,"text":"t"}"#, "1.5", "t", "t"),
      (#"{"text":"t","title":null}"#, nil, "t", "t"),
      (#"{"text":"","title":""}"#, nil, "a.jsonl", ""),
      (#"{"id":18446744073709551615,"text":"t"}"#, "18446744073709551615", "t", "t"),
      (#"{"text":"no","text":"\u062d\ud83d\ude00\n","x":[{"text":"no"}]}"#, nil, "ح😀", "ح😀\n"),
      ("\t {\"text\":\"t\"} \r", nil, "t", "t"),
    ] as [(String, String?, String, String)])
  func values(line: String, id: String?, title: String, text: String) throws {
    let document = try document(line.utf8, as: "a.jsonl")
    #expect(document.id == id && document.title == title && document.text == text)
  }

  @Test("A long first line is cut at a word to be a title")
  func longTitle() throws {
    let text = String(repeating: "слово ", count: 50)
    let title = try document(#"{"text":"\#(text)"}"#.utf8, as: "a.jsonl").title
    #expect(title.hasSuffix("слово…") && title.count <= 121)
  }

  @Test("Other names of members are used when given")
  func fields() throws {
    let fields = RecordFields(id: "n", title: "t", text: "b", date: "d", language: "l")
    let line = #"{"n":1,"t":"T","b":"B","d":"2024-12-04","l":"ar","text":"no"}"#
    let document = try #require(try read(line.utf8, as: "a.ndjson", fields: fields).first).get()
    #expect(document.id == "1" && document.title == "T" && document.text == "B")
    #expect(document.date == "20241204" && document.language == "ar")
  }

  @Test(
    "A bad line is a failure that names it, and the rest goes on",
    arguments: [
      ("{\"text\":", "is not a JSON object"), ("[]", "is not a JSON object"),
      ("nonsense", "is not a JSON object"), (#"{"text":"t"} x"#, "is not a JSON object"),
      (#"{"text":"\ud800"}"#, "is not a JSON object"),
      (#"{"text":"\udc00x"}"#, "is not a JSON object"),
      (#"{"title":"t"}"#, "has no text"), (#"{"text":null}"#, "has no text"),
      (#"{"text":["t"]}"#, "has a member \"text\" that is not a string"),
      (#"{"id":{},"text":"t"}"#, "has a member \"id\" that is not a string or a number"),
      (String(repeating: "[", count: 100_000), "is not a JSON object"),
    ])
  func badLine(line: String, reason: String) throws {
    let results = try read("{\"text\":\"a\"}\n\(line)\n{\"text\":\"b\"}\n".utf8, as: "a.jsonl")
    #expect(results.count == 3)
    #expect(try results[0].get().text == "a" && results[2].get().text == "b")
    #expect(results[1].failure?.line == 2)
    #expect(results[1].failure?.reason.hasPrefix(reason) == true, "\(results[1])")
    #expect(try results[2].get().line == 3)
  }

  @Test("Bytes that are not UTF-8 spoil their line only")
  func brokenBytes() throws {
    let bytes = Array("{\"text\":\"".utf8) + [0xd5, 0xec] + Array("\"}\n{\"text\":\"b\"}".utf8)
    let results = try read(bytes, as: "a.jsonl")
    #expect(results[0].failure?.line == 1)
    #expect(try results[1].get().text == "b")
  }

  @Test(
    "A file in another encoding is read as text files are, and its bad lines are named",
    arguments: ["UTF-16", "UTF-16LE", "UTF-32", "windows-1251", "koi8-r"])
  func encodings(name: String) throws {
    let text = "Корабли идут из порта Тартус к базе Хмеймим, и никто не знает, когда они вернутся"
    let lines = (1...9).map { $0 == 5 ? "{bad" : #"{"id":\#($0),"text":"\#(text) \#($0)"}"# }
    let folder = try TemporaryFolder()
    let path = try folder.write(lines.joined(separator: "\n").utf8, to: "a.txt").shown
    try #require(
      systemCommand("iconv -f UTF-8 -t \(name) '\(path)' > '\(path).jsonl'; rm '\(path)'"))
    let reader = DocumentReader()
    let results = reader.workItems(of: FolderWalk.walkResult(of: [folder.path]).files)
      .flatMap(reader.read)
    #expect(
      results.compactMap { try? $0.get().text } == [1, 2, 3, 4, 6, 7, 8, 9].map { "\(text) \($0)" })
    #expect(results.compactMap { try? $0.get().line } == [1, 2, 3, 4, 6, 7, 8, 9])
    #expect(results.compactMap(\.failure?.line) == [5])
  }

  @Test("What is in no encoding that can be detected fails line by line")
  func noEncoding() throws {
    let line: [UInt8] = Array("{\"text\":\"".utf8) + [0xff, 0x81] + Array("\"}\n".utf8)
    let failures = try read(line + line, as: "a.jsonl").compactMap(\.failure)
    #expect(failures.map(\.line) == [1, 2])
    #expect(failures.map(\.kind) == [.badRecord, .badRecord])
  }

  @Test(
    "Line ends of every kind, byte order mark and blank lines are no matter",
    arguments: ["\n", "\r\n", "\n\n", "\n \t\r\n"], ["", "\u{FEFF}"])
  func lineEnds(end: String, mark: String) throws {
    for last in ["", end] {
      let content = mark + #"{"text":"a"}"# + end + #"{"text":"b"}"# + last
      #expect(try read(content.utf8, as: "a.jsonl").map { try $0.get().text } == ["a", "b"])
    }
  }

  @Test(
    "A file cut into batches of any size gives the same documents", arguments: [1, 7, 64, 1000])
  func batches(size: Int) throws {
    let lines = (1...60).map { number in
      number % 7 == 0
        ? "" : #"{"id":\#(number),"text":"\#(String(repeating: "я", count: number))"}"#
    }
    let content = lines.joined(separator: "\n")
    let whole = try read(content.utf8, as: "a.jsonl").map { try $0.get() }
    let cut = try read(content.utf8, as: "a.jsonl", batchSize: size).map { try $0.get() }
    #expect(cut.map(\.id) == whole.map(\.id) && cut.map(\.text) == whole.map(\.text))
    #expect(cut.map(\.line) == cut.map { $0.id.flatMap { Int($0) } })
    #expect(cut.count == 52)
  }

  @Test("The bytes of the items add up to those of the files")
  func progress() throws {
    let folder = try TemporaryFolder()
    try folder.write(String(repeating: "{\"text\":\"a\"}\n", count: 500).utf8, to: "a.jsonl")
    try folder.write("text".utf8, to: "b.txt")
    try folder.write([], to: "c.jsonl")
    let walkResult = FolderWalk.walkResult(of: [folder.path])
    let items = Array(DocumentReader(batchSize: 100).workItems(of: walkResult.files))
    #expect(items.count > 50)
    #expect(items.reduce(0) { $0 + $1.bytes } == walkResult.files.reduce(0) { $0 + $1.size })
  }

  @Test("A line beyond the limit is a failure and the next one is read")
  func longLine() throws {
    let long = Array(repeating: UInt8(ascii: "x"), count: FileLimits.longestLine + 1)
    let results = try read(long + Array("\n{\"text\":\"b\"}".utf8), as: "a.jsonl")
    #expect(results.map(\.failure?.line) == [1, nil])
    #expect(results[0].failure?.reason == "is longer than 64 MiB and is left out")
    #expect(try results[1].get().line == 2)
  }
}
