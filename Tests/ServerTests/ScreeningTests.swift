// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

/// The interface of yente, on lists that are served.
@Suite struct ScreeningTests {
  private typealias Object = [String: Any]

  private func person(_ name: String, _ more: [String: [String]] = [:]) -> Object {
    ["schema": "Person", "properties": ["name": [name]].merging(more) { $1 }]
  }

  private func match(_ path: String, _ queries: Object) async throws -> [String: Object] {
    let answer = try await Lists.server.post("/match/" + path, json: ["queries": queries])
    #expect(answer.status == 200, "\(answer.text)")
    return try #require(answer.object()["responses"] as? [String: Object])
  }

  private func results(_ path: String, _ query: Object) async throws -> [Object] {
    try #require(try await match(path, ["q": query])["q"]?["results"] as? [Object])
  }

  @Test func entitiesAreFoundWithScoresAndExplanations() async throws {
    let responses = try await match(
      "people?algorithm=best&fuzzy=false",
      [
        "a": person("Путин Владимир", ["birthDate": ["1952"], "nationality": ["Russia"]]),
        "b": person("Nobody Whatsoever"),
      ])
    let best = try #require((responses["a"]?["results"] as? [Object])?.first)
    #expect(best["id"] as? String == "p1")
    #expect(best["caption"] as? String == "Vladimir Putin")
    #expect(best["schema"] as? String == "Person")
    #expect(best["datasets"] as? [String] == ["demo"])
    #expect(best["target"] as? Bool == true)
    #expect(best["first_seen"] as? String == "2022-01-01T00:00:00")
    #expect(best["match"] as? Bool == true)
    #expect(try #require(best["score"] as? Double) > 0.9)
    #expect((best["properties"] as? [String: [String]])?["topics"] == ["role.pep"])
    let names = try #require((best["explanations"] as? [String: Object])?["names"])
    #expect((names["detail"] as? String)?.contains("Путин") == true)
    #expect((responses["a"]?["total"] as? Object)?["value"] as? Int == 1)
    #expect((responses["b"]?["results"] as? [Any])?.isEmpty == true)
    let query = try #require(responses["a"]?["query"] as? Object)
    #expect(query["schema"] as? String == "Person")
  }

