// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import HTTPTypes
import Hummingbird
import Workspaces

/// Saved searches for programs.
struct AlertAnswers: Sendable {
  let server: Server

  init(_ server: Server) { self.server = server }

  func addRoutes(to router: RouterGroup<ServerContext>) {
    router.get("/") { _, _ in try await list() }
    router.post("/") { request, _ in try await add(request) }
    router.delete("{id}") { _, context in try await remove(context) }
    router.get("{id}/hits") { request, context in try await hits(request, context) }
  }

  private struct AlertJSON: Encodable {
    var id: Int64
    var name: String
    var search: SavedSearch?
    var names: Int
    var hits: Int
    var created: String
    var owner: String?

    init(_ alert: Alert) {
      id = alert.id
      name = alert.name
      search = alert.search
      names = alert.names
      hits = alert.hits
      created = alert.created
      owner = alert.owner
    }
  }

  private struct AlertList: Encodable {
    var version = 1
    var alerts: [AlertJSON]
  }

  private func list() async throws -> Response {
    let alerts = try await server.workspace.read { try $0.alerts() } ?? []
    return API.json(AlertList(alerts: alerts.map(AlertJSON.init)))
  }

  private struct NewAlert: Decodable {
    var name: String
    var query: String?
    var names: [String]?
    var spellings: String?
    var exact: Bool?
  }

  private func add(_ request: Request) async throws -> Response {
    let new = try await BatchAnswers(server).decoded(request, as: NewAlert.self)
    let subject: AlertSubject
    switch (new.query, new.names) {
    case (let query?, nil):
      var search = SavedSearch(query)
      search.isExact = new.exact ?? false
      if let text = new.spellings {
        guard SearchOptions.Spellings(rawValue: text) != nil else {
          throw Problem(.badRequest, "spellings is strict, wide or off, not '\(text)'.")
        }
        search.spellings = text
      }
      subject = .search(search)
    case (nil, let names?):
      let rows = names.enumerated().map { (line: $0 + 1, name: $1) }
      if let row = rows.first(where: { (try? ParsedQuery(name: $0.name)) == nil }) {
        throw Problem(
          .badRequest, "Name \(row.line) has no word, or too many: leave it out.")
      }
      subject = .names(rows)
    default: throw Problem(.badRequest, "Give query or names, one of the two.")
    }
    let person = server.settings.person(request)
    let alert = try await server.workspace.made().add(
      new.name, subject, owner: person.isEmpty ? nil : person)
    var response = API.json(AlertJSON(alert))
    response.status = .created
    response.headers[.location] = "/api/v1/alerts/\(alert.id)/hits"
    return response
  }

  private func remove(_ context: ServerContext) async throws -> Response {
    let alert = try await server.alert(context.parameters.get("id") ?? "")
    try await server.workspace.write { try $0.removeAlert(named: alert.name) }
    return Response(status: .noContent)
  }

  private struct HitList: Encodable {
    var version = 1
    var hits: [AlertHit]
    /// What to give as `after` next time for what is new then.
    var last: Int64
  }

  private func hits(_ request: Request, _ context: ServerContext) async throws -> Response {
    let alert = try await server.alert(context.parameters.get("id") ?? "")
    let items = try API.items(request, ["after", "limit"])
    let limit = try API.number(items, "limit", 1...server.settings.limits.hits, usual: 100)
    let after = try API.number(items, "after", 0...Int(Int32.max), usual: 0)
    let hits =
      try await server.workspace.read {
        try $0.hits(of: alert.id, after: Int64(after), limit: limit)
      } ?? []
    return API.json(HitList(hits: hits, last: hits.first?.id ?? Int64(after)))
  }
}
