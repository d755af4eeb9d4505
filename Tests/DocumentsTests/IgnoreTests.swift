// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Testing

struct IgnoreTests {
  /// A tree of small text files.
  private func tree() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in ["a", "a/b", "c", ".h"] { try folder.makeFolder(name) }
    for name in ["1.txt", "1.md", "a/2.txt", "a/b/3.txt", "a/b/3.md", "c/4.txt", ".h/5.txt"] {
      try folder.write("text".utf8, to: name)
    }
    return folder
  }

  @Test(
    "Patterns leave out what they do in .gitignore",
    arguments: [
      ("*.md", ["1.txt", "a/2.txt", "a/b/3.txt", "c/4.txt"]),
      ("/1.*", ["a/2.txt", "a/b/3.md", "a/b/3.txt", "c/4.txt"]),
      ("a/", ["1.md", "1.txt", "c/4.txt"]), ("a", ["1.md", "1.txt", "c/4.txt"]),
      ("b/", ["1.md", "1.txt", "a/2.txt", "c/4.txt"]),
      ("a/b", ["1.md", "1.txt", "a/2.txt", "c/4.txt"]),
      ("**/3.*", ["1.md", "1.txt", "a/2.txt", "c/4.txt"]),
      ("a/**", ["1.md", "1.txt", "c/4.txt"]),
      ("a/**/3.md", ["1.md", "1.txt", "a/2.txt", "a/b/3.txt", "c/4.txt"]),
      ("**/b/*.txt", ["1.md", "1.txt", "a/2.txt", "a/b/3.md", "c/4.txt"]),
      ("*\n!*.md", ["1.md"]), ("[1-3].txt", ["1.md", "a/b/3.md", "c/4.txt"]),
      ("# a\n\n\\#", ["1.md", "1.txt", "a/2.txt", "a/b/3.md", "a/b/3.txt", "c/4.txt"]),
      ("1.txt/", ["1.md", "1.txt", "a/2.txt", "a/b/3.md", "a/b/3.txt", "c/4.txt"]),
    ])
  func patterns(text: String, left: [String]) throws {
    let folder = try tree()
    try folder.write(text.utf8, to: ".allonymignore")
    let walkResult = FolderWalk.walkResult(of: [folder.path])
    #expect(folder.names(walkResult) == left)
    #expect(walkResult.failures.isEmpty && walkResult.hidden == 1)
    let origin = folder.path(".allonymignore").shown
    #expect(walkResult.skipped.allSatisfy { $0.reason == .ignored(by: origin) })
  }

  @Test("A nearer file of patterns takes back what a farther one leaves out")
  func nearer() throws {
    let folder = try tree()
    try folder.write("*.txt".utf8, to: ".allonymignore")
    try folder.write("!3.txt".utf8, to: "a/.allonymignore")
    #expect(
      folder.names(FolderWalk.walkResult(of: [folder.path])) == ["1.md", "a/b/3.md", "a/b/3.txt"])
    var options = WalkOptions()
    options.usesIgnoreFiles = false
    #expect(FolderWalk.walkResult(of: [folder.path], options: options).files.count == 6)
  }

  @Test("Patterns of the command line take in and leave out, hidden files come when asked for")
  func options() throws {
    let folder = try tree()
    var options = WalkOptions()
    options.include = ["*.txt"]
    options.exclude = ["a/b"]
    options.includesHidden = true
    let walkResult = FolderWalk.walkResult(of: [folder.path], options: options)
    #expect(folder.names(walkResult) == [".h/5.txt", "1.txt", "a/2.txt", "c/4.txt"])
    #expect(walkResult.skipped.map(\.reason) == [.notIncluded, .excluded])
    #expect(FolderWalk.walkResult(of: [folder.path("1.md")], options: options).files.count == 1)
  }

  @Test("A limit of size is reported")
  func size() throws {
    let folder = try tree()
    try folder.write("longer text".utf8, to: "long.txt")
    var options = WalkOptions()
    options.largestFile = 4
    let walkResult = FolderWalk.walkResult(of: [folder.path], options: options)
    #expect(walkResult.files.count == 6)
    #expect(walkResult.skipped.map(\.reason) == [.tooLarge(limit: 4)])
  }
}
