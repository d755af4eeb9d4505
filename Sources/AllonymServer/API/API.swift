// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import HTTPTypes
import Hummingbird

/// The interface for programs, version 1: see `openapi.json`.
struct API: Sendable {
  let server: Server

  init(_ server: Server) { self.server = server }

  func addRoutes(to router: RouterGroup<ServerContext>) {
    router.get("search") { request, _ in try await SearchAnswers(server).search(request) }
    router.get("search/export") { request, _ in
      let items = try Self.items(request, SearchAnswers.common + ["format"])
      return try await SearchExport(server).response(
        try SearchAnswers.address(items, groups: false), request)
    }
    router.get("histogram") { request, _ in try await SearchAnswers(server).histogram(request) }
    router.get("spellings") { request, _ in try await spellings(request) }
    router.get("suggest") { request, _ in try await suggest(request) }
    router.get("stats") { _, _ in
      Self.json(try await server.workers.run { try $0.index().statistics() })
    }
    router.get("report") { _, _ in
      Self.json(
        try await server.workers.run { worker in
          let index = try worker.index()
          return ReportJSON(try index.failures(), try RunReport(of: index.generation))
        })
    }
    router.get("healthz") { _, _ in
      Self.json(
        try await server.workers.run { Health(generation: try $0.index().generation.number) })
    }
    router.get("metrics") { _, _ in try await metrics() }
    router.get("openapi.json") { _, _ in
      Response(
        status: .ok, headers: [.contentType: "application/json"],
        body: .init(byteBuffer: .init(bytes: ServerFiles.bytes("openapi.json"))))
    }
    AlertAnswers(server).addRoutes(to: router.group("alerts"))
    ReviewAnswers(server).addRoutes(to: router)
    DocumentAnswers(server).addRoutes(to: router.group("documents/{id}"))
    router.post("batch") { request, _ in try await BatchAnswers(server).batch(request) }
    router.post("match") { request, _ in try await BatchAnswers(server).match(request) }
  }

  /// The parts of an address.
  ///
  /// - Throws: a problem where one has a name that is not among `names`.
  static func items(_ request: Request, _ names: [String]) throws -> QueryItems {
    let items = try QueryItems(request)
    if let other = items.items.first(where: { !names.contains($0.name) }) {
      throw Problem(
        .badRequest,
        "There is no parameter '\(other.name)' here: there are \(names.joined(separator: ", ")).")
    }
    if let empty = items.items.first(where: { $0.value.isEmpty && !takesEmpty($0.name) }) {
      throw Problem(.badRequest, "The parameter \(empty.name) has no value.")
    }
    return items
  }

  /// Texts may be empty, which is the same as none.
  private static func takesEmpty(_ name: String) -> Bool {
    ["q", "off", "after", "date"].contains(name) || name.hasPrefix("facet.")
  }

  /// A value as the body of an answer.
  static func json(_ value: some Encodable) -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/json"],
      body: .init(byteBuffer: .init(string: JSONLine.encoded(value))))
  }

  /// A number in a range.
  static func number(
    _ items: QueryItems, _ name: String, _ range: ClosedRange<Int>, usual: Int
  ) throws -> Int {
    guard let text = items[name] else { return usual }
    guard let number = Int(text), range.contains(number) else {
      throw Problem(
        .badRequest,
        "\(name) is a number from \(range.lowerBound) to \(range.upperBound), not '\(text)'.")
    }
    return number
  }

  /// Yes or no.
  static func flag(_ items: QueryItems, _ name: String) throws -> Bool {
    switch items[name] {
    case nil, "false": return false
    case "true": return true
    case let text?: throw Problem(.badRequest, "\(name) is true or false, not '\(text)'.")
    }
  }

  /// A query that must be there.
  static func query(_ items: QueryItems) throws -> String {
    guard let query = items["q"] else {
      throw Problem(.badRequest, "The parameter q is missing: it says what to look for.")
    }
    return query
  }

  private struct Health: Encodable {
    var version = 1
    var status = "ok"
    var generation: Int
  }

  private func spellings(_ request: Request) async throws -> Response {
    let items = try Self.items(request, ["q", "wide"])
    let name = try Self.query(items)
    let wide = try Self.flag(items, "wide")
    let groups = try await server.workers.run { try $0.index().spellings(of: name, wide: wide) }
    guard !groups.isEmpty else {
      throw Problem(.badRequest, "There is no word in this name: write letters or digits.")
    }
    return Self.json(SpellingsJSON(name, groups))
  }

  private struct Suggestions: Encodable {
    struct One: Encodable {
      var query: String
      var documents: Int
    }
    var version = 1
    var suggestions: [One]
  }

  private func suggest(_ request: Request) async throws -> Response {
    let items = try Self.items(request, ["q", "limit"])
    let limit = try Self.number(items, "limit", 1...50, usual: 8)
    let text = items["q"] ?? ""
    let found = try await server.workers.run { try $0.index().completions(of: text, limit: limit) }
    return Self.json(
      Suggestions(suggestions: found.map { .init(query: $0.query, documents: $0.documents) }))
  }

  private func metrics() async throws -> Response {
    let (documents, generation) = try await server.workers.run { worker in
      let index = try worker.index()
      return (try index.documentCount(), index.generation.number)
    }
    let text = server.metrics.text(
      documents: documents, generation: generation, waiting: server.workers.waiting)
    return Response(
      status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
      body: .init(byteBuffer: .init(string: text)))
  }
}
