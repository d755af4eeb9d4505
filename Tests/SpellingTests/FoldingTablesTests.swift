// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

private let repository = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "../..").standardizedFileURL
private let python = ["/usr/bin/python3", "/usr/local/bin/python3"]
  .first { FileManager.default.isExecutableFile(atPath: $0) }

@Suite("Tables of the fold") struct FoldingTablesTests {
  @Test(
    "the tables are what the rules give",
    .enabled(if: python != nil, "there is no python3 to make the tables with"))
  func areCurrent() throws {
    let check = Process()
    check.executableURL = URL(filePath: try #require(python))
    check.arguments = [
      repository.appending(path: "scripts/generate-folding-tables").path, "--check",
    ]
    try check.run()
    check.waitUntilExit()
    #expect(check.terminationStatus == 0)
  }
}
