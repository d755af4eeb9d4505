// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

@Suite struct APITests {
  private func object(_ path: String) async throws -> [String: Any] {
    let answer = try await Archive.server.get("/api/v1/" + path)
    #expect(answer.status == 200, "\(path): \(answer.text)")
    return try answer.object()
  }

  private func lines(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test func aCursorGoesToTheLastHitAndNamesEachOnce() async throws {
    var keys: [String] = []
    var path = "search?q=Hmeimim&limit=7"
    while true {
      let answer = try await object(path)
      #expect(answer["total"] as? Int == 26)
      #expect(answer["generation"] as? Int == 1)
      keys += try #require(answer["hits"] as? [[String: Any]]).compactMap {
        $0["document"] as? String
      }
      guard let next = answer["next"] as? String else { break }
      path = "search?q=Hmeimim&limit=7&after=\(next)"
    }
    #expect(keys.count == 26)
    #expect(Set(keys).count == 26)
  }

  @Test func aCursorOfAnotherSearchIsRefused() async throws {
    let next = try #require(try await object("search?q=Hmeimim&limit=2")["next"] as? String)
    for path in ["search?q=Tartus&after=\(next)", "search?q=Hmeimim&after=nonsense"] {
      let answer = try await Archive.server.get("/api/v1/" + path)
      #expect(answer.status == 400)
      #expect(answer.headers["content-type"] == "application/problem+json")
    }
  }

  @Test func errorsAreSentences() async throws {
    for (path, status, word) in [
      ("search", 400, "q is missing"), ("search?q=a&limit=many", 400, "limit"),
      ("search?q=a&sort=colour", 400, "colour"), ("search?q=a&speling=off", 400, "speling"),
      ("search?q=a&facets=colour", 400, "colour"), ("search?q=%22%22", 400, ""),
      ("documents/AAAA", 404, "no such document"), ("nowhere", 404, "nothing"),
      ("histogram?q=a&by=week", 400, "week"), ("search/export?q=a&format=pdf", 400, "pdf"),
    ] {
      let answer = try await Archive.server.get("/api/v1/" + path)
      #expect(answer.status == status)
      let problem = try answer.object()
      #expect(problem["status"] as? Int == status)
      let detail = try #require(problem["detail"] as? String)
      #expect(word.isEmpty ? !detail.isEmpty : detail.contains(word))
    }
  }

  @Test func filtersFacetsAndDates() async throws {
    let answer = try await object(
      "search?q=Hmeimim&facets=language,type&facet.language=ru&facet.language=ar&date=2020..2022")
    let facets = try #require(answer["facets"] as? [String: [[String: Any]]])
    #expect(Set(facets["language"]?.compactMap { $0["value"] as? String } ?? []) == ["ar", "ru"])
    let histogram = try await object("histogram?q=Hmeimim")
    #expect(histogram["undated"] as? Int == 1)
    let bars = try #require(histogram["bars"] as? [[String: Any]])
    #expect(bars.map { $0["period"] as? String } == ["2020", "2021", "2022", "2023", "2024"])
    #expect(bars.reduce(0) { $0 + ($1["documents"] as? Int ?? 0) } == 25)
  }

  @Test func spellingsAndCompletions() async throws {
    let spellings = try await object("spellings?q=Hmeimim")
    let groups = try #require(spellings["groups"] as? [[String: Any]])
    let forms = try #require(groups.first?["spellings"] as? [[String: Any]])
    #expect(Set(forms.compactMap { $0["form"] as? String }).isSuperset(of: ["khmeimim", "حميميم"]))
    let suggestions = try await object("suggest?q=flight+Khm")
    let first = try #require((suggestions["suggestions"] as? [[String: Any]])?.first)
    #expect(first["query"] as? String == "flight Khmeimim")
    #expect(first["documents"] as? Int == 7)
  }

