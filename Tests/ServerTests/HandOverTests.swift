// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing

@Suite struct HandOverTests {
  private static let files = [
    "a.txt": "The pelican was first.", "تقرير.txt": "A second pelican came.",
    "c.txt": "Nothing of it.",
    "d.jsonl": "{\"id\":\"1\",\"text\":\"pelican\"}\n{\"id\":\"2\",\"text\":\"pelican too\"}\n",
  ]

  /// Unpacks an archive with Python's library and checks its hashes with sha256sum; answers its names.
  private func unpacked(_ bytes: [UInt8], in folder: String) throws -> [String] {
    let archive = folder + "/out.zip"
    try Data(bytes).write(to: URL(filePath: archive))
    let script = """
      import sys, zipfile
      z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None
      z.extractall(sys.argv[2]); print("\\n".join(z.namelist()))
      """
    let names = try run("/usr/bin/python3", ["-c", script, archive, folder + "/out"])
    #expect(
      try run("/bin/sh", ["-c", "cd '\(folder)/out' && sha256sum -c SHA256SUMS"]).contains(": OK"))
    return names.split(separator: "\n").map(String.init)
  }

  private func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = ["PYTHONIOENCODING": "utf-8", "PATH": "/usr/bin:/bin"]
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }

  @Test func originalsOfHitsComeWithAManifestAndHashes() async throws {
    let server = try await ServerProcess(Self.files)
    let answer = try server.get("/handover?q=pelican")
    #expect(answer.headers["content-type"] == "application/zip")
    let names = try unpacked(answer.body, in: server.folder)
    #expect(names.count == 5, "three files, one of them of two documents: \(names)")
    #expect(names.contains { $0.hasSuffix("-تقرير.txt") })
    let manifest = try String(
      contentsOf: URL(filePath: server.folder + "/out/manifest.csv"), encoding: .utf8)
    #expect(manifest.split(separator: "\r\n").count == 5)
    #expect(!manifest.contains("c.txt"))
  }

  @Test func whatHasChangedIsNamedAndNotHandedOver() async throws {
    let server = try await ServerProcess(Self.files)
    try Data("Another text.".utf8).write(to: URL(filePath: server.documents + "/a.txt"))
    let names = try unpacked(try server.get("/handover?q=pelican").body, in: server.folder)
    #expect(!names.contains { $0.hasSuffix("-a.txt") })
    let manifest = try String(
      contentsOf: URL(filePath: server.folder + "/out/manifest.csv"), encoding: .utf8)
    #expect(manifest.contains("has changed since it was indexed"))
  }

  @Test func starredDocumentsAreHandedOver() async throws {
    let server = try await ServerProcess(Self.files)
    #expect(try server.get("/handover?starred=yes").status == 404)
    #expect(try server.get("/handover").status == 404)
    let hits = try server.get("/api/v1/search?q=first").object()["hits"] as? [[String: Any]]
    let key = try #require(hits?.first?["document"] as? String)
    _ = try server.send(
      "POST", "/review", ["Content-Type": "application/x-www-form-urlencoded"],
      body: "document=\(key)&starred=yes&note=Mine")
    let names = try unpacked(try server.get("/handover?starred=yes").body, in: server.folder)
    #expect(names == ["files/00001-a.txt", "manifest.csv", "SHA256SUMS"])
    let ris = try server.get("/d/\(key)/citation?format=ris&page=3")
    #expect(ris.text.hasPrefix("TY  - GEN\r\n"))
    #expect(ris.text.contains("\r\nSP  - 3\r\n") && ris.text.contains("\r\nN1  - Mine\r\n"))
    #expect(ris.text.contains("\r\nUR  - http://127.0.0.1:\(server.port)/d/\(key)?v="))
    let bibTeX = try server.get("/api/v1/documents/\(key)/citation?format=bibtex")
    #expect(bibTeX.text.hasPrefix("@misc{document") && bibTeX.text.contains("url = {http"))
    #expect(try server.get("/d/\(key)/citation?format=csv").status == 400)
    #expect(try server.get("/d/\(key)").text.contains("/citation?format=ris"))
  }
}
