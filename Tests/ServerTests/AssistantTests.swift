// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

/// The Model Context Protocol; `scripts/test-tools` speaks it with the official client.
@Suite struct AssistantTests {
  private typealias Object = [String: Any]

  private static var meta: Object {
    [
      "io.modelcontextprotocol/protocolVersion": "2026-07-28",
      "io.modelcontextprotocol/clientInfo": ["name": "test", "version": "1"],
      "io.modelcontextprotocol/clientCapabilities": [:] as Object,
    ]
  }

  private func send(
    _ method: String, _ params: Object = [:], _ headers: [String: String] = [:],
    isPresent: Bool = true
  ) async throws -> ServerProcess.Answer {
    var params = params
    var all = ["Accept": "application/json, text/event-stream"]
    if isPresent {
      params["_meta"] = Self.meta
      all["MCP-Protocol-Version"] = "2026-07-28"
      all["Mcp-Method"] = method
      if let name = params["name"] as? String { all["Mcp-Name"] = name }
    }
    return try await Lists.server.post(
      "/mcp", json: ["jsonrpc": "2.0", "id": 7, "method": method, "params": params],
      all.merging(headers) { $1 })
  }

  private func result(_ answer: ServerProcess.Answer) throws -> Object {
    #expect(answer.status == 200, "\(answer.text)")
    let object = try answer.object()
    #expect(object["id"] as? Int == 7)
    return try #require(object["result"] as? Object, "\(answer.text)")
  }

  private func call(_ tool: String, _ arguments: Object) async throws -> Object {
    let result = try result(try await send("tools/call", ["name": tool, "arguments": arguments]))
    #expect(result["resultType"] as? String == "complete")
    #expect(result["isError"] as? Bool == false, "\(result)")
    return try #require(result["structuredContent"] as? Object)
  }

  private func complaint(_ tool: String, _ arguments: Object) async throws -> String {
    let result = try result(try await send("tools/call", ["name": tool, "arguments": arguments]))
    #expect(result["isError"] as? Bool == true)
    return try #require((result["content"] as? [Object])?.first?["text"] as? String)
  }

  private func error(_ answer: ServerProcess.Answer) throws -> (code: Int?, message: String) {
    let error = try #require(answer.object()["error"] as? Object, "\(answer.text)")
    return (error["code"] as? Int, error["message"] as? String ?? "")
  }

