// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import HTTPTypes
import Hummingbird
import Spelling

/// The interface of yente, the server of OpenSanctions (https://www.opensanctions.org/docs/yente/), on lists of names:
/// its clients work by changing the address.
struct Screening: Sendable {
  let server: Server

  init(_ server: Server) { self.server = server }

  func addRoutes(to router: Router<ServerContext>) {
    router.post("match/{dataset}") { request, context in try await match(request, context) }
    router.get("search/{dataset}") { request, context in try await search(request, context) }
    router.get("entities/{id}") { _, context in try await entity(context) }
    router.get("catalog") { _, _ in await catalog() }
    router.get("algorithms") { _, _ in Self.algorithms() }
    for path in ["healthz", "readyz"] {
      router.get(RouterPath(path)) { _, _ in API.json(["status": "ok"]) }
    }
  }

  private struct Total: Encodable {
    var value: Int
    var relation = "eq"
  }

  // MARK: Match

  private struct Matches: Encodable {
    struct Query: Encodable {
      var id: String?
      var schema: String
      var properties: [String: [String]]
    }
    var status = 200
    var results: [EntityJSON]
    var total: Total
    var query: Query
  }

  private struct Responses: Encodable {
    var responses: [String: Matches]
    var limit: Int
  }

  /// So many entities are matched at a time, so that searches come in between.
  private static let share = 10

  private func match(_ request: Request, _ context: ServerContext) async throws -> Response {
    let lists = try await ScreenedLists(Self.parameter("dataset", context), of: server)
    let options = try ScreeningOptions(QueryItems(request))
    let batch = try await RequestBody.decoded(
      request, as: ScreeningBatch.self, limit: server.settings.limits.toolBody)
    let queries = try queries(batch)
    var responses: [String: Matches] = [:]
    for start in stride(from: 0, to: queries.count, by: Self.share) {
      let part = Array(queries[start..<min(start + Self.share, queries.count)])
      let found = try await server.workers.run(seconds: 60) { _ in
        lists.matches(of: part.map(\.row), options)
      }
      for (query, found) in zip(part, found) {
        let results = found.map { Self.result($0, for: query.row, options) }
        responses[query.key] = Matches(
          results: results, total: Total(value: results.count { $0.match == true }),
          query: .init(
            id: query.entity.id.isEmpty ? nil : query.entity.id, schema: query.entity.schema,
            properties: query.entity.properties))
      }
    }
    var response = API.json(Responses(responses: responses, limit: options.limit))
    if let name = HTTPField.Name("x-batch-size") { response.headers[name] = "\(queries.count)" }
    return response
  }

  private func queries(
    _ batch: ScreeningBatch
  ) throws -> [(key: String, entity: FollowTheMoneyEntity, row: NameRow)] {
    let limit = server.settings.limits.batch
    guard batch.queries.count <= limit else {
      throw Problem(.contentTooLarge, "A batch has at most \(limit) queries: divide it.")
    }
    guard (batch.weights ?? [:]).isEmpty, (batch.config ?? [:]).isEmpty else {
      throw Problem(
        .badRequest,
        "This server's scores have no weights and settings: leave weights and config out.")
    }
    let queries = try batch.queries.sorted { $0.key < $1.key }.compactMap { key, entity in
      try entity.map { (key: key, entity: $0, row: try Self.row(of: $0, key)) }
    }
    guard !queries.isEmpty else {
      throw Problem(
        .badRequest,
        "There are no queries: send {\"queries\":{\"q\":{\"schema\":…,\"properties\":…}}}.")
    }
    return queries
  }

  private static func row(of entity: FollowTheMoneyEntity, _ key: String) throws -> NameRow {
    guard let schema = EntitySchemata.shared.schema(named: entity.schema) else {
      throw Problem(
        .badRequest,
        "Query \(key) has the schema '\(entity.schema)', which FollowTheMoney does not know: take one such as "
          + "Person, Company or LegalEntity.")
    }
    guard schema.isMatchable || schema.name == "Thing" else {
      throw Problem(
        .badRequest,
        "Things of the schema \(schema.name) are not matched: take one such as Person, Company or LegalEntity."
      )
    }
    guard let row = entity.row() else {
      throw Problem(
        .badRequest,
        "Query \(key) has no name: give it the property name, or firstName and lastName.")
    }
    return row
  }

  private static func result(
    _ found: ScreenedLists.Found, for row: NameRow, _ options: ScreeningOptions
  ) -> EntityJSON {
    var json = EntityJSON(found.entity, list: found.list)
    let match = found.found.match
    json.score = rounded(match.score)
    json.match = match.score >= options.threshold
    var explanations = [
      "names": EntityJSON.Explanation(
        detail: match.reason, score: rounded(match.nameScore), query: row.names.first,
        candidate: match.name)
    ]
    if let evidence = match.parts.first(where: { $0.name == NameMatch.evidencePart }) {
      explanations["evidence"] = .init(
        detail: "what births, countries and kinds add, in log-odds",
        score: rounded(evidence.logOdds))
    }
    json.explanations = explanations
    return json
  }

  private static func rounded(_ number: Double) -> Double { (number * 10_000).rounded() / 10_000 }

  // MARK: Search

  private struct FacetJSON: Encodable {
    struct Value: Encodable {
      var name: String
      var label: String
      var count: Int
    }
    var label: String
    var values: [Value]
  }

