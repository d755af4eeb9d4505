// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

/// Whatever comes in: one clear sentence, the right exit code, and the rest of the work done.
@Suite struct HostileInputTests {
  private static let isRoot = getuid() == 0

  /// Checks that a run failed with one sentence for people.
  private func checkFailure(
    _ outcome: Outcome, _ words: String..., location: SourceLocation = #_sourceLocation
  ) {
    #expect(outcome.code == 2, "\(outcome)", sourceLocation: location)
    #expect(outcome.output.isEmpty, sourceLocation: location)
    let lines = outcome.message.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 1, "\(outcome.messages)", sourceLocation: location)
    #expect(outcome.message.hasPrefix("allonym: "), "\(outcome.messages)", sourceLocation: location)
    #expect(outcome.message.hasSuffix("."), "\(outcome.messages)", sourceLocation: location)
    for word in words {
      #expect(outcome.message.contains(word), "\(outcome.messages)", sourceLocation: location)
    }
  }

  @Test(arguments: [["search", "x"], ["spellings", "x"], ["stats"], ["check"], ["rebuild"]])
  func withoutAnIndexEveryCommandSaysHowToMakeOne(command: [String]) throws {
    let desk = try Desk()
    checkFailure(try desk.program.run(command), "no index", "allonym index")
    #expect(!FileManager.default.fileExists(atPath: desk.path + "/index"))
  }

  @Test(arguments: [["search", "x"], ["spellings", "x"], ["stats"], ["check"], ["rebuild"]])
  func anIndexOfANewerFormatIsRefused(command: [String]) throws {
    let desk = try Desk.indexed()
    try Data("{\"format\":99}".utf8)
      .write(to: URL(filePath: desk.path + "/index/current/manifest.json"))
    checkFailure(try desk.program.run(command), "format 99", "newer")
    checkFailure(try desk.run("index", "papers"), "format 99", "rebuild")
    #expect(try desk.run("rebuild", "papers").code == 0)
    #expect(try desk.run("search", "pelican").code == 0)
  }

  @Test(arguments: ["postlist.glass", "docdata.glass", "iamglass"])
  func aDamagedIndexIsReportedAndMadeAnew(table: String) throws {
    let desk = try Desk.indexed()
    let path = desk.path + "/index/current/database/" + table
    let size = try Data(contentsOf: URL(filePath: path)).count
    try Data(repeating: 0x5A, count: size).write(to: URL(filePath: path))
    checkFailure(try desk.run("search", "\"old harbour\""), "damaged", "rebuild")
    let check = try desk.run("check")
    #expect(check.code == 2)
    #expect(check.output.contains("DAMAGED  database"))
    #expect(try desk.run("rebuild").code == 0)
    #expect(try desk.run("search", "\"old harbour\"").code == 0)
  }

  @Test func anEmptyFolderIsReportedAndTheOldIndexStays() throws {
    let desk = try Desk.indexed()
    let files = FileManager.default
    try files.createDirectory(atPath: desk.path + "/empty", withIntermediateDirectories: true)
    checkFailure(try desk.run("index", "empty"), "No document to index", "empty")
    checkFailure(try desk.run("index", "missing"), "no such file")
    checkFailure(try desk.run("index", "papers", "missing"), "missing", "no such file")
    #expect(try desk.run("search", "pelican").code == 0)
  }

  @Test func whatCannotBeReadIsReportedAndTheRestIsIndexed() throws {
    let desk = try Desk()
    try desk.write("good.txt", "pelican")
    try desk.write("broken.txt", Data([0xd5, 0xec, 0xe5, 0xe9]))
    try desk.write("binary.txt", Data((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 37) }))
    try desk.write("lines.jsonl", "{\"text\":\"heron\"}\nnot json\n")
    let outcome = try desk.run("index", "papers")
    #expect(outcome.code == 3)
    let lines = outcome.messages.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.hasPrefix("allonym: \(desk.path)/papers/") })
    #expect(outcome.messages.contains("broken.txt is not UTF-8 text"))
    #expect(outcome.messages.contains("binary.txt looks like a binary file"))
    #expect(outcome.messages.contains("lines.jsonl:2 "))
    #expect(outcome.output.contains("2 documents in index"))
    #expect(outcome.output.contains("failed 2 and 1 part of others"))
    #expect(try desk.run("search", "pelican").code == 0)
  }

  @Test func nothingButUnreadableFilesIsAnError() throws {
    let desk = try Desk()
    try desk.write("broken.txt", Data([0x61, 0xFF]))
    checkFailure(try desk.run("index", "papers"), "broken.txt", "UTF-8")
  }

  @Test(.enabled(if: !isRoot, "root may read everything"))
  func anUnreadableFolderIsReportedAndTheRestIsIndexed() throws {
    let desk = try Desk()
    try desk.write("good.txt", "pelican")
    try FileManager.default.createDirectory(
      atPath: desk.path + "/papers/closed", withIntermediateDirectories: true)
    chmod(desk.path + "/papers/closed", 0)
    defer { chmod(desk.path + "/papers/closed", 0o755) }
    let outcome = try desk.run("index", "papers")
    #expect(outcome.code == 3)
    #expect(outcome.messages.contains("closed may not be read"))
  }

  @Test func namesOfFilesCannotTouchTheTerminal() throws {
    let desk = try Desk()
    let names: [[UInt8]] = [
      Array("two\nlines.txt".utf8), Array("red\u{1B}[31m.txt".utf8),
      Array("caf".utf8) + [0xE9] + Array(".txt".utf8),
      Array("\u{202E}txt.txt".utf8),
    ]
    for name in names {
      let path = Array("\(desk.path)/papers/".utf8) + name
      let file = (path.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer {
        $0.baseAddress.flatMap { fopen($0, "w") }
      }
      let open = try #require(file)
      fputs(
        "A first line that is much too long to be a title, so that the file's own name has to be one instead, however odd it looks.\npelican",
        open)
      fclose(open)
    }
    #expect(try desk.run("index", "papers").code == 0)
    for arguments in [["search", "pelican"], ["search", "pelican", "--json"], ["stats"]] {
      let outcome = try desk.program.run(arguments)
      #expect(outcome.code == 0)
      let controls = outcome.output.unicodeScalars.filter {
        $0 != "\n" && ($0.value < 0x20 || $0.value == 0x7F || $0.value == 0x202E)
      }
      #expect(controls.isEmpty, "\(outcome.output.debugDescription)")
    }
    let text = try desk.run("search", "pelican", "--duplicates", "show").output
    #expect(text.contains(#"caf\xe9.txt"#))
    #expect(text.contains(#"two\x0alines.txt"#))
    #expect(text.contains("4 documents"))
  }

  @Test func textsCannotTouchTheTerminal() throws {
    let desk = try Desk()
    try desk.write(
      "docs.jsonl",
      #"{"id":"i\u001b[2J\nx","title":"t\u001b]0;x\u0007","text":"pelican \u001b[31m \u009b1m \u202e end"}"#
        + "\n")
    #expect(try desk.run("index", "papers").code == 0)
    let output = try desk.run("search", "pelican", "--explain").output
    #expect(
      output.unicodeScalars.allSatisfy {
        $0 == "\n" || ($0.value >= 0x20 && !(0x7F...0x9F ~= $0.value) && $0.value != 0x202E)
      }, "\(output.debugDescription)")
  }

  @Test(arguments: ["", " ", "*", "\"\"", "()", "ʿ", "...", "date:tomorrow", "a NEAR/0 b"])
  func aQueryThatAsksForNothingIsRefused(query: String) throws {
    let desk = try Desk.indexed()
    let outcome = try desk.run("search", query)
    #expect(outcome.code == 2)
    #expect(outcome.output.isEmpty)
    let lines = outcome.message.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first?.hasPrefix("allonym: ") == true)
    #expect(lines.first?.hasSuffix(".") == true, "\(outcome.messages)")
    // Below the sentence the query with a mark under the place, where there is something to show.
    #expect(lines.count == (query.allSatisfy(\.isWhitespace) ? 1 : 3), "\(outcome.messages)")
  }

  @Test(
    arguments: [
      "\"pelican", "pelican\"", "(pelican", "pelican)", "((pelican", "[pelican", "colour:x pelican",
      "pelican AND", "OR pelican", "pelican !", "'pelican", "“pelican", "pelican \u{1B}[31m",
      "title: pelican", "pelican :", "pelican\u{0301}\u{200B}",
    ])
  func anOddQueryIsReadAsWhatWasMeant(query: String) throws {
    let desk = try Desk.indexed()
    let outcome = try desk.run("search", query)
    #expect(outcome.code == 0, "\(outcome)")
    #expect(outcome.output.contains("pelican"))
    let lines = outcome.message.split(separator: "\n")
    #expect(lines.allSatisfy { $0.hasPrefix("note: ") }, "\(outcome.messages)")
    #expect(!outcome.messages.contains("\u{1B}"))
  }

  @Test(arguments: ["x", "pelican ", "(", "\"", "-", "a:", "* ", "أ", "pelican OR "])
  func aQueryOfAHundredThousandLettersIsAnsweredOrRefused(piece: String) throws {
    let desk = try Desk.indexed()
    let query = String(repeating: piece, count: 100_000 / piece.utf8.count)
    let outcome = try desk.run("search", "--", query)
    #expect(outcome.code <= 2, "\(outcome.code)")
    #expect(outcome.output.utf8.count + outcome.messages.utf8.count < 20_000)
    if outcome.code == 2 { #expect(outcome.messages.hasPrefix("allonym: ")) }
  }

  @Test func aFileAsTheIndexIsRefused() throws {
    let desk = try Desk()
    try desk.write("good.txt", "pelican")
    checkFailure(
      try desk.run("index", "papers", "--index", "papers/good.txt"), "good.txt", "not a folder")
    checkFailure(
      try desk.run("index", "papers", "--index", "papers/good.txt/index"), "Not a directory")
    checkFailure(try desk.run("search", "x", "--index", "papers/good.txt"), "no index")
    checkFailure(try desk.run("index", "papers", "--index", "/proc/allonym"), "/proc/allonym")
    #expect(
      try String(contentsOfFile: desk.path + "/papers/good.txt", encoding: .utf8) == "pelican")
  }

  @Test func standardOutputMayBeClosedEarly() throws {
    let desk = try Desk.indexed()
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let process = try desk.program.start(["search", "harbour"], output: pipe)
    let errors = desk.path + "/errors"
    try Data().write(to: URL(filePath: errors))
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    process.waitUntilExit()
    #expect(process.code == 128 + SIGPIPE)
    #expect(try Data(contentsOf: URL(filePath: errors)).isEmpty)
  }

  @Test func aFullOutputIsReported() throws {
    let desk = try Desk.indexed()
    let process = try desk.program.start(
      ["search", "harbour"], output: try #require(FileHandle(forWritingAtPath: "/dev/full")))
    try process.run()
    process.waitUntilExit()
    #expect(process.code == 2)
  }

  @Test func aFullDiskIsReportedAndTheOldIndexStays() throws {
    let desk = try Desk()
    let disk = desk.path + "/disk"
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    guard Self.isRoot, mount("tmpfs", disk, "tmpfs", 0, "size=512k") == 0 else {
      print("A small disk cannot be mounted here, so a full one is not tested.")
      return
    }
    defer { umount(disk) }
    try desk.write("a.txt", "pelican")
    #expect(try desk.run("index", "papers", "--index", "disk/index").code == 0)
    for number in 0..<300 {
      let words = (0..<400).map { "word\(number)x\($0)" }.joined(separator: " ")
      try desk.write("\(number).txt", words)
    }
    checkFailure(
      try desk.run("index", "papers", "--index", "disk/index"), "No space left on device")
    #expect(try desk.run("search", "pelican", "--index", "disk/index").code == 0)
    let left = try FileManager.default.contentsOfDirectory(atPath: disk + "/index")
    #expect(!left.contains { $0.hasPrefix("building-") }, "\(left)")
  }
}
