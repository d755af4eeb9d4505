// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

/// Lists of names that a server serves, and their server.
enum Lists {
  static let entities = """
    {"id":"p1","caption":"Vladimir Putin","schema":"Person","properties":{"name":["Vladimir Putin","Владимир Путин"],"birthDate":["1952-10-07"],"nationality":["ru"],"topics":["role.pep"]},"datasets":["demo"],"target":true,"first_seen":"2022-01-01T00:00:00"}
    {"id":"p2","caption":"Ahmad al-Sharaa","schema":"Person","properties":{"name":["Ahmad al-Sharaa"],"alias":["Abu Mohammad al-Julani","أحمد الشرع"],"birthDate":["1982"],"nationality":["sy"]},"datasets":["demo"]}
    {"id":"p3","caption":"Ahmad al-Sharaa","schema":"Person","properties":{"name":["Ahmad al-Sharaa"],"birthDate":["1951"],"nationality":["sy"]},"datasets":["other"]}
    {"id":"c1","caption":"Rosneft Oil Company","schema":"Company","properties":{"name":["Rosneft Oil Company"],"jurisdiction":["ru"],"registrationNumber":["1027700043502"]},"datasets":["demo"]}
    {"id":"o1","schema":"Ownership","properties":{"owner":["p1"],"asset":["c1"]}}
    {"id":"v1","caption":"Hmeimim","schema":"Vessel","properties":{"name":["Hmeimim"],"flag":["sy"]},"datasets":["demo"]}

    """
  static let plain = "Bashar al-Assad\nHafez al-Assad\n<script>alert(1)</script> Tartus\n"

  static func start(_ arguments: [String] = []) async throws -> ServerProcess {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "lists-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let (entities, plain) = (folder.appending(path: "e.jsonl"), folder.appending(path: "p.txt"))
    try Data(Self.entities.utf8).write(to: entities)
    try Data(Self.plain.utf8).write(to: plain)
    return try await ServerProcess(
      Archive.files,
      arguments: ["--list", "people=\(entities.path)", "--list", "plain=\(plain.path)"] + arguments)
  }

  nonisolated(unsafe) private static var started: Task<ServerProcess, any Error> = Task {
    try await start()
  }

  static var server: ServerProcess { get async throws { try await started.value } }
}

extension ServerProcess {
  /// Sends JSON.
  func post(_ path: String, json: Any, _ headers: [String: String] = [:]) throws -> Answer {
    let data = try JSONSerialization.data(withJSONObject: json)
    return try send(
      "POST", path, ["Content-Type": "application/json"].merging(headers) { $1 },
      body: String(decoding: data, as: UTF8.self))
  }

  /// Sends a form with a field that holds JSON.
  func post(_ path: String, field: String, json: Any) throws -> Answer {
    let data = try JSONSerialization.data(withJSONObject: json)
    let text = String(decoding: data, as: UTF8.self)
      .addingPercentEncoding(withAllowedCharacters: .alphanumerics)
    return try send(
      "POST", path, ["Content-Type": "application/x-www-form-urlencoded"],
      body: "\(field)=\(text ?? "")")
  }
}

/// OpenRefine's protocol. The shapes are those of the specification's schemas, which `scripts/test-tools` checks.
@Suite struct ReconciliationTests {
  private typealias Object = [String: Any]

  private func results(
    _ queries: Object, _ dataset: String = "people"
  ) async throws -> [String: [Object]] {
    let answer = try await Lists.server.post(
      "/reconcile/\(dataset)", field: "queries", json: queries)
    #expect(answer.status == 200, "\(answer.text)")
    return try answer.object().mapValues {
      try #require(($0 as? Object)?["result"] as? [Object])
    }
  }

  @Test func aBatchIsAnsweredByNameWithScoresTypesFeaturesAndWhy() async throws {
    let results = try await results([
      "q0": ["query": "Путин Владимир", "limit": 3], "q1": ["query": "Nobody Whatsoever"],
    ])
    #expect(results["q1"]?.isEmpty == true)
    let best = try #require(results["q0"]?.first)
    #expect(best["id"] as? String == "p1")
    #expect(best["name"] as? String == "Vladimir Putin")
    let score = try #require(best["score"] as? Double)
    #expect((90...100).contains(score))
    #expect(best["match"] as? Bool == true)
    #expect((best["type"] as? [Object])?.first?["id"] as? String == "Person")
    #expect((best["features"] as? [Object])?.isEmpty == false)
    let description = try #require(best["description"] as? String)
    #expect(description.contains("born 1952-10-07"))
    #expect(description.contains("Путин"))
  }