  @Test func thresholdsLimitsAndFilters() async throws {
    let sharaa = person("Ahmad al-Sharaa")
    #expect(try await results("people", sharaa).count == 2)
    #expect(try await results("people?limit=1", sharaa).count == 1)
    #expect(
      try await results("people?exclude_entity_ids=p2", sharaa).compactMap { $0["id"] as? String }
        == ["p3"])
    #expect(try await results("people?include_dataset=other", sharaa).count == 1)
    #expect(try await results("people?exclude_schema=LegalEntity", sharaa).isEmpty)
    #expect(try await results("people?topics=role.pep", sharaa).isEmpty)
    // A part of a name is less sure.
    let assad = person("Assad")
    #expect(try await results("plain", assad).isEmpty)
    let unsure = try await results("plain?cutoff=0.5", assad)
    #expect(unsure.count == 2)
    #expect(unsure.allSatisfy { $0["match"] as? Bool == false })
    #expect(
      try await results("plain?threshold=0.55", assad).allSatisfy { $0["match"] as? Bool == true })
  }

  @Test func companiesArePersonsOfNoKind() async throws {
    let company: Object = [
      "schema": "Company", "properties": ["name": "Rosneft Oil Company", "jurisdiction": "ru"],
    ]
    #expect(try await results("people", company).first?["id"] as? String == "c1")
    let person: Object = ["schema": "Person", "properties": ["name": ["Rosneft Oil Company"]]]
    #expect(try await results("people", person).isEmpty)
    let parts: Object = [
      "schema": "Person", "properties": ["firstName": ["Vladimir"], "lastName": ["Putin"]],
    ]
    #expect(try await results("default", parts).first?["id"] as? String == "p1")
  }

  @Test func searchesCountAndFilter() async throws {
    let server = try await Lists.server
    func found(_ path: String) throws -> (ids: [String], total: Int) {
      let answer = try server.get("/search/" + path)
      #expect(answer.status == 200, "\(answer.text)")
      let object = try answer.object()
      let results = try #require(object["results"] as? [Object])
      let total = try #require((object["total"] as? Object)?["value"] as? Int)
      #expect(object["facets"] as? Object != nil)
      return (results.compactMap { $0["id"] as? String }, total)
    }
    #expect(try found("people?q=sharaa").ids == ["p2", "p3"])
    #expect(try found("people?q=sharaa&limit=1&offset=1").ids == ["p3"])
    #expect(try found("people?q=sharaa&limit=1&offset=1").total == 2)
    #expect(try found("people?q=Wladimir+Putin").ids == ["p1"])
    #expect(try found("people").total == 5)
    #expect(try found("people?schema=Vessel").ids == ["v1"])
    #expect(try found("people?countries=Russia").ids == ["p1", "c1"])
    #expect(try found("people?topics=role.pep").ids == ["p1"])
    #expect(try found("default?q=assad").total == 2)
  }

  @Test func entitiesAndDataSetsAreReported() async throws {
    let server = try await Lists.server
    let entity = try server.get("/entities/c1?nested=true").object()
    #expect(
      (entity["properties"] as? [String: [String]])?["registrationNumber"] == ["1027700043502"])
    #expect(try server.get("/entities/none").status == 404)
    let catalog = try server.get("/catalog").object()
    let datasets = try #require(catalog["datasets"] as? [Object])
    #expect(datasets.compactMap { $0["name"] as? String } == ["people", "plain", "default"])
    #expect(datasets.compactMap { $0["entity_count"] as? Int } == [5, 3, 8])
    #expect(try server.get("/algorithms").object()["best"] as? String == "allonym")
    #expect(try server.get("/healthz").object()["status"] as? String == "ok")
  }

  @Test func badInputGetsASentence() async throws {
    let server = try await Lists.server
    func detail(_ answer: ServerProcess.Answer, _ status: Int) throws -> String {
      #expect(answer.status == status, "\(answer.text.prefix(300))")
      return try #require(answer.object()["detail"] as? String)
    }
    func post(_ path: String, _ body: Any) throws -> ServerProcess.Answer {
      try server.post("/match/" + path, json: body)
    }
    let good: Object = ["queries": ["q": person("A")]]
    #expect(try detail(post("nowhere", good), 404).contains("people, plain"))
    #expect(try detail(post("archive", good), 404).contains("people, plain"))
    #expect(try detail(post("people?algorithm=neural-net", good), 400).contains("neural-net"))
    #expect(try detail(post("people?threshold=2", good), 400).contains("threshold"))
    #expect(try detail(post("people?limit=0", good), 400).contains("limit"))
    #expect(try detail(post("people", ["queries": [:] as Object]), 400).contains("no queries"))
    #expect(
      try detail(post("people", ["queries": ["q": ["properties": ["name": "A"]]]]), 400)
        .contains("schema is missing"))
    #expect(
      try detail(post("people", ["queries": ["q": ["schema": "Persona", "properties": [:]]]]), 400)
        .contains("Persona"))
    #expect(
      try detail(
        post("people", ["queries": ["q": ["schema": "Document", "properties": ["name": "A"]]]]), 400
      )
      .contains("not matched"))
    #expect(
      try detail(post("people", ["queries": ["q": ["schema": "Person", "properties": [:]]]]), 400)
        .contains("no name"))
    #expect(
      try detail(post("people", good.merging(["weights": ["a": 1]]) { $1 }), 400).contains(
        "weights"))
    #expect(
      try detail(
        server.send("POST", "/match/people", ["Content-Type": "application/json"], body: "{"), 400
      ).contains("JSON"))
    let many = Dictionary(uniqueKeysWithValues: (0..<10_001).map { ("\($0)", person("A")) })
    #expect(try detail(post("people", ["queries": many]), 413).contains("10000"))
    #expect(try server.get("/search/people?q=a&schema=Nothing").status == 400)
    #expect(try server.get("/match/people").status == 405)
  }

  @Test func aTokenIsAskedForAndTakenAsClientsOfYenteSendIt() async throws {
    let token = FileManager.default.temporaryDirectory.appending(path: "token-\(UUID().uuidString)")
    try Data("0123456789abcdef0123\n".utf8).write(to: token)
    let server = try await Lists.start(["--token-file", token.path])
    #expect(try server.get("/catalog").status == 401)
    for scheme in ["Bearer", "ApiKey", "Apikey"] {
      #expect(
        try server.get("/catalog", ["Authorization": "\(scheme) 0123456789abcdef0123"]).status
          == 200)
    }
    #expect(
      try server.get("/catalog", ["Authorization": "ApiKey 0123456789abcdef0124"]).status == 401)
    #expect(
      try server.post("/mcp", json: ["jsonrpc": "2.0", "id": 1, "method": "ping"]).status == 401)
    #expect(try server.get("/healthz").status == 200)
  }
}
