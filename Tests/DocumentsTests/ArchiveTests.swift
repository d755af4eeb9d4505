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
    let items = reader.workItems(of: FolderWalk.survey(of: [folder.path]).files)
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
      reader.workItems(of: FolderWalk.survey(of: [folder.path]).files).flatMap(reader.read)
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