  @Test func aDocumentWithItsTextAndMatches() async throws {
    let hits = try #require(
      try await object("search?q=%22second+paragraph%22")["hits"] as? [[String: Any]])
    let key = try #require(hits.first?["document"] as? String)
    let document = try await object("documents/\(key)")
    #expect(document["title"] as? String != nil)
    let text = try await Archive.server.get("/api/v1/documents/\(key)/text")
    #expect(text.headers["content-type"] == "text/plain; charset=utf-8")
    let scalars = Array(text.text.unicodeScalars)
    #expect(document["length"] as? Int == scalars.count)
    let found = try await object("documents/\(key)/hits?q=Hmeimim")
    let matches = try #require(found["matches"] as? [[String: Any]])
    #expect(matches.count == 2)
    for match in matches {
      let start = try #require(match["start"] as? Int)
      let end = try #require(match["end"] as? Int)
      #expect(String(String.UnicodeScalarView(scalars[start..<end])) == match["surface"] as? String)
    }
  }

  @Test func exportsHoldAllHitsInEachFormat() async throws {
    let server = try await Archive.server
    let csv = try server.get("/export?q=Hmeimim&duplicates=show&format=csv")
    #expect(csv.headers["content-disposition"] == "attachment; filename=\"hits.csv\"")
    #expect(csv.text.split(separator: "\r\n").count == 27)
    let jsonl = try server.get("/api/v1/search/export?q=Hmeimim&format=jsonl")
    #expect(try lines(jsonl.text).count == 26)
    let bibtex = try server.get("/export?q=Hmeimim&duplicates=show&format=bibtex").text
    #expect(bibtex.matches(of: /@misc\{hit/).count == 26)
    let ris = try server.get("/export?q=Hmeimim&duplicates=show&format=ris").text
    #expect(ris.matches(of: /TY  - GEN\r\n/).count == 26)
    #expect(ris.matches(of: /ER  - \r\n/).count == 26)
  }

  @Test func batchesAnswerALineForEachQuery() async throws {
    let answer = try await Archive.server.send(
      "POST", "/api/v1/batch", ["Content-Type": "application/json"],
      body: #"{"queries":["Hmeimim","\"\"","nothinglikethis"],"limit":3}"#)
    let answers = try lines(answer.text)
    #expect(answers.map { $0["number"] as? Int } == [1, 2, 3])
    #expect(answers[0]["total"] as? Int == 26)
    #expect((answers[0]["hits"] as? [Any])?.count == 3)
    #expect(answers[1]["error"] != nil)
    #expect(answers[2]["total"] as? Int == 0)
    let broken = try await Archive.server.send(
      "POST", "/api/v1/batch", ["Content-Type": "application/json"], body: #"{"query":"a"}"#)
    #expect(broken.status == 400)
    let plain = try await Archive.server.send("POST", "/api/v1/batch", body: "{}")
    #expect(plain.status == 415)
  }

  @Test func namesOfOneListAreFoundInAnother() async throws {
    let answer = try await Archive.server.send(
      "POST", "/api/v1/match", ["Content-Type": "application/json"],
      body: #"{"names":["Sergei Lavrov"],"list":["Сергей Лавров","Angela Merkel"]}"#)
    let matches = try lines(answer.text)
    #expect(matches.map { $0["match"] as? String } == ["Сергей Лавров"])
  }

  @Test func statsReportHealthAndMetrics() async throws {
    #expect(try await object("stats")["documents"] as? Int == 29)
    let report = try await object("report")
    #expect((report["failed"] as? [Any])?.isEmpty == true)
    #expect((report["lastRun"] as? [String: Any])?["documents"] as? Int == 29)
    #expect(try await object("healthz")["status"] as? String == "ok")
    let metrics = try await Archive.server.get("/api/v1/metrics").text
    #expect(metrics.contains("allonym_documents 29"))
    #expect(try await object("openapi.json")["openapi"] as? String == "3.1.0")
  }

  @Test func listsComeBackAsAPageAndAsTables() async throws {
    let server = try await Archive.server
    func run(_ fields: [(String, String)]) throws -> ServerProcess.Answer {
      var body = ""
      for (name, value) in fields {
        body += "--mark\r\nContent-Disposition: form-data; \(name)\r\n\r\n\(value)\r\n"
      }
      return try server.send(
        "POST", "/lists", ["Content-Type": "multipart/form-data; boundary=mark"],
        body: body + "--mark--\r\n")
    }
    let page = try run([("name=\"names\"", "Hmeimim\nNobody At All\n")])
    #expect(page.status == 200)
    #expect(page.text.contains("1 of 2 names found"))
    #expect(page.text.contains("<bdi>Khmeimim</bdi>") || page.text.contains("<bdi>حميميم</bdi>"))
    let csv = try run([
      ("name=\"file\"; filename=\"people.csv\"", "id,name\r\n1,Hmeimim\r\n2,\"Tartus\"\r\n"),
      ("name=\"column\"", "name"), ("name=\"format\"", "csv"),
    ])
    #expect(csv.text.split(separator: "\r\n").count == 3)
    #expect(csv.text.contains("2,Hmeimim,26,"))
    let jsonl = try run([("name=\"names\"", "Tartus\n"), ("name=\"format\"", "jsonl")])
    #expect(try lines(jsonl.text).first?["documents"] as? Int == 3)
    let wrong = try run([
      ("name=\"file\"; filename=\"people.csv\"", "id,name\n1,A\n"), ("name=\"column\"", "title"),
    ])
    #expect(wrong.status == 400)
    #expect(try run([("name=\"names\"", "")]).status == 400)
  }
}
