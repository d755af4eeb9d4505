// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import HTTPTypes
import Hummingbird

/// The protocol by which OpenRefine matches the cells of a table against a data set
/// (https://reconciliation-api.github.io/specs/), in version 0.2 and in the draft of 1.0.
struct Reconciliation: Sendable {
  let server: Server
  private let reasons = RecentReasons()

  init(_ server: Server) { self.server = server }

  /// Adds the addresses below `/reconcile/{dataset}`; those of the draft are below `1.0` of it.
  func addRoutes(to router: RouterGroup<ServerContext>) {
    router.get("/") { request, context in
      try await answer02(try QueryItems(request), request, context)
    }
    router.post("/") { request, context in
      try await answer02(try await form(request), request, context)
    }
    router.get("flyout/{what}") { request, context in try await flyout(request, context) }
    router.get("view") { request, context in try await preview(request, context) }
    let draft = router.group("1.0")
    draft.get("/") { request, context in
      let (source, _) = try await source(context)
      return try respond(ServiceManifest(source, root: root(request)), QueryItems(request))
    }
    draft.post("match") { request, context in try await match10(request, context) }
    draft.post("extend") { request, context in try await extend10(request, context) }
    for group in [router, draft] {
      group.get("suggest/{what}") { request, context in try await suggest(request, context) }
      group.get("preview") { request, context in try await preview(request, context) }
      group.get("extend/propose") { request, context in try await propose(request, context) }
    }
  }

  // MARK: What is asked for

  private func source(
    _ context: ServerContext
  ) async throws -> (source: any ReconciliationSource, name: String) {
    let name = context.parameters.get("dataset") ?? ""
    if name == ServedLists.archive { return (ArchiveSource(server: server), name) }
    guard let list = server.lists[name] else {
      let served = server.lists.all.isEmpty ? "archive" : "archive, \(server.lists.names)"
      throw Problem(
        .notFound,
        "There is no data set '\(name)': there are \(served). Start the server with --list \(ServedLists.example) "
          + "to add one.")
    }
    return (ListSource(list: list, snapshot: await list.snapshot(), server: server), name)
  }

  /// The address of this server as the one who asks knows it.
  private func root(_ request: Request) -> String {
    let isEncrypted =
      HTTPField.Name("X-Forwarded-Proto").flatMap { request.headers[$0] } == "https"
    return "http\(isEncrypted ? "s" : "")://\(request.head.authority ?? "localhost")"
  }

  private func form(_ request: Request) async throws -> QueryItems {
    let media = (request.headers[.contentType] ?? "").prefix { $0 != ";" }.lowercased()
    guard media == "application/x-www-form-urlencoded" else {
      throw Problem(
        .unsupportedMediaType,
        "Send the queries as a form: application/x-www-form-urlencoded with the field queries.")
    }
    let body = try await RequestBody.bytes(of: request, limit: server.settings.limits.toolBody)
    return try QueryItems(String(decoding: body, as: UTF8.self))
  }

  private func checkCount(_ count: Int) throws {
    let limit = server.settings.limits.batch
    guard count <= limit else {
      throw Problem(.contentTooLarge, "A batch has at most \(limit) queries: divide it.")
    }
  }

  private func respond(_ value: some Encodable, _ items: QueryItems = QueryItems()) throws
    -> Response
  {
    try ScriptCallback.response(JSONLine.encoded(value), items)
  }

  // MARK: Version 0.2

  private struct Results: Encodable {
    var result: [Candidate]
  }

  private func answer02(
    _ items: QueryItems, _ request: Request, _ context: ServerContext
  ) async throws -> Response {
    // The callback may stand in the address of a form.
    var items = items
    if let name = try QueryItems(request)["callback"] {
      try ScriptCallback.check(name)
      if items["callback"] == nil { items.append("callback", name) }
    }
    let (source, dataset) = try await source(context)
    if let text = items["queries"] {
      let batch = try await RequestBody.decoded(
        Array(text.utf8), as: QueryBatch02.self, what: "queries")
      try checkCount(batch.count)
      let queries = try batch.queries()
      let found = try await candidates(for: queries.map(\.query), source, dataset)
      let results = zip(queries, found).map { ($0.name, Results(result: $1)) }
      return try respond(Dictionary(results) { first, _ in first }, items)
    }
    if let text = items["extend"] {
      let query = try await RequestBody.decoded(
        Array(text.utf8), as: ExtensionQuery.self, what: "extend")
      return try respond(
        ExtensionAnswer02(try await values(query, source), properties: query.properties, source),
        items)
    }
    guard request.method == .get || request.method == .head else {
      throw Problem(.badRequest, "The form has neither the field queries nor extend.")
    }
    return try respond(ServiceManifest02(source, root: root(request), dataset: dataset), items)
  }

  private func candidates(
    for queries: [ReconciliationQuery], _ source: any ReconciliationSource, _ dataset: String
  ) async throws -> [[Candidate]] {
    let found = try await source.candidates(for: queries)
    for (query, candidates) in zip(queries, found) {
      reasons.keep(candidates, for: query.names.first ?? query.ids.first ?? "", in: dataset)
    }
    return found
  }

  // MARK: The draft of version 1.0

  private struct ResultBatch: Encodable {
    struct Result: Encodable {
      var candidates: [Candidate]
    }
    var results: [Result]
  }

