// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Testing

struct ArchiveTests {
  @Test("Members are documents, by their names and types")
  func members() throws {
    var archive = ZIPFile(["папка/a.txt": "Хмеймим", "b.html": "<p>Tartus", ".DS_Store": "x"])
    archive.add("in.zip", ZIPFile(["c.jsonl": "{\"id\":1,\"text\":\"x\"}\n{bad\n"]).bytes)
    archive.add("d.bin", [0x7f, 0x45, 0x4c, 0x46, 0, 1, 2])
    let results = try read(archive.bytes, as: "a.zip")
    let documents = results.compactMap { try? $0.get() }
    #expect(documents.map(\.member) == ["папка/a.txt", "b.html", "in.zip!c.jsonl"])
    #expect(documents.map(\.text) == ["Хмеймим", "Tartus", "x"])
    #expect(documents[2].id == "1" && documents[2].line == 1)
    let failures = results.compactMap(\.failure)
    #expect(failures.map(\.member) == ["in.zip!c.jsonl", "d.bin"])
    #expect(failures.map(\.kind) == [.badRecord, .unknownType])
  }

  @Test(
    "Names in the character set of a system are read, and found again by them",
    arguments: ["IBM866", "WINDOWS-1251", "KOI8-R", "WINDOWS-1256"])
  func names(charset: String) throws {
    let names =
      charset == "WINDOWS-1256"
      ? ["تقرير عن الميناء.txt", "قائمة.txt"] : ["Договор о поставке.txt", "Отчёт.txt"]
    var archive = ZIPFile([:])
    for name in names {
      archive.add(try CharsetTests.encoded(name, charset), Array("Tartus".utf8), isUTF8: false)
    }
    #expect(try read(archive.bytes, as: "a.zip").map { try $0.get().member } == names)
  }

  @Test("Two members of one name are two documents, and links are reported")
  func sameNames() throws {
    var archive = ZIPFile(["a.txt": "Tartus"])
    archive.add("a.txt", Array("Hmeimim".utf8))
    let documents = try read(archive.bytes, as: "a.zip").map { try $0.get() }
    #expect(documents.map(\.text) == ["Tartus", "Hmeimim"])
    #expect(Set(documents.map(\.location)).count == 2)
    let folder = try TemporaryFolder()
    try folder.write("Tartus".utf8, to: "a.txt")
    let path = folder.path.shown
    try #require(
      systemCommand(
        "cd '\(path)' && ln a.txt b.txt && ln -s a.txt c.txt && tar cf d.tar a.txt b.txt c.txt && rm ?.txt"
      ))
    let reader = DocumentReader()
    let results = reader.workItems(of: FolderWalk.walkResult(of: [folder.path]).files).flatMap(
      reader.read)
    #expect(results.compactMap { try? $0.get().member } == ["a.txt"])
    #expect(results.compactMap(\.failure).map(\.member) == ["b.txt", "c.txt"])
    #expect(results.compactMap(\.failure).allSatisfy { $0.kind.isHarmless })
  }

  @Test("A 7z archive is read", .enabled(if: systemCommand("bsdtar --version > /dev/null 2>&1")))
  func sevenZip() throws {
    let folder = try TemporaryFolder()
    try folder.write("Tartus".utf8, to: "a.txt")
    let path = folder.path.shown
    try #require(systemCommand("cd '\(path)' && bsdtar -cf b.7z --format 7zip a.txt && rm a.txt"))
    let reader = DocumentReader()
    let results = reader.workItems(of: FolderWalk.walkResult(of: [folder.path]).files).flatMap(
      reader.read)
    #expect(try results.map { try $0.get().location } == ["\(path)/b.7z!a.txt"])
  }

  @Test("Archives in archives in archives are refused")
  func deep() throws {
    var bytes = ZIPFile(["a.txt": "x"]).bytes
    for _ in 0..<8 {
      var outer = ZIPFile([:])
      outer.add("in.zip", bytes)
      bytes = outer.bytes
    }
    let failure = try #require(try read(bytes, as: "a.zip").first?.failure)
    #expect(failure.kind == .bomb && failure.reason.contains("archives deep"))
  }

  @Test("What unfolds to far more than it is, is refused", .timeLimit(.minutes(10)))
  func bomb() throws {
    // 320 MiB of zeros and a name, in gzip members of 1 MiB by the system's program.
    let folder = try TemporaryFolder()
    let path = folder.path("bomb.txt.gz").shown
    try #require(systemCommand("head -c 320M /dev/zero | tr '\\0' a | gzip > '\(path)'"))
    let reader = DocumentReader()
    let items = reader.workItems(of: FolderWalk.walkResult(of: [folder.path]).files)
    let failure = try #require(items.flatMap(reader.read).first?.failure)
    #expect(failure.kind == .bomb && failure.reason.contains("200 times"))
  }

  @Test("A damaged archive is reported, what was whole in it is read")
  func cut() throws {
    let folder = try TemporaryFolder()
    try folder.write("Хмеймим".utf8, to: "a.txt")
    let path = folder.path.shown
    try #require(systemCommand("cd '\(path)' && tar czf a.tar.gz a.txt && rm a.txt"))
    let reader = DocumentReader()
    func results() -> [Result<SourceDocument, ReadFailure>] {
      reader.workItems(of: FolderWalk.walkResult(of: [folder.path]).files).flatMap(reader.read)
    }
    #expect(try results().map { try $0.get().location } == ["\(path)/a.tar.gz!a.txt"])
    try #require(systemCommand("cd '\(path)' && truncate -s -8 a.tar.gz"))
    #expect(results().contains { $0.failure?.kind == .damaged })
  }

  @Test("Subtitles are what is said")
  func subtitles() throws {
    let file =
      "WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<i>Tartus</i>\n\n00:02.000 --> 00:03.000\nport\n"
    #expect(try document(file.utf8, as: "a.vtt").text == "Tartus\nport")
  }
}
