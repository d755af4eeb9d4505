// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Glibc
import Testing

struct PlainTextTests {
  static func utf16(_ text: String, _ swapped: Bool) -> [UInt8] {
    ([0xfeff] + Array(text.utf16)).flatMap { unit in
      [UInt8(unit & 0xff), UInt8(unit >> 8)]
    }.swappedPairs(swapped)
  }

  @Test("Unicode text is read with any byte order mark or none")
  func encodings() throws {
    let text = "Хмеймим, حميميم 🛬"
    let utf32: [UInt8] = (["\u{FEFF}"] + Array(text.unicodeScalars)).flatMap { scalar in
      (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> ($0 * 8)) }
    }
    let files: [[UInt8]] = [
      Array(text.utf8), [0xef, 0xbb, 0xbf] + Array(text.utf8), Self.utf16(text, false),
      Self.utf16(text, true), utf32,
    ]
    for bytes in files { #expect(try document(bytes, as: "a.txt").text == text) }
  }

  @Test(
    "What is not text is refused with the reason",
    arguments: [
      (Array("caf\u{E9}".utf8.dropLast()) + [0x20], "is not UTF-8 text"),
      ([0xd5, 0xec, 0xe5, 0xe9], "is not UTF-8 text"),
      ([0xed, 0xa0, 0x80], "is not UTF-8 text"),
      ([0x7f, 0x45, 0x4c, 0x46, 0, 1], "looks like a binary file: it has a NUL at byte 4"),
      ([1, 2, 3, 4, 5, 6], "looks like a binary file: it is full of control"),
      ([0xff, 0xfe, 0x41], "begins with the mark of UTF-16 but is not UTF-16"),
      ([0xff, 0xfe, 0, 0xd8], "begins with the mark of UTF-16 but is not UTF-16"),
      ([0, 0, 0xfe, 0xff, 0, 0x11, 0, 0], "begins with the mark of UTF-32 but is not UTF-32"),
    ] as [([UInt8], String)])
  func refused(bytes: [UInt8], reason: String) throws {
    for name in ["a.txt", "a.md"] {
      let failure = try #require(try read(bytes, as: name).first?.failure)
      #expect(failure.reason.hasPrefix(reason), "\(failure)")
      #expect(failure.path.hasSuffix(name))
    }
  }

  @Test(
    "The title is a short first line, or the name of the file",
    arguments: [
      ("\n  Ships leave Tartus \r\nThey sailed.", "Ships leave Tartus", TitleOrigin.firstLine),
      (String(repeating: "long ", count: 40), "a.txt", .fileName),
    ])
  func title(text: String, title: String, origin: TitleOrigin) throws {
    let document = try document(text.utf8, as: "a.txt")
    #expect(document.title == title && document.titleOrigin == origin)
    #expect(document.text == text)
    #expect(document.fileSize == text.utf8.count && document.fileModified > 0)
  }

  @Test(
    "A file that vanished, became a pipe or is too large is a failure", .timeLimit(.minutes(10)))
  func changes() throws {
    let folder = try TemporaryFolder()
    let paths = try ["a.txt", "b.txt", "c.jsonl", "d.html"].map {
      try folder.write("{}".utf8, to: $0)
    }
    let walkResult = FolderWalk.walkResult(of: [folder.path])
    for path in paths.prefix(3) { unlink(folder.cString(path)) }
    try #require(mkfifo(folder.cString(paths[1]), 0o600) == 0)
    truncate(folder.cString(paths[3]), FileLimits.largestPage + 1)
    let reader = DocumentReader()
    let reasons = reader.workItems(of: walkResult.files).flatMap(reader.read).map(\.failure?.reason)
    #expect(
      reasons == [
        "is not there (any more)", "is no longer a regular file", "is not there (any more)",
        "is larger than 64 MiB: split it to have it indexed",
      ])
  }
}

extension [UInt8] {
  fileprivate func swappedPairs(_ swapped: Bool) -> [UInt8] {
    swapped ? stride(from: 0, to: count, by: 2).flatMap { [self[$0 + 1], self[$0]] } : self
  }
}
