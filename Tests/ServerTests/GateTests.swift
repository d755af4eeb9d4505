// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

@testable import AllonymServer

@Suite struct GateTests {
  @Test func everyAnswerForbidsWhatPagesNeedNot() async throws {
    for path in ["/", "/?q=Tartus", "/nowhere", "/api/v1/stats", "/style.css"] {
      let headers = try await Archive.server.get(path).headers
      #expect(headers["content-security-policy"]?.hasPrefix("default-src 'none'") == true)
      #expect(headers["x-content-type-options"] == "nosniff")
      #expect(headers["referrer-policy"] == "same-origin")
      #expect(headers["cross-origin-resource-policy"] == "same-origin")
    }
  }

  @Test func otherHostsAreRefused() async throws {
    let server = try await Archive.server
    for host in ["evil.example", "127.0.0.1.evil.example:7700", "", "[::2]"] {
      #expect(try server.get("/?q=Tartus", ["Host": host]).status == 421)
    }
    for host in ["localhost:\(server.port)", "127.0.0.1", "[::1]:80"] {
      #expect(try server.get("/?q=Tartus", ["Host": host]).status == 200)
    }
  }

  @Test func otherSitesCanLinkToPagesAndNothingElse() async throws {
    let server = try await Archive.server
    let link = ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"]
    let script = ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"]
    #expect(try server.get("/?q=Tartus", link).status == 200)
    #expect(try server.get("/?q=Tartus", script).status == 403)
    let frame = link.merging(["Sec-Fetch-Dest": "iframe"]) { $1 }
    #expect(try server.get("/?q=Tartus", frame).status == 403)
    for path in ["/export?q=Tartus", "/d/AAAA/original", "/d/AAAA/page/1/picture"] {
      #expect(try server.get(path, link).status == 403)
    }
    #expect(try server.get("/api/v1/search?q=Tartus", link).status == 403)
    #expect(
      try server.get("/api/v1/search?q=Tartus", ["Origin": "https://evil.example"]).status == 403)
    #expect(
      try server.send(
        "POST", "/lists", ["Origin": "https://evil.example", "Content-Type": "text/plain"],
        body: "a"
      ).status == 403)
    #expect(
      try server.send(
        "POST", "/api/v1/batch",
        ["Origin": "http://127.0.0.1:\(server.port)", "Content-Type": "application/json"],
        body: #"{"queries":["Tartus"]}"#
      ).status == 200)
  }

  @Test func methodsThatAnAddressDoesNotTakeAreNamed() async throws {
    let server = try await Archive.server
    for (method, path, allowed) in [
      ("DELETE", "/", "GET, HEAD"), ("POST", "/api/v1/search", "GET, HEAD"),
      ("GET", "/api/v1/batch", "POST"), ("PUT", "/lists", "GET, HEAD, POST"),
    ] {
      let answer = try server.send(method, path)
      #expect(answer.status == 405)
      #expect(answer.headers["allow"] == allowed)
    }
    #expect(try server.send("HEAD", "/").body.isEmpty)
  }

  @Test func aTokenIsAskedForByPageAndAPI() async throws {
    let token = "0123456789abcdefXYZ"
    let file = "/tmp/allonym-token-\(UUID().uuidString)"
    try Data((token + "\n").utf8).write(to: URL(filePath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    let server = try await ServerProcess(
      ["a.txt": "Tartus"], arguments: ["--token-file", file])
    #expect(try server.get("/?q=Tartus").status == 401)
    #expect(try server.get("/?q=Tartus").text.contains("type=\"password\""))
    #expect(try server.get("/style.css").status == 200)
    let api = try server.get("/api/v1/search?q=Tartus")
    #expect(api.status == 401)
    #expect(api.headers["www-authenticate"] == "Bearer")
    #expect(
      try server.get("/api/v1/search?q=Tartus", ["Authorization": "Bearer \(token)"]).status == 200)
    #expect(try server.get("/api/v1/search?q=Tartus", ["Authorization": "Bearer x"]).status == 401)
    let form = ["Content-Type": "application/x-www-form-urlencoded"]
    #expect(try server.send("POST", "/login", form, body: "token=wrong&to=/").status == 401)
    let login = try server.send("POST", "/login", form, body: "token=\(token)&to=//evil.example")
    #expect(login.status == 303)
    #expect(login.headers["location"] == "/")
    let cookie = try #require(login.headers["set-cookie"])
    #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
    #expect(
      try server.get("/?q=Tartus", ["Cookie": String(cookie.prefix { $0 != ";" })]).status == 200)
  }

  @Test func theAccessLogNamesUsersOnlyWhereAServerInFrontIsTrusted() async throws {
    for (arguments, user) in [([], "-"), (["--user-header", "X-User"], "anna� x")] {
      let server = try await ServerProcess(["a.txt": "Tartus"], arguments: arguments)
      _ = try server.get("/?q=%1B%5B2J", ["X-User": "anna\" x"])
      let lines = try server.log.split(separator: "\n")
      let line = try #require(lines.last)
      #expect(line.contains(" 127.0.0.1 \(user) \"GET /?q=%1B%5B2J\" 200 "))
    }
  }

  @Test func tooLargeABodyOrBatchIsRefused() async throws {
    let server = try await Archive.server
    let type = ["Content-Type": "application/json"]
    let batch = #"{"queries":["# + String(repeating: #""a","#, count: 10_000) + #""a"]}"#
    #expect(try server.send("POST", "/api/v1/batch", type, body: batch).status == 413)
    let long = String(repeating: "a", count: 9000)
    #expect(try server.send("POST", "/login", [:], body: long).status == 413)
    #expect(try server.get("/?q=Tartus").status == 200)
  }

  @Test func helpHasExamplesAndMistakesGetASentence() throws {
    func run(_ arguments: [String]) throws -> (code: Int32, text: String) {
      let process = Process()
      let pipe = Pipe()
      process.executableURL = ServerProcess.program
      process.arguments = arguments
      process.standardOutput = pipe
      process.standardError = pipe
      try process.run()
      let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      return (process.terminationStatus, text)
    }
    let help = try run(["--help"])
    #expect(help.code == 0)
    #expect(help.text.contains("EXAMPLES") && help.text.contains("allonym serve"))
    for (arguments, word) in [
      (["--listen", "nowhere"], "no address"), (["--index", "/nope"], "no index in /nope"),
      (["--listen", "0.0.0.0:0"], "--token-file"), (["--token-file", "/nope"], "/nope"),
    ] {
      let outcome = try run(arguments)
      #expect(outcome.code == 2)
      #expect(outcome.text.contains(word))
    }
  }

  @Test func onlyThisComputerIsServedWithoutAToken() throws {
    #expect(try ListenAddress("127.0.0.1:7700").isLocal)
    #expect(try ListenAddress("[::1]:7700").isLocal)
    #expect(try ListenAddress("unix:/run/allonym").isLocal)
    #expect(try !ListenAddress("0.0.0.0:7700").isLocal)
    #expect(throws: (any Error).self) {
      try ServerSettings(index: .init(path: "x"), listen: try ListenAddress("0.0.0.0:1"))
    }
    for text in ["", "7700", "host", "host:port", "host:70000", "unix:", "a b:1"] {
      #expect(throws: (any Error).self) { try ListenAddress(text) }
    }
  }
}