  @Test func birthAndCountryAreEvidenceAndNamesakesAreNotTakenForSure() async throws {
    let results = try await results([
      "plain": ["query": "Ahmed Sharaa"],
      "year": ["query": "Ahmed Sharaa", "properties": [["pid": "year of birth", "v": 1982]]],
      "day": ["query": "Ahmed Sharaa", "properties": [["pid": "birthDate", "v": ["1951"]]]],
      "country": [
        "query": "Vladimir Putin", "properties": [["pid": "country", "v": "Россия"]],
      ],
      "other": [
        "query": "Vladimir Putin", "properties": [["pid": "Person:nationality", "v": "France"]],
      ],
    ])
    #expect(results["plain"]?.count == 2)
    #expect(results["plain"]?.contains { $0["match"] as? Bool == true } == false)
    #expect(results["year"]?.first?["id"] as? String == "p2")
    #expect(results["year"]?.count == 1)
    #expect(results["day"]?.first?["id"] as? String == "p3")
    func score(_ name: String) throws -> Double {
      try #require(results[name]?.first?["score"] as? Double)
    }
    #expect(try score("country") > score("other"))
  }

  @Test func typesRestrictAndBroaderTypesDoNot() async throws {
    let results = try await results([
      "vessel": ["query": "Hmeimim", "type": "Vessel"],
      "person": ["query": "Hmeimim", "type": ["Person"]],
      "legal": ["query": "Rosneft Oil Company", "type": "LegalEntity"],
      "organization": ["query": "Rosneft Oil Company", "type": "Organization"],
    ])
    #expect(results["vessel"]?.count == 1)
    #expect(results["person"]?.isEmpty == true)
    #expect(results["legal"]?.first?["id"] as? String == "c1")
    #expect(results["organization"]?.first?["id"] as? String == "c1")
  }

  @Test func anIdentifierFindsItsRow() async throws {
    let results = try await results(["q": ["query": "c1"]])
    #expect(results["q"]?.first?["name"] as? String == "Rosneft Oil Company")
    #expect(results["q"]?.first?["score"] as? Double == 100)
  }

  @Test func theArchiveOffersTheDocumentsThatMention() async throws {
    let results = try await results(
      [
        "all": ["query": "Hmeimim", "limit": 50],
        "russian": [
          "query": "Hmeimim", "limit": 50, "properties": [["pid": "language", "v": "ru"]],
        ],
        "none": ["query": "!?"],
      ], "archive")
    #expect(results["all"]?.count == 26)
    #expect(results["russian"]?.isEmpty == false)
    let languages = results["russian"]?.compactMap { $0["description"] as? String } ?? []
    #expect(languages.allSatisfy { $0.contains("ru") })
    #expect(results["none"]?.isEmpty == true)
    let id = try #require(results["all"]?.first?["id"] as? String)
    #expect(try await Lists.server.get("/d/\(id)").status == 200)
    let preview = try await Lists.server.get("/reconcile/archive/preview?id=\(id)")
    #expect(preview.text.contains("Hmeimim"))
  }

  @Test func theManifestsNameAddressesThatAnswer() async throws {
    let server = try await Lists.server
    for dataset in ["people", "plain", "archive"] {
      let manifest = try server.get("/reconcile/\(dataset)").object()
      #expect(manifest["versions"] as? [String] == ["0.2"])
      let view = try #require((manifest["view"] as? Object)?["url"] as? String)
      #expect(view.hasPrefix("http://127.0.0.1:\(server.port)/"))
      #expect(view.contains("{{id}}"))
      let suggest = try #require(manifest["suggest"] as? [String: Object])
      for (what, path) in suggest {
        #expect(path["service_url"] as? String == "http://127.0.0.1:\(server.port)")
        let address = try #require(path["service_path"] as? String)
        let answer = try server.get(address + "?prefix=")
        #expect(answer.status == 200, "\(what)")
        #expect(try answer.object()["result"] is [Any])
      }
      let draft = try server.get("/reconcile/\(dataset)/1.0").object()
      #expect(draft["versions"] as? [String] == ["1.0-draft"])
      #expect(((draft["view"] as? Object)?["url"] as? String)?.contains("{{") == false)
    }
  }