  private struct SearchResponse: Encodable {
    var results: [EntityJSON]
    var facets: [String: FacetJSON]
    var total: Total
    var limit: Int
    var offset: Int
  }

  private static let maxResults = 500
  private static let maxOffset = 9499

  private func search(_ request: Request, _ context: ServerContext) async throws -> Response {
    let items = try QueryItems(request)
    let lists = try await ScreenedLists(Self.parameter("dataset", context), of: server)
    let limit = try API.number(items, "limit", 0...Self.maxResults, usual: 10)
    let offset = try API.number(items, "offset", 0...Self.maxOffset, usual: 0)
    let schema = items["schema"] ?? "Thing"
    guard EntitySchemata.shared.schema(named: schema) != nil else {
      throw Problem(.badRequest, "FollowTheMoney does not know the schema '\(schema)'.")
    }
    if let filter = items["filter"] {
      throw Problem(
        .badRequest,
        "This server does not filter by properties (filter=\(filter)): use countries, topics or datasets."
      )
    }
    let filter = SearchFilter(items, schema: schema)
    let text = items["q"] ?? ""
    let found = try await server.workers.run { _ in
      lists.search(text, most: Self.maxOffset + Self.maxResults, where: filter)
    }
    let entities = found.entities
    return API.json(
      SearchResponse(
        results: entities.dropFirst(offset).prefix(limit).map {
          EntityJSON($0.entity, list: $0.list)
        },
        facets: [
          "countries": Self.facet(
            "Countries", entities.map { SearchFilter.countries(of: $0.entity) }),
          "topics": Self.facet("Topics", entities.map { $0.entity.properties["topics"] ?? [] }),
          "datasets": Self.facet(
            "Data sets",
            entities.map { $0.entity.datasets.isEmpty ? [$0.list] : $0.entity.datasets }),
        ],
        total: Total(value: entities.count, relation: found.isAll ? "eq" : "gte"), limit: limit,
        offset: offset))
  }

  private static func facet(_ label: String, _ values: [[String]]) -> FacetJSON {
    var counts: [String: Int] = [:]
    for values in values { for value in Set(values) { counts[value, default: 0] += 1 } }
    return FacetJSON(
      label: label,
      values: counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(50).map {
        .init(name: $0.key, label: $0.key, count: $0.value)
      })
  }

  // MARK: Entities and data sets

  private func entity(_ context: ServerContext) async throws -> Response {
    let id = try Self.parameter("id", context)
    for list in server.lists.all {
      let snapshot = await list.snapshot()
      if let number = snapshot.number(ofID: id) {
        return API.json(EntityJSON(snapshot.entity(number), list: list.name))
      }
    }
    throw Problem(.notFound, "No list has an entity with the identifier '\(id)'.")
  }

  private struct Catalog: Encodable {
    struct Dataset: Encodable {
      var name: String
      var title: String
      var version: String
      var indexVersion: String
      var isCurrent = true
      var load = true
      var entityCount: Int
      var children: [String] = []

      enum CodingKeys: String, CodingKey {
        case name, title, version, load, children
        case indexVersion = "index_version"
        case isCurrent = "index_current"
        case entityCount = "entity_count"
      }
    }
    var datasets: [Dataset]
    var current: [String]
    var outdated: [String] = []
    var isStale = false

    enum CodingKeys: String, CodingKey {
      case datasets, current, outdated
      case isStale = "index_stale"
    }
  }

  private func catalog() async -> Response {
    var datasets: [Catalog.Dataset] = []
    for list in server.lists.all {
      let snapshot = await list.snapshot()
      let version = "\(snapshot.changed)"
      datasets.append(
        .init(
          name: list.name, title: list.name, version: version, indexVersion: version,
          entityCount: snapshot.count))
    }
    if !datasets.isEmpty {
      datasets.append(
        .init(
          name: ServedLists.together, title: "All lists",
          version: datasets.map(\.version).max() ?? "",
          indexVersion: datasets.map(\.version).max() ?? "",
          entityCount: datasets.reduce(0) { $0 + $1.entityCount }, children: datasets.map(\.name)))
    }
    return API.json(Catalog(datasets: datasets, current: datasets.map(\.name)))
  }

  private struct Algorithms: Encodable {
    struct Algorithm: Encodable {
      struct Feature: Encodable {
        var description: String
        var coefficient = 1.0
        var url = "https://github.com/opensanctions/yente"
      }
      var name: String
      var description: String
      var features: [String: Feature] = [:]
    }
    var algorithms: [Algorithm]
    var `default` = "allonym"
    var best = "allonym"
  }

  private static func algorithms() -> Response {
    API.json(
      Algorithms(algorithms: [
        .init(
          name: "allonym",
          description:
            "Compares names in Latin, Cyrillic and Arabic letters word by word with a trained model; births, countries "
            + "and kinds are evidence. The score says how likely two are one.")
      ]))
  }

  /// A part of an address, as it was before it was encoded.
  private static func parameter(_ name: String, _ context: ServerContext) throws -> String {
    let text = context.parameters.get(name) ?? ""
    // A plus sign stands for itself here.
    return try QueryItems("p=" + text.replacing("+", with: "%2B").replacing("&", with: "%26")).items
      .first?.value ?? text
  }
}
