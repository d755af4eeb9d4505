// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing
import Workspaces

/// `allonym alerts` as people run it.
struct AlertCommandTests {
  private static var program: URL {
    let own = URL(filePath: CommandLine.arguments[0])
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
    let folder = bundle?.bundleURL.deletingLastPathComponent() ?? own.deletingLastPathComponent()
    return folder.appending(path: "allonym")
  }

  private func run(
    _ arguments: String..., in folder: AlertFolder
  ) throws -> (code: Int32, output: String, errors: String) {
    let process = Process()
    let (output, errors) = (Pipe(), Pipe())
    process.executableURL = Self.program
    process.arguments = arguments
    process.environment = ["ALLONYM_INDEX": folder.index.path, "PATH": "/usr/bin:/bin"]
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    let complaints = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: text, as: UTF8.self),
      String(decoding: complaints, as: UTF8.self)
    )
  }

  @Test func indexLooksThroughWhatIsNewAndRunPrintsItOnce() async throws {
    let folder = try await AlertFolder(["old.txt": "Hmeimim was mentioned before."])
    #expect(try run("alerts", "run", in: folder).code == 2)
    #expect(try run("alerts", "add", "base", "Hmeimim", in: folder).code == 0)
    try Data("name,x\nVladimir Putin,1\n?!,2\n".utf8)
      .write(to: URL(filePath: folder.path + "/names.csv"))
    let added = try run(
      "alerts", "add", "list", "--names", folder.path + "/names.csv", "--name-column", "name",
      in: folder)
    #expect(added.output.contains("1 names") && added.errors.contains("line 3"))
    #expect(try run("alerts", "run", in: folder).code == 1)
    try folder.write(["a.txt": "حميميم, Путин Владимир"])
    #expect(try run("index", "--quiet", in: folder).code == 0)
    let shown = try run("alerts", "show", "list", "--jsonl", in: folder)
    let hit = try #require(
      try JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? [String: Any])
    #expect(hit["name"] as? String == "Vladimir Putin" && hit["line"] as? Int == 2)
    let table = try run("alerts", "run", "--csv", in: folder)
    #expect(table.code == 0)
    #expect(table.output.split(separator: "\r\n").count == 3)
    #expect(try run("alerts", "run", "--csv", in: folder).code == 1, "each hit is printed once")
    #expect(try run("alerts", "show", in: folder).output.contains("حميميم"))
    let list = try run("alerts", "list", "--json", in: folder).output
    #expect(list.contains("\"hits\":1") && list.contains("\"query\":\"Hmeimim\""))
    #expect(try run("alerts", "remove", "BASE", in: folder).code == 0)
    #expect(try run("alerts", "show", "base", in: folder).code == 2)
  }

  @Test func mistakesAreReportedInASentence() async throws {
    let folder = try await AlertFolder(["old.txt": "gardens"])
    for arguments in [
      ["add", "a"], ["add", "a", "q", "--names", "x"], ["add", "a", "--names", "/nowhere"],
      ["add", "a", "date:never"], ["add", "a", "q", "--webhook", "ftp://x"], ["remove", "none"],
      ["show", "--since", "yesterday"], ["run", "--quiet", "--csv"],
    ] {
      let process = Process()
      process.executableURL = Self.program
      process.arguments = ["alerts"] + arguments + ["--index", folder.index.path]
      let errors = Pipe()
      process.standardError = errors
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      let text = String(
        decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 2, "\(arguments)")
      #expect(!text.isEmpty && !text.contains("Fatal"), "\(arguments)")
    }
  }
}