  private func match10(_ request: Request, _ context: ServerContext) async throws -> Response {
    let (source, dataset) = try await source(context)
    let batch = try await RequestBody.decoded(
      request, as: QueryBatch10.self, limit: server.settings.limits.toolBody)
    try checkCount(batch.count)
    let found = try await candidates(for: try batch.inOrder(), source, dataset)
    return try respond(ResultBatch(results: found.map { .init(candidates: $0) }))
  }

  private func extend10(_ request: Request, _ context: ServerContext) async throws -> Response {
    let (source, _) = try await source(context)
    let query = try await RequestBody.decoded(
      request, as: ExtensionQuery.self, limit: server.settings.limits.toolBody)
    return try respond(
      ExtensionAnswer10(try await values(query, source), properties: query.properties, source))
  }

  // MARK: Both

  private func values(
    _ query: ExtensionQuery, _ source: any ReconciliationSource
  ) async throws -> [(id: String, item: DatasetItem?)] {
    try checkCount(query.ids.count)
    guard query.properties.count <= ExtensionQuery.maxProperties else {
      throw Problem(
        .contentTooLarge, "At most \(ExtensionQuery.maxProperties) properties can be asked for.")
    }
    var items: [(String, DatasetItem?)] = []
    for id in query.ids { items.append((id, try await source.item(id))) }
    return items
  }

  private struct Proposal: Encodable {
    var type: String
    var limit: Int
    var properties: [DatasetProperty]
  }

  private func propose(_ request: Request, _ context: ServerContext) async throws -> Response {
    let items = try QueryItems(request)
    let (source, _) = try await source(context)
    let limit = try API.number(items, "limit", 1...1000, usual: 100)
    return try respond(
      Proposal(
        type: items["type"] ?? "", limit: limit, properties: Array(source.properties.prefix(limit))),
      items)
  }

  private struct Suggestions: Encodable {
    struct Item: Encodable {
      var id: String
      var name: String
      var description: String?
      var notable: [Candidate.Kind]?
    }
    var result: [Item]
  }

  private func suggest(_ request: Request, _ context: ServerContext) async throws -> Response {
    let items = try QueryItems(request)
    let (source, _) = try await source(context)
    let limit = try API.number(items, "limit", 1...100, usual: 10)
    // How many to skip is called cursor in 0.2, and offset in 1.0.
    let skipped = try API.number(
      items, items["cursor"] == nil ? "offset" : "cursor", 0...10_000, usual: 0)
    let prefix = items["prefix"] ?? ""
    let all: [Suggestions.Item]
    switch context.parameters.get("what") {
    case "entity":
      all = try await source.suggestions(for: prefix, limit: skipped + limit).map {
        .init(id: $0.id, name: $0.name, description: $0.description, notable: [$0.type])
      }
    case "property":
      all = source.properties.filter { Self.begins($0.id, $0.name, with: prefix) }
        .map { .init(id: $0.id, name: $0.name, description: $0.description) }
    case "type":
      all = source.kinds.filter { Self.begins($0.id, $0.name, with: prefix) }
        .map { .init(id: $0.id, name: $0.name) }
    default: throw Problem(.notFound, "There are suggestions of an entity, a property or a type.")
    }
    return try respond(Suggestions(result: Array(all.dropFirst(skipped).prefix(limit))), items)
  }

  private static func begins(_ id: String, _ name: String, with prefix: String) -> Bool {
    let prefix = prefix.lowercased()
    return prefix.isEmpty || id.lowercased().hasPrefix(prefix)
      || name.lowercased().split(separator: " ").contains { $0.hasPrefix(prefix) }
  }

  private func page(
    _ id: String, _ source: any ReconciliationSource, _ dataset: String
  ) async throws -> PreviewPage {
    guard let item = try await source.item(id) else {
      throw Problem(.notFound, "The data set \(dataset) has nothing with the identifier '\(id)'.")
    }
    return PreviewPage(
      item: item, reasons: reasons.reasons(for: id, in: dataset),
      names: Dictionary(source.properties.map { ($0.id, $0.name) }) { first, _ in first })
  }

  private func preview(_ request: Request, _ context: ServerContext) async throws -> Response {
    let (source, dataset) = try await source(context)
    guard let id = try QueryItems(request)["id"] else {
      throw Problem(.badRequest, "The parameter id is missing: it says what to show.")
    }
    let page = try await page(id, source, dataset)
    return Response(
      status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
      body: .init(byteBuffer: .init(string: page.html)))
  }

  private struct Flyout: Encodable {
    var id: String
    var html: String
  }

  private func flyout(_ request: Request, _ context: ServerContext) async throws -> Response {
    let items = try QueryItems(request)
    let (source, dataset) = try await source(context)
    let id = items["id"] ?? ""
    switch context.parameters.get("what") {
    case "entity":
      return try respond(
        Flyout(id: id, html: try await page(id, source, dataset).fragment), items)
    case "property", "type":
      let property = source.properties.first { $0.id == id }
      let kind = source.kinds.first { $0.id == id }
      let text = property.map { $0.description ?? $0.name } ?? kind?.name ?? id
      return try respond(Flyout(id: id, html: "<p>\(Markup.escaped(text))</p>"), items)
    default: throw Problem(.notFound, "There are flyouts of an entity, a property or a type.")
    }
  }
}