  @Test func suggestionsBeginAsTypedOrAreSpeltOtherwise() async throws {
    let server = try await Lists.server
    func names(_ path: String) throws -> [String] {
      try #require(server.get(path).object()["result"] as? [Object]).compactMap {
        $0["id"] as? String
      }
    }
    #expect(try names("/reconcile/people/suggest/entity?prefix=vlad") == ["p1"])
    #expect(try names("/reconcile/people/suggest/entity?prefix=julani") == ["p2"])
    #expect(try names("/reconcile/people/suggest/entity?prefix=Wladimir%20Putin") == ["p1"])
    #expect(try names("/reconcile/people/suggest/entity?prefix=sharaa&cursor=1") == ["p3"])
    #expect(try names("/reconcile/people/suggest/property?prefix=birth") == ["birthDate"])
    #expect(try names("/reconcile/people/suggest/type?prefix=comp") == ["Company"])
  }

  @Test func thePreviewSaysWhyAndIsFitForAFrameOfThisComputer() async throws {
    _ = try await results(["q": ["query": "Ahmed ash-Shara"]])
    let preview = try await Lists.server.get("/reconcile/people/preview?id=p2")
    #expect(preview.text.contains("Ahmed ash-Shara"))
    #expect(preview.text.contains("of 100"))
    #expect(preview.text.contains("أحمد الشرع"))
    let policy = try #require(preview.headers["content-security-policy"])
    #expect(policy.contains("frame-ancestors 'self' http://localhost:*"))
    #expect(policy.contains("default-src 'none'"))
    #expect(!policy.contains("script-src"))
    let flyout = try await Lists.server.get("/reconcile/people/flyout/entity?id=p2").object()
    #expect(flyout["id"] as? String == "p2")
    let hostile = try await Lists.server.get("/reconcile/plain/preview?id=3")
    #expect(hostile.text.contains("&lt;script&gt;"))
    #expect(!hostile.text.contains("<script"))
  }

  @Test func propertiesAreFetchedIntoATable() async throws {
    let query: Object = [
      "ids": ["p2", "none"],
      "properties": [["id": "alias"], ["id": "birthDate"], ["id": "country"], ["id": "colour"]],
    ]
    let answer = try await Lists.server.post("/reconcile/people", field: "extend", json: query)
    let rows = try #require(answer.object()["rows"] as? [String: [String: [Object]]])
    #expect(rows["p2"]?["birthDate"]?.first?["str"] as? String == "1982")
    #expect(rows["p2"]?["alias"]?.count == 2)
    #expect(rows["none"]?["alias"]?.isEmpty == true)
    let draft = try await Lists.server.post("/reconcile/people/1.0/extend", json: query)
    let ordered = try #require(draft.object()["rows"] as? [Object])
    #expect(ordered.map { $0["id"] as? String } == ["p2", "none"])
    let proposed = try await Lists.server.get("/reconcile/people/extend/propose?type=Person")
    #expect(try (proposed.object()["properties"] as? [Any])?.isEmpty == false)
  }

  @Test func conditionsOfTheDraftSelect() async throws {
    func ids(_ conditions: [Object]) async throws -> [String] {
      let answer = try await Lists.server.post(
        "/reconcile/people/1.0/match", json: ["queries": [["conditions": conditions]]])
      let results = try #require(answer.object()["results"] as? [Object], "\(answer.text)")
      let candidates = try #require(results.first?["candidates"] as? [Object])
      return candidates.compactMap { $0["id"] as? String }
    }
    let name: Object = ["matchType": "name", "propertyValue": "Ahmad Sharaa"]
    func born(_ year: Any, _ more: Object = [:]) -> Object {
      ["matchType": "property", "propertyId": "birthDate", "propertyValue": year].merging(more) {
        $1
      }
    }
    #expect(try await ids([name]) == ["p2", "p3"])
    #expect(try await ids([name, born("1951", ["required": true])]) == ["p3"])
    #expect(
      try await ids([name, born("1951", ["required": true, "matchQuantifier": "none"])]) == ["p2"])
    #expect(try await ids([["matchType": "id", "propertyValue": "v1"]]) == ["v1"])
    let number: Object = [
      "matchType": "property", "propertyId": "registrationNumber", "propertyValue": "1027700043502",
      "required": true,
    ]
    #expect(
      try await ids([["matchType": "name", "propertyValue": "Rosneft Oil"], number]) == ["c1"])
  }

  @Test func badInputGetsASentenceAndHarmsNobody() async throws {
    let server = try await Lists.server
    func detail(_ answer: ServerProcess.Answer, _ status: Int) throws -> String {
      #expect(answer.status == status, "\(answer.text.prefix(300))")
      return try #require(answer.object()["detail"] as? String)
    }
    #expect(
      try detail(server.get("/reconcile/people?queries=%7Bno"), 400).contains("no JSON"))
    #expect(try detail(server.get("/reconcile/nowhere"), 404).contains("people, plain"))
    #expect(
      try detail(
        server.post("/reconcile/people", field: "queries", json: ["q": [:] as Object]), 400
      )
      .contains("asks for nothing"))
    #expect(
      try detail(
        server.post(
          "/reconcile/people", field: "queries", json: ["q": ["query": "a", "limit": -1]]),
        400
      ).contains("limit"))
    #expect(try detail(server.send("POST", "/reconcile/people", body: "x"), 415).contains("form"))
    #expect(
      try detail(server.post("/reconcile/people/1.0/match", json: ["queries": "all"]), 400)
        .contains("another kind"))
    #expect(
      try detail(
        server.post("/reconcile/people/1.0/match", json: ["queries": [["conditions": []]]]), 400
      )
      .contains("no conditions"))
    // Too many, and far too many.
    let many = Dictionary(
      uniqueKeysWithValues: (0..<20_000).map { ("q\($0)", ["query": "a"]) })
    #expect(
      try detail(server.post("/reconcile/people", field: "queries", json: many), 413)
        .contains("10000"))
    let million = "{\"queries\":[" + String(repeating: #"{"conditions":[]},"#, count: 1_000_000)
    let answer = try server.send(
      "POST", "/reconcile/people/1.0/match", ["Content-Type": "application/json"], body: million)
    #expect(try detail(answer, 413).contains("divide"))
    #expect(try server.get("/reconcile/people").status == 200)
  }

  @Test func callbacksAreNamesOfFunctionsAlone() async throws {
    let server = try await Lists.server
    let answer = try server.get("/reconcile/people?callback=jQuery1_2")
    #expect(answer.text.hasPrefix("/**/jQuery1_2({"))
    #expect(answer.text.hasSuffix("});\n"))
    #expect(answer.headers["content-type"]?.hasPrefix("text/javascript") == true)
    for hostile in [
      "alert(1)", "a;b", "a%0Ab", "1a", "a..b", "%3Cscript%3E", "a%E2%80%A8b", "a[0]",
      String(repeating: "a", count: 200),
    ] {
      let answer = try server.get("/reconcile/people?callback=\(hostile)")
      #expect(answer.status == 400)
      #expect(answer.headers["content-type"] == "application/problem+json")
      #expect(!answer.text.contains("/**/"))
    }
  }

  @Test func pagesOfThisComputerMayAskAndOthersMayNot() async throws {
    let server = try await Lists.server
    func ask(_ headers: [String: String], _ path: String = "/reconcile/people") throws
      -> ServerProcess.Answer
    {
      try server.get(path, headers)
    }
    for origin in ["http://127.0.0.1:3333", "http://localhost:3333", "http://[::1]:3333"] {
      let answer = try ask(["Origin": origin, "Sec-Fetch-Site": "same-site"])
      #expect(answer.status == 200)
      #expect(answer.headers["access-control-allow-origin"] == origin)
      #expect(answer.headers["cross-origin-resource-policy"] == "cross-origin")
    }
    // As a script or a frame does.
    #expect(
      try ask([
        "Referer": "http://127.0.0.1:3333/project", "Sec-Fetch-Site": "same-site",
        "Sec-Fetch-Mode": "no-cors",
      ])
      .status == 200)
    for hostile: [String: String] in [
      ["Origin": "https://evil.example"], ["Origin": "null"],
      ["Origin": "http://127.0.0.1.evil.example"],
      [
        "Referer": "https://evil.example/", "Sec-Fetch-Site": "cross-site",
        "Sec-Fetch-Mode": "no-cors",
      ],
      ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"],
    ] {
      let answer = try ask(hostile, "/reconcile/people?callback=f")
      #expect(answer.status == 403, "\(hostile)")
      #expect(answer.headers["access-control-allow-origin"] == nil)
    }
    let preflight = try server.send(
      "OPTIONS", "/reconcile/people/1.0/match",
      ["Origin": "http://127.0.0.1:3333", "Access-Control-Request-Method": "POST"])
    #expect(preflight.status == 204)
    #expect(preflight.headers["access-control-allow-methods"]?.contains("POST") == true)
    // Errors can be read by the page, too.
    let missing = try ask(["Origin": "http://127.0.0.1:3333"], "/reconcile/nowhere")
    #expect(missing.status == 404)
    #expect(missing.headers["access-control-allow-origin"] == "http://127.0.0.1:3333")
    // The page and the API stay closed.
    #expect(
      try server.get("/api/v1/search?q=a", ["Origin": "http://127.0.0.1:3333"]).status == 403)
  }

  @Test func aListThatIsReplacedIsReadAnew() async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "l-\(UUID().uuidString)")
    try Data("Sergei Lavrov\n".utf8).write(to: path)
    let server = try await ServerProcess(
      ["a.txt": "Lavrov"], arguments: ["--list", "l=\(path.path)"])
    func count(_ name: String) throws -> Int {
      let answer = try server.post("/reconcile/l", field: "queries", json: ["q": ["query": name]])
      return (try answer.object()["q"] as? [String: [Any]])?["result"]?.count ?? -1
    }
    #expect(try count("Sergej Lawrow") == 1)
    #expect(try count("Maria Zakharova") == 0)
    try Data("Sergei Lavrov\nMaria Zakharova\n".utf8).write(to: path, options: .atomic)
    #expect(try count("Maria Zakharova") == 1)
    // One that cannot be read leaves the former.
    try Data("ALLOPREP cut".utf8).write(to: path, options: .atomic)
    #expect(try count("Maria Zakharova") == 1)
  }
}
