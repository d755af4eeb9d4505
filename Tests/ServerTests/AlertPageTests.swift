// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing
import Workspaces

@Suite struct AlertPageTests {
  private static let form = ["Content-Type": "application/x-www-form-urlencoded"]

  private func server(_ arguments: [String] = []) async throws -> ServerProcess {
    try await ServerProcess(["old.txt": "An old text."], arguments: arguments)
  }

  /// Writes a document, and has what is saved looked for in it.
  private func add(_ name: String, _ text: String, to server: ServerProcess) async throws {
    try Data(text.utf8).write(to: URL(filePath: server.documents + "/" + name))
    _ = try await IndexUpdate(index: server.index, paths: []).run()
    _ = try await AlertRun(try Workspace(of: server.index)).run()
  }

  @Test func aSearchIsSavedByAFormAndItsHitsAreAPageAndAFeed() async throws {
    let server = try await server()
    #expect(try server.get("/alerts").text.contains("Nothing is saved yet."))
    #expect(try server.get("/alerts/feed.atom").status == 404)
    #expect(try server.get("/?q=old").text.contains("action=\"/alerts\""))
    let saved = try server.send(
      "POST", "/alerts", Self.form,
      body: "action=search&name=B%3Cb%3E&search=q%3DHmeimim%26facet.type%3Dtxt&lang=en")
    #expect(saved.status == 303)
    #expect(saved.headers["location"] == "/alerts/1?lang=en")
    try await add("a.txt", "قاعدة <b>حميميم</b>", to: server)
    let list = try server.get("/alerts").text
    #expect(list.contains("B&lt;b&gt;") && list.contains("1 new"))
    let page = try server.get("/alerts/1").text
    #expect(page.contains("<mark>حميميم</mark>") && page.contains("a.txt"))
    #expect(!page.contains("<b>"))
    let feed = try server.get("/alerts/1/feed.atom")
    #expect(feed.headers["content-type"] == "application/atom+xml; charset=utf-8")
    let document = try XMLCheck(feed.text)
    #expect(document.entries == 1)
    #expect(feed.text.contains("q=Hmeimim"))
    #expect(try server.get("/alerts/feed.atom").text.contains("<entry>"))
    _ = try server.send("POST", "/alerts", Self.form, body: "action=looked&alert=1&hit=1")
    #expect(try !server.get("/alerts").text.contains("1 new"))
    _ = try server.send("POST", "/alerts", Self.form, body: "action=remove&alert=1")
    #expect(try server.get("/alerts/1").status == 404)
  }

  @Test func aListIsSavedByAForm() async throws {
    let server = try await server()
    let body = [
      ("action", "names"), ("name", "List"), ("names", "Vladimir Putin\n\n?!\nNobody"),
    ].map { "--x\r\nContent-Disposition: form-data; name=\"\($0)\"\r\n\r\n\($1)\r\n" }.joined()
    let saved = try server.send(
      "POST", "/alerts", ["Content-Type": "multipart/form-data; boundary=x"],
      body: body + "--x--\r\n")
    #expect(saved.status == 303)
    try await add("a.txt", "Путин, Владимир Владимирович", to: server)
    let page = try server.get("/alerts/1").text
    #expect(page.contains("2 names") && page.contains("Vladimir Putin"))
  }

  @Test func programsSaveAndRemoveSearches() async throws {
    let server = try await server()
    let json = ["Content-Type": "application/json"]
    let made = try server.send(
      "POST", "/api/v1/alerts", json, body: #"{"name":"base","query":"Hmeimim"}"#)
    #expect(made.status == 201)
    #expect(
      try server.send(
        "POST", "/api/v1/alerts", json, body: #"{"name":"BASE","names":["Putin"]}"#
      ).status == 400)
    for body in [
      #"{"name":"a"}"#, #"{"name":"a","query":"a","names":[]}"#, #"{"name":"a","names":["!"]}"#,
      #"{"name":"a","query":"date:never"}"#, #"{"name":"","query":"a"}"#,
    ] {
      #expect(try server.send("POST", "/api/v1/alerts", json, body: body).status == 400, "\(body)")
    }
    try await add("a.txt", "Khmeimim", to: server)
    let hits = try server.get("/api/v1/alerts/1/hits").object()
    #expect((hits["hits"] as? [[String: Any]])?.first?["passage"] as? String == "Khmeimim")
    #expect(hits["last"] as? Int == 1)
    let none = try server.get("/api/v1/alerts/1/hits?after=1").object()
    #expect((none["hits"] as? [Any])?.isEmpty == true)
    #expect(try server.get("/api/v1/alerts").object()["alerts"] is [Any])
    #expect(try server.send("DELETE", "/api/v1/alerts/1").status == 204)
    #expect(try server.send("DELETE", "/api/v1/alerts/1").status == 404)
  }

  @Test func otherSitesCannotSaveOrRemove() async throws {
    let server = try await server()
    let evil = Self.form.merging(["Origin": "https://evil.example"]) { $1 }
    #expect(
      try server.send("POST", "/alerts", evil, body: "action=search&name=a&search=q%3Da").status
        == 403)
    #expect(try server.send("DELETE", "/api/v1/alerts/1", evil).status == 403)
    #expect(try server.send("DELETE", "/alerts").status == 405)
  }

  @Test func eachPersonHasLookedAtHerOwn() async throws {
    let server = try await server(["--user-header", "X-User"])
    let ann = Self.form.merging(["X-User": "ann"]) { $1 }
    _ = try server.send("POST", "/alerts", ann, body: "action=search&name=a&search=q%3Dpelican")
    try await add("a.txt", "A pelican.", to: server)
    _ = try server.send("POST", "/alerts", ann, body: "action=looked&alert=1&hit=9")
    #expect(try !server.get("/alerts", ["X-User": "ann"]).text.contains("1 new"))
    #expect(try server.get("/alerts", ["X-User": "ben"]).text.contains("1 new"))
  }
}

/// Well-formed XML, and what a feed must have.
private final class XMLCheck: NSObject {
  private(set) var entries = 0

  init(_ text: String) throws {
    super.init()
    entries = text.components(separatedBy: "<entry>").count - 1
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = [
      "-c", "import sys, xml.dom.minidom as m; m.parseString(sys.stdin.buffer.read())",
    ]
    let input = Pipe()
    process.standardInput = input
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "the feed is well-formed XML")
  }
}
