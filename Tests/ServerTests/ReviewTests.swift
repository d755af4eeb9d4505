// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing
import Workspaces

@testable import AllonymServer

@Suite struct ReviewTests {
  private static let form = ["Content-Type": "application/x-www-form-urlencoded"]
  private static let files = [
    "a.txt": "The pelican was first.", "b.txt": "A second pelican came.",
    "c.txt": "Then a third pelican was seen by all.",
  ]

  private func key(_ name: String, in server: ServerProcess) throws -> String {
    let hits = try server.get("/api/v1/search?q=pelican").object()["hits"] as? [[String: Any]] ?? []
    return try #require(
      hits.first { ($0["path"] as? String)?.hasSuffix(name) == true }?["document"] as? String)
  }

  /// The names of the files that the API finds.
  private func found(
    _ query: String, in server: ServerProcess, _ headers: [String: String] = [:]
  ) throws -> [String] {
    let hits =
      try server.get("/api/v1/search?q=" + query, headers).object()["hits"] as? [[String: Any]]
    return (hits ?? []).compactMap { ($0["path"] as? String).map { String($0.suffix(5)) } }.sorted()
  }

  @Test func seenAndStarredDocumentsAreFilteredByFormAddressAndQuery() async throws {
    let server = try await ServerProcess(Self.files)
    #expect(try found("pelican&seen=yes", in: server) == [])
    #expect(try found("pelican&seen=no", in: server) == ["a.txt", "b.txt", "c.txt"])
    let key = try key("a.txt", in: server)
    #expect(try server.get("/d/\(key)").text.contains("action=\"/review\""))
    let saved = try server.send(
      "POST", "/review", Self.form,
      body: "document=\(key)&seen=yes&note=See+%3Cb%3E&to=%2Fd%2F\(key)%3Fq%3Dpelican")
    #expect(saved.status == 303)
    #expect(saved.headers["location"] == "/d/\(key)?q=pelican")
    #expect(try found("pelican&seen=no", in: server) == ["b.txt", "c.txt"])
    #expect(try found("pelican+seen:no", in: server) == ["b.txt", "c.txt"])
    #expect(try found("seen:yes+pelican", in: server) == ["a.txt"])
    #expect(try found("pelican&starred=yes", in: server) == [])
    #expect(try server.get("/d/\(key)").text.contains("See &lt;b&gt;</textarea>"))
    #expect(try server.get("/?q=pelican&seen=yes").text.contains("<span>seen</span>"))
    #expect(try server.get("/review").text.contains("See &lt;b&gt;"))
    #expect(try server.get("/api/v1/search?q=pelican&seen=maybe").status == 400)
    let changed = try server.send(
      "POST", "/api/v1/review", ["Content-Type": "application/json"],
      body: "{\"document\":\"\(key)\",\"starred\":true}"
    ).object()
    let first = try #require((changed["documents"] as? [[String: Any]])?.first)
    #expect(first["seen"] as? Bool == true && first["starred"] as? Bool == true)
    #expect(try found("pelican&starred=yes&seen=yes", in: server) == ["a.txt"])
  }

  @Test func exportsTellWhatWasNoted() async throws {
    let server = try await ServerProcess(Self.files)
    let key = try key("b.txt", in: server)
    _ = try server.send(
      "POST", "/review", Self.form, body: "document=\(key)&starred=yes&note=The+second")
    let csv = try server.get("/export?q=pelican&format=csv").text
    #expect(csv.split(separator: "\r\n")[0].hasSuffix("document,seen,starred,note"))
    #expect(csv.contains("\(key),no,yes,The second\r\n"))
    let lines = try server.get("/export?q=pelican&format=jsonl&starred=yes").text
      .split(separator: "\n")
    #expect(lines.count == 1 && lines[0].contains("\"note\":\"The second\""))
    #expect(try server.get("/export?q=pelican&format=ris").text.contains("N1  - The second\r\n"))
  }

  @Test func eachPersonHasNotesOfTheirOwn() async throws {
    let server = try await ServerProcess(Self.files, arguments: ["--user-header", "X-User"])
    let key = try key("a.txt", in: server)
    _ = try server.send(
      "POST", "/review", Self.form.merging(["X-User": "ann"]) { $1 },
      body: "document=\(key)&seen=yes")
    #expect(try found("pelican&seen=yes", in: server, ["X-User": "ann"]) == ["a.txt"])
    #expect(try found("pelican&seen=yes", in: server, ["X-User": "ben"]) == [])
    #expect(try found("pelican&seen=yes", in: server) == [])
  }

  @Test func searchesAreKeptOnlyWhereThatIsAskedFor() async throws {
    let server = try await ServerProcess(Self.files)
    _ = try server.get("/?q=pelican")
    #expect(try server.get("/history").text.contains("Your searches are not kept."))
    _ = try server.send("POST", "/history", Self.form, body: "action=keep")
    for _ in 0..<2 { _ = try server.get("/?q=second+pelican&facet.type=txt") }
    _ = try server.get("/?q=second+pelican&facet.type=txt&page=2")
    let page = try server.get("/history").text
    #expect(page.components(separatedBy: "<th scope=\"row\">").count == 2)
    #expect(page.contains("q=second+pelican&amp;facet.type=txt"))
    _ = try server.send("POST", "/history", Self.form, body: "action=stop")
    _ = try server.get("/?q=third")
    #expect(try !server.get("/history").text.contains("q=third"))
    _ = try server.send("POST", "/history", Self.form, body: "action=clear")
    #expect(try !server.get("/history").text.contains("second+pelican"))
    #expect(try server.send("POST", "/history", Self.form, body: "action=x").status == 400)
  }

  @Test func notesFollowAFileThatIsRenamed() async throws {
    let server = try await ServerProcess(Self.files)
    _ = try server.send(
      "POST", "/review", Self.form, body: "document=\(try key("a.txt", in: server))&note=Mine")
    let workspace = try Workspace(of: server.index)
    try await AlertRun(workspace).run()
    try FileManager.default.moveItem(
      atPath: server.documents + "/a.txt", toPath: server.documents + "/z.txt")
    _ = try await IndexUpdate(index: server.index, paths: []).run()
    try await AlertRun(workspace).run()
    #expect(try server.get("/d/\(try key("z.txt", in: server))").text.contains("Mine</textarea>"))
  }

  @Test func otherSitesAndUnknownDocumentsAreRefused() async throws {
    let server = try await ServerProcess(Self.files)
    let evil = Self.form.merging(["Sec-Fetch-Site": "cross-site"]) { $1 }
    let key = try key("a.txt", in: server)
    #expect(
      try server.send("POST", "/review", evil, body: "document=\(key)&seen=yes").status == 403)
    #expect(try server.send("POST", "/review", Self.form, body: "document=AAAA").status == 404)
    #expect(
      try server.send(
        "POST", "/review", Self.form, body: "document=\(key)&to=https%3A%2F%2Fevil.example"
      ).headers["location"] == "/")
  }

  @Test func quotedWordsAreNoFilters() throws {
    let address = SearchAddress(try QueryItems("q=%22a+seen:no+b%22+starred:yes+c"))
    #expect(address.query == "\"a seen:no b\" c")
    #expect(address.review == ReviewFilter(starred: true))
  }
}