  @Test func thePresentVersionKeepsNothingAndTheFormerBegin() async throws {
    let discovered = try result(try await send("server/discover"))
    #expect(
      discovered["supportedVersions"] as? [String] == ["2026-07-28", "2025-11-25", "2025-06-18"])
    #expect(discovered["resultType"] as? String == "complete")
    #expect(discovered["ttlMs"] is Int)
    for version in ["2025-11-25", "2025-06-18"] {
      let begun = try result(
        try await send("initialize", ["protocolVersion": version], isPresent: false))
      #expect(begun["protocolVersion"] as? String == version)
      #expect(begun["serverInfo"] is Object)
      let listed = try result(
        try await send("tools/list", [:], ["MCP-Protocol-Version": version], isPresent: false))
      #expect((listed["tools"] as? [Any])?.count == 5)
      #expect(listed["resultType"] == nil)
    }
    let other = try result(
      try await send("initialize", ["protocolVersion": "1999-01-01"], isPresent: false))
    #expect(other["protocolVersion"] as? String == "2025-11-25")
    let notified = try await Lists.server.post(
      "/mcp", json: ["jsonrpc": "2.0", "method": "notifications/initialized"])
    #expect(notified.status == 202)
    #expect(try await Lists.server.get("/mcp").status == 405)
  }

  @Test func allToolsOnlyRead() async throws {
    let tools = try #require(
      try result(try await send("tools/list"))["tools"] as? [Object])
    #expect(
      tools.compactMap { $0["name"] as? String } == [
        "search", "spellings", "match_names", "read_document", "facets",
      ])
    for tool in tools {
      #expect((tool["annotations"] as? Object)?["readOnlyHint"] as? Bool == true)
      #expect((tool["inputSchema"] as? Object)?["additionalProperties"] as? Bool == false)
    }
  }

  @Test func searchGoesOnToTheLastHitAndDocumentsAreReadInParts() async throws {
    var ids: [String] = []
    var arguments: Object = ["query": "Hmeimim", "limit": 10]
    while true {
      let found = try await call("search", arguments)
      #expect(found["total"] as? Int == 26)
      ids += try #require(found["hits"] as? [Object]).compactMap { $0["id"] as? String }
      guard let next = found["next"] as? String else { break }
      arguments["after"] = next
    }
    #expect(ids.count == 26)
    #expect(Set(ids).count == 26)
    let read = try await call("read_document", ["id": ids[0], "length": 5])
    #expect((read["text"] as? String)?.unicodeScalars.count == 5)
    #expect(read["next"] as? Int == 5)
    let rest = try await call("read_document", ["id": ids[0], "start": 5])
    #expect(rest["next"] == nil)
    #expect(
      (read["text"] as? String ?? "").unicodeScalars.count
        + (rest["text"] as? String ?? "").unicodeScalars.count == read["length"] as? Int)
    let matched = try await call("read_document", ["id": ids[0], "query": "Hmeimim"])
    #expect((1...2).contains(matched["matches"] as? Int ?? 0))
  }

  @Test func namesAreSpeltMatchedAndCounted() async throws {
    let words = try #require(
      try await call("spellings", ["name": "Hmeimim"])["words"] as? [Object])
    let forms = try #require(words.first?["spellings"] as? [Object])
    #expect(forms.contains { $0["script"] as? String == "Arab" })
    let matched = try await call("match_names", ["names": ["Путин Владимир"], "list": "people"])
    let best = ((matched["names"] as? [Object])?.first?["matches"] as? [Object])?.first
    #expect(best?["id"] as? String == "p1")
    let given = try await call(
      "match_names", ["names": ["Assad, Bashar"], "against": ["بشار الأسد", "Vladimir Putin"]])
    let names = ((given["names"] as? [Object])?.first?["matches"] as? [Object]) ?? []
    #expect(names.compactMap { $0["name"] as? String } == ["بشار الأسد"])
    let counted = try await call("facets", ["query": "Hmeimim", "facet": "language"])
    #expect((counted["values"] as? [Object])?.isEmpty == false)
  }

  @Test func whatAnAssistantCanPutRightIsReportedToIt() async throws {
    #expect(try await complaint("search", ["query": ""]).contains("empty"))
    #expect(try await complaint("search", [:]).contains("needs query"))
    #expect(try await complaint("search", ["query": "a", "limit": 1000]).contains("1 to 20"))
    #expect(try await complaint("search", ["query": "a", "colour": 1]).contains("colour"))
    #expect(try await complaint("search", ["query": "a", "after": "x"]).contains("next"))
    #expect(try await complaint("search", ["query": "a", "date": "soon"]).contains("date"))
    #expect(try await complaint("read_document", ["id": "AAAA"]).contains("no such document"))
    #expect(
      try await complaint("match_names", ["names": ["a"], "list": "x"]).contains("people, plain"))
    #expect(try await complaint("match_names", ["names": ["a"]]).contains("against"))
    #expect(
      try await complaint(
        "match_names", ["names": Array(repeating: "a", count: 101), "list": "people"]
      )
      .contains("1 to 100"))
    #expect(try await complaint("facets", ["query": "a", "facet": "colour"]).contains("colour"))
  }

  @Test func whatAProgramMustPutRightIsAnErrorOfTheProtocol() async throws {
    let server = try await Lists.server
    let broken = try server.send("POST", "/mcp", ["Content-Type": "application/json"], body: "{no")
    #expect(broken.status == 400)
    #expect(try error(broken).code == -32700)
    let batch = try server.send("POST", "/mcp", ["Content-Type": "application/json"], body: "[]")
    #expect(try error(batch).code == -32600)
    let unknown = try await send("resources/list")
    #expect(unknown.status == 404)
    #expect(try error(unknown).code == -32601)
    #expect(try error(try await send("tools/call", ["name": "delete"])).code == -32602)
    let mismatch = try await send("tools/list", [:], ["Mcp-Method": "tools/call"])
    #expect(mismatch.status == 400)
    #expect(try error(mismatch).code == -32020)
    let named = try await send(
      "tools/call", ["name": "facets"], ["Mcp-Name": "=?base64?c2VhcmNo?="])
    #expect(try error(named).message.contains("'search'"))
    let version = try await send(
      "tools/list", [:], ["MCP-Protocol-Version": "1999-01-01"], isPresent: false)
    #expect(version.status == 400)
    #expect(try error(version).code == -32022)
    let large = try server.send(
      "POST", "/mcp", ["Content-Type": "application/json"],
      body: String(repeating: " ", count: 2 << 20))
    #expect(large.status == 413)
    let hostile = try await send("tools/list", [:], ["Origin": "https://evil.example"])
    #expect(hostile.status == 403)
  }

  // MARK: Standard input and output

  /// The answers of `allonym-server mcp` to some lines.
  private func answers(_ lines: [String]) async throws -> [Object] {
    let index = try await Lists.server.index.path
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = ServerProcess.program
    process.arguments = ["mcp", "--index", index]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    try input.fileHandleForWriting.write(
      contentsOf: Data((lines.joined(separator: "\n") + "\n").utf8))
    try input.fileHandleForWriting.close()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try data.split(separator: 0x0A).map {
      try #require(try JSONSerialization.jsonObject(with: Data($0)) as? Object)
    }
  }

  @Test func linesAreAnsweredByLinesAndTheEndEndsIt() async throws {
    let answers = try await answers([
      #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18"}}"#,
      #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, "", "{no",
      #"{"jsonrpc":"2.0","id":"x","method":"tools/call","params":{"name":"search","arguments":{"query":"Hmeimim","limit":1}}}"#,
      #"{"jsonrpc":"2.0","id":2,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"1900-01-01"}}}"#,
    ])
    #expect(answers.count == 4)
    #expect((answers[0]["result"] as? Object)?["protocolVersion"] as? String == "2025-06-18")
    #expect((answers[1]["error"] as? Object)?["code"] as? Int == -32700)
    #expect(answers[2]["id"] as? String == "x")
    #expect((answers[2]["result"] as? Object)?["isError"] as? Bool == false)
    let data = (answers[3]["error"] as? Object)?["data"] as? Object
    #expect((data?["supported"] as? [String])?.first == "2026-07-28")
  }
}
