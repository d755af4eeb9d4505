// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Glibc
import Testing

/// The program that was built with the tests and lies beside their bundle.
private let unruly: String = {
  let arguments = CommandLine.arguments
  let bundle = arguments.first { $0.hasSuffix(".xctest") } ?? arguments[0]
  return bundle.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    .joined(separator: "/") + "/UnrulyReader"
}()

struct ApartReadingTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// What is made of the folder's files.
  private func results(seconds: Int = 60, memory: Int = 3 << 30)
    -> [Result<SourceDocument, ReadFailure>]
  {
    let program = ReaderProgram(path: unruly, seconds: seconds, memory: memory)
    let reader = DocumentReader(program: program)
    let items = Array(reader.workItems(of: FolderWalk.survey(of: [folder.path]).files))
    let reading = ReadingAhead(items, by: reader)
    var results: [Result<SourceDocument, ReadFailure>] = []
    for _ in items { reading.next { results.append($0) } }
    return results
  }

  private func writePages(around name: String) throws {
    for number in 0..<20 { try folder.write("<p>page \(number)".utf8, to: "\(10 + number).html") }
    try folder.write("<p>hostile".utf8, to: "15-\(name).html")
    try folder.write("plain text".utf8, to: "16-\(name).txt")
  }

  @Test(
    "A file that brings its reader down fails with the reason, and all others are read",
    .timeLimit(.minutes(10)),
    arguments: [
      ("crash", FailureKind.crash, "makes its reader crash (signal 11)"),
      ("hang", .tooCostly, "takes too long to read (1 s)"),
      ("memory", .tooCostly, "takes more than 600 MiB of memory"),
      ("killed", .system, "was not read to its end: its reader was ended from outside (signal 9)"),
    ])
  func unrulyFile(name: String, kind: FailureKind, reason: String) throws {
    try writePages(around: name)
    let results = results(seconds: name == "hang" ? 1 : 30, memory: 600 << 20)
    let failures = results.compactMap(\.failure)
    #expect(failures.map(\.kind) == [kind])
    #expect(failures.first?.reason.hasPrefix(reason) == true, "\(failures)")
    #expect(failures.first?.path.hasSuffix("15-\(name).html") == true)
    let texts = results.compactMap { try? $0.get().text }
    let pages = (0..<20).map { "page \($0)" }
    #expect(texts == pages[...5] + ["plain text"] + pages[6...])
  }

  @Test("Every file may bring its reader down", .timeLimit(.minutes(10)))
  func manyCrashes() throws {
    for number in 0..<30 { try folder.write("<p>x".utf8, to: "crash\(number).html") }
    #expect(results().map(\.failure?.kind) == Array(repeating: .crash, count: 30))
  }

  @Test("A reader changes no file, reaches no network and runs no program")
  func confined() throws {
    let path = try folder.write("<p>kept".utf8, to: "write.html").shown
    #expect(results().first?.failure?.reason.contains("crash: ") == true)
    #expect(systemCommand("grep -q kept '\(path)' && [ ! -e '\(path).new' ]"))
  }

  @Test("What is read apart is the same as what is read here", arguments: [true, false])
  func same(isAhead: Bool) throws {
    for name in ["doc.docx", "doc.odt", "doc.rtf", "doc.epub", "s.pptx", "sheet.ods", "scan.pdf"] {
      try folder.write(fixture(name), to: name)
    }
    try folder.write("текст".utf8, to: "a.txt")
    let old = "Корабли идут из порта".unicodeScalars.map {
      $0.value < 0x80 ? UInt8($0.value) : UInt8(($0.value + 0xb0) & 0xff)  // Windows-1251
    }
    try folder.write(old, to: "b.txt")
    try folder.write("# Заголовок\n\nтекст".utf8, to: "c.md")
    try folder.write([], to: "d.html")
    var archive = ZIPFile(["x.jsonl": "{\"id\":1,\"text\":\"a\"}\n{bad\n", "y.html": "<p>b"])
    archive.add("in.pdf", try fixture("arabic.pdf"))
    archive.add("deeper.zip", ZIPFile(["z.txt": "c"]).bytes)
    try folder.write(archive.bytes, to: "e.zip")
    let reader = DocumentReader()
    let items = reader.workItems(of: FolderWalk.survey(of: [folder.path]).files)
    let here = items.flatMap(reader.read)
    #expect(here.count > 14)
    if isAhead {
      #expect(results() == here)
    } else {
      let apart = DocumentReader(program: ReaderProgram(path: unruly))
      #expect(items.flatMap(apart.read) == here)
    }
  }

  @Test("A program that is no reader is told, and text is read without it")
  func noReader() throws {
    try folder.write("<p>x".utf8, to: "a.html")
    try folder.write("text".utf8, to: "b.txt")
    // Whether a program is seen to end before or after it is written to is a matter of chance.
    let programs = [
      ("/nowhere/reader", ["does not start"]), ("/bin/true", ["reader crash", "ends at once"]),
    ]
    for (path, reasons) in programs {
      let reader = DocumentReader(program: ReaderProgram(path: path))
      let results = reader.workItems(of: FolderWalk.survey(of: [folder.path]).files)
        .flatMap(reader.read)
      let reason = results[0].failure?.reason ?? ""
      #expect(reasons.contains(where: reason.contains), "\(results[0])")
      #expect(try results[1].get().text == "text")
    }
  }
}
