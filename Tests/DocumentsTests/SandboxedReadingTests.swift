import Glibc
import Testing

// SPDX-License-Identifier: GPL-2.0-or-later
@testable import Documents

/// The program that was built with the tests and lies beside their bundle.
private let unruly: String = {
  let arguments = CommandLine.arguments
  let bundle = arguments.first { $0.hasSuffix(".xctest") } ?? arguments[0]
  return bundle.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    .joined(separator: "/") + "/UnrulyReader"
}()

struct SandboxedReadingTests {
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
    let items = Array(reader.workItems(of: FolderWalk.walkResult(of: [folder.path]).files))
    let reading = ReadingAhead(items, by: reader)
    var results: [Result<SourceDocument, ReadFailure>] = []
    for _ in items { reading.next { results.append($0) } }
    return results
  }

  @Test(
    "Where what a program makes of a file cannot be handed over, the next file is itself",
    .enabled(if: isInstalled("pdftotext")))
  func lostOutput() throws {
    var handedOver = 0
    let queue = ReaderQueue(ReaderPool(ReaderProgram())) { bytes throws(Unreadable) in
      handedOver += 1
      if handedOver == 1 { throw .noMemory }
      return try MemoryFile(bytes)
    }
    for name in ["arabic.pdf", "rtl.pdf"] {
      let path = try folder.write(fixture(name), to: name)
      try queue.ask(.read(extras: false), of: OpenFile(path), path: path, type: .pdf)
    }
    #expect(throws: Unreadable.noMemory) { try queue.next() }
    guard case .document(let document) = try queue.next() else {
      Issue.record("The second file has no document")
      return
    }
    #expect(document.path.hasSuffix("rtl.pdf") && document.text.contains("Human Rights Watch"))
    #expect(try queue.next() == nil)
  }

  private func writePages(around name: String) throws {
    for number in 0..<20 { try folder.write("<p>page \(number)".utf8, to: "\(10 + number).html") }
    try folder.write("<p>hostile".utf8, to: "15-\(name).html")
    try folder.write("plain text".utf8, to: "16-text.txt")
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

  @Test("A fresh reader takes the place of one that has read its share", arguments: [true, false])
  func worn(byFiles: Bool) throws {
    for number in 0..<11 {
      try folder.write("<p>page \(number)".utf8, to: "weary\(10 + number).html")
    }
    var program = ReaderProgram(path: unruly)
    if byFiles { program.filesEach = 3 } else { program.bytesEach = 3 * 9 }
    let reader = DocumentReader(program: program)
    let items = Array(reader.workItems(of: FolderWalk.walkResult(of: [folder.path]).files))
    let reading = ReadingAhead(items, by: reader)
    var texts: [String] = []
    for _ in items { try reading.next { texts.append(try $0.get().text) } }
    #expect(texts == (0..<11).map { "page \($0)" })
    #expect(ReaderProgram().filesEach == 10_000 && ReaderProgram().bytesEach == 256 << 20)
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

  @Test("What is asked for ahead is read as what is asked for alone")
  func same() throws {
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
    let items = reader.workItems(of: FolderWalk.walkResult(of: [folder.path]).files)
    let here = items.flatMap(reader.read)
    #expect(here.count > 14)
    #expect(results() == here)
  }

  @Test(
    "A program that is no reader is reported, and no file is blamed for it",
    arguments: [
      ("/nowhere/reader", "No such file or directory"), ("/bin/true", "it ends without a word"),
      ("/bin/cat", "--help"),
    ])
  func noReader(path: String, detail: String) throws {
    try folder.write("<p>x".utf8, to: "a.html")
    try folder.write("text".utf8, to: "b.txt")
    let reader = DocumentReader(program: ReaderProgram(path: path))
    let walkResult = FolderWalk.walkResult(of: [folder.path], recognisedBy: reader)
    let results = reader.workItems(of: walkResult.files).flatMap(reader.read)
    #expect(results.map(\.failure?.kind) == [.system, .system])
    guard case .broken(path, let told) = reader.problem else {
      Issue.record("\(String(describing: reader.problem))")
      return
    }
    #expect(told.contains(detail))
  }

  @Test("A reader of another version is reported")
  func otherVersion() throws {
    try folder.write("text".utf8, to: "b.txt")
    let other = folder.path("other-version").shown
    try #require(systemCommand("cp '\(unruly)' '\(other)'"))
    let reader = DocumentReader(program: ReaderProgram(path: other))
    _ = reader.workItems(of: FolderWalk.walkResult(of: [folder.path("b.txt")]).files)
      .flatMap(reader.read)
    #expect(reader.problem == .ofOtherVersion(path: other, version: "0.0.1"))
  }

  @Test("A reader that is not where it should be is reported before anything is read")
  func missingReader() {
    let reader = DocumentReader(program: ReaderProgram())
    #expect(throws: Never.self) { try reader.checkProgram() }
    #expect("\(ReaderProblem.missing(folders: ["/a", "/b"]))".contains("is not in /a or /b: "))
  }
}
