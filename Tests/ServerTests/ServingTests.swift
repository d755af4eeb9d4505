// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing

/// Servers whose documents change.
@Suite struct ServingTests {
  private func key(_ server: ServerProcess, _ query: String) throws -> String {
    let hits = try server.get("/api/v1/search?q=\(query)").object()["hits"] as? [[String: Any]]
    return try #require(hits?.first?["document"] as? String)
  }

  @Test func originalsAreGivenOnlyUnchangedAndNeverShown() async throws {
    let server = try await ServerProcess([
      "a.html": "<html><script>alert(1)</script><body>Pelican</body></html>", "b.txt": "Heron",
    ])
    let key = try key(server, "Pelican")
    let original = try server.get("/d/\(key)/original")
    #expect(original.status == 200)
    #expect(original.text.contains("<script>alert(1)"))
    #expect(original.headers["content-type"] == "application/octet-stream")
    #expect(
      original.headers["content-disposition"]?.hasPrefix("attachment; filename=\"a.html\"") == true)
    #expect(original.headers["content-security-policy"]?.contains("sandbox") == true)
    // The same bytes again are the same file; others are not, and a link out of the archive is none.
    let path = server.documents + "/a.html"
    try Data("<html><script>alert(1)</script><body>Pelicans</body></html>".utf8).write(
      to: URL(filePath: path))
    #expect(try server.get("/d/\(key)/original").status == 409)
    try FileManager.default.removeItem(atPath: path)
    #expect(try server.get("/d/\(key)/original").status == 404)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/etc/passwd")
    #expect(try server.get("/d/\(key)/original").status == 409)
  }

  @Test func updatesAndRebuildsAreSeenAndFailNoRequest() async throws {
    let server = try await ServerProcess(
      Dictionary(uniqueKeysWithValues: (0..<30).map { ("\($0).txt", "Pelican number \($0)") }))
    func total() throws -> Int? {
      try server.get("/api/v1/search?q=Pelican").object()["total"] as? Int
    }
    #expect(try total() == 30)
    let first = try server.get("/api/v1/search?q=Pelican&limit=10").object()
    let next = try #require(first["next"] as? String)
    for number in 30..<33 {
      try Data("Pelican number \(number)".utf8).write(
        to: URL(filePath: server.documents + "/\(number).txt"))
      _ = try await IndexUpdate(index: server.index, paths: []).run()
      #expect(try total() == number + 1)
    }
    let rebuilt = IndexBuilder(index: server.index, sources: [server.documents])
    _ = try await rebuilt.build()
    #expect(try total() == 33)
    // The cursor goes on where it began, while that is there.
    let second = try server.get("/api/v1/search?q=Pelican&limit=10&after=\(next)").object()
    #expect(second["generation"] as? Int == first["generation"] as? Int)
    _ = try await rebuilt.build()
    _ = try await rebuilt.build()
    // Workers that still have it open may go on; the others say that it is gone.
    let late = try server.get("/api/v1/search?q=Pelican&limit=10&after=\(next)")
    #expect([200, 410].contains(late.status))
    #expect(try total() == 33)
  }

  @Test func aSignalToEndLetsRequestsFinish() async throws {
    let server = try await ServerProcess(["a.txt": "Pelican"])
    let connection = try Connection(port: server.port)
    let body = #"{"queries":["# + String(repeating: #""Pelican","#, count: 2000) + #""Pelican"]}"#
    connection.write(
      "POST /api/v1/batch HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)")
    try await Task.sleep(for: .milliseconds(100))
    server.terminate()
    let answer = String(decoding: connection.readAll(), as: UTF8.self)
    #expect(answer.contains(#""number":2001"#))
    #expect(server.waitForEnd() == 0)
  }

  @Test func clientsThatVanishAndWrongBytesCostNothing() async throws {
    let server = try await ServerProcess(["a.txt": "Pelican"])
    for _ in 0..<20 {
      let connection = try Connection(port: server.port)
      connection.write("GET /export?q=Pelican&format=csv HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    }
    let garbage = try Connection(port: server.port)
    garbage.write("\u{0}\u{1}nonsense\r\n\r\n")
    _ = garbage.readAll()
    // Those that are still being written take places among the long answers.
    var status = 0
    for _ in 0..<50 where status != 200 {
      status = try server.get("/export?q=Pelican&format=csv").status
      #expect([200, 429].contains(status))
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(status == 200)
  }
}
