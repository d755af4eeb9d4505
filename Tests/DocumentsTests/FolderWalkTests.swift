// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Glibc
import Testing

struct FolderWalkTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("Files come in the order of their bytes, folder by folder, with sizes")
  func order() throws {
    for name in ["b", "a", "b/c"] { try folder.makeFolder(name) }
    for name in ["z.txt", "b/c/1.html", "b/0.md", "a/2.jsonl", "B.TXT", "я.txt"] {
      try folder.write("text".utf8, to: name)
    }
    let walkResult = FolderWalk.walkResult(of: [folder.path])
    #expect(
      folder.names(walkResult) == ["B.TXT", "a/2.jsonl", "b/0.md", "b/c/1.html", "z.txt", "я.txt"])
    #expect(walkResult.files.reduce(0) { $0 + $1.size } == 24)
    #expect(walkResult.failures.isEmpty && walkResult.skipped.isEmpty)
    #expect(walkResult == FolderWalk.walkResult(of: [folder.path]))
  }

  @Test("Hidden files are left alone and counted, unless they are named")
  func hidden() throws {
    let hidden = try folder.write("text".utf8, to: ".hidden.txt")
    try folder.makeFolder(".git")
    try folder.write("text".utf8, to: ".git/a.txt")
    let walkResult = FolderWalk.walkResult(of: [folder.path])
    #expect(walkResult.files.isEmpty && walkResult.hidden == 2)
    #expect(FolderWalk.walkResult(of: [hidden]).files.count == 1)
  }

  @Test("Links to files are followed, links to folders and circles are not")
  func links() throws {
    try folder.makeFolder("a")
    try folder.write("text".utf8, to: "a/b.txt")
    for (target, name) in [
      (".", "circle"), ("..", "a/up"), ("a", "folder"), ("self.txt", "self.txt"),
      ("nowhere", "dangling.txt"), ("a/b.txt", "link.txt"),
    ] {
      try #require(symlink(target, folder.cString(folder.path(name))) == 0)
    }
    let walkResult = FolderWalk.walkResult(of: [folder.path])
    #expect(folder.names(walkResult) == ["a/b.txt"])
    #expect(walkResult.skipped.filter { $0.reason == .linkToFolder }.count == 3)
    #expect(
      walkResult.skipped.contains {
        $0.reason == .sameFile(as: folder.path("a/b.txt").shown) && $0.path.hasSuffix("link.txt")
      })
    #expect(
      walkResult.failures.map(\.reason) == [
        "is a symbolic link to something that is not there",
        "is a symbolic link that leads in a circle",
      ])
    #expect(FolderWalk.walkResult(of: [folder.path("folder")]).files.count == 1)
  }

  @Test("A file that is reached twice is read once")
  func overlap() throws {
    let file = try folder.write("text".utf8, to: "a.txt")
    let walkResult = FolderWalk.walkResult(of: [file, folder.path, file, folder.path])
    #expect(walkResult.files.map(\.path) == [file])
    #expect(walkResult.failures.isEmpty)
  }

  @Test("Types that are not read are reported with their extension")
  func unknownTypes() throws {
    for name in ["a.exe", "b.exe", "c.PNG", "README"] {
      try folder.write([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3], to: name)
    }
    let walkResult = FolderWalk.walkResult(of: [folder.path])
    let types = ["", "exe", "exe", "png"]
    #expect(walkResult.skipped.map(\.reason) == types.map { .unknownType(extension: $0) })
  }

  @Test("Content gives the type where the name does not")
  func unnamed() throws {
    let files = ["README": "Ships leave Tartus.", "page.old": "<!DOCTYPE html><html><body>x"]
    for (name, text) in files { try folder.write(text.utf8, to: name) }
    let walkResult = FolderWalk.walkResult(of: [folder.path])
    #expect(walkResult.files.map(\.type) == [.text, .html])
  }

  @Test("Pipes, sockets and devices are passed over without being opened", .timeLimit(.minutes(10)))
  func special() throws {
    try #require(mkfifo(folder.cString(folder.path("pipe.txt")), 0o600) == 0)
    let walkResult = FolderWalk.walkResult(of: [folder.path, RawPath("/dev/null")])
    #expect(walkResult.files.isEmpty)
    #expect(
      walkResult.skipped.map(\.reason.description) == [
        "is a named pipe, not a file", "is a device, not a file",
      ])
  }

  @Test("Names that are not UTF-8 or hold newlines are found and read")
  func oddNames() throws {
    let names: [[UInt8]] = [[0xd5, 0xec] + Array(".txt".utf8), Array("two\nlines.txt".utf8)]
    for name in names { try folder.write("text".utf8, to: name) }
    let walkResult = FolderWalk.walkResult(of: [folder.path])
    #expect(folder.names(walkResult) == [#"two\x0alines.txt"#, #"\xd5\xec.txt"#])
    let reader = DocumentReader()
    let texts = try reader.workItems(of: walkResult.files).flatMap(reader.read).map {
      try $0.get().text
    }
    #expect(texts == ["text", "text"])
  }

  @Test("What is not there or may not be read is a failure with a reason")
  func failures() throws {
    let missing = FolderWalk.walkResult(of: [folder.path("missing"), RawPath("")])
    #expect(missing.failures.map(\.reason) == Array(repeating: "is not there (any more)", count: 2))
    try folder.makeFolder("closed")
    try #require(chmod(folder.cString(folder.path("closed")), 0) == 0)
    // Root may read everything.
    if geteuid() != 0 {
      let walkResult = FolderWalk.walkResult(of: [folder.path])
      #expect(walkResult.failures.map(\.path) == [folder.path("closed").shown])
      #expect(walkResult.failures.first?.reason.contains("permission") == true)
    }
  }

  @Test("Empty files and folders are seen")
  func empty() throws {
    var nothing = WalkResult()
    nothing.folders = [folder.path]
    #expect(FolderWalk.walkResult(of: [folder.path]) == nothing)
    try folder.write([], to: "empty.txt")
    #expect(FolderWalk.walkResult(of: [folder.path]).files.map(\.size) == [0])
  }

  @Test("A tree 300 folders deep is walked")
  func deep() throws {
    var name = "d"
    for _ in 0..<300 {
      try folder.makeFolder(name)
      name += "/d"
    }
    try folder.write("text".utf8, to: name + ".txt")
    #expect(FolderWalk.walkResult(of: [folder.path]).files.count == 1)
  }
}
