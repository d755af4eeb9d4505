// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import HTTPTypes
import Hummingbird
import Workspaces

/// The pages of saved searches.
struct AlertsPage: Sendable {
  let pages: Pages

  private var server: Server { pages.server }

  init(_ pages: Pages) { self.pages = pages }

  /// The address that takes the forms.
  static let path = "/alerts"
  /// How many hits a page of them has.
  private static let pageSize = 50

  func addRoutes(to router: Router<ServerContext>) {
    router.get("alerts") { request, _ in try await list(request) }
    router.post("alerts") { request, _ in try await take(request) }
    router.get("alerts/feed.atom") { request, _ in try await feed(request, nil) }
    router.get("alerts/{id}") { request, context in
      try await hits(request, try await alert(context))
    }
    router.get("alerts/{id}/feed.atom") { request, context in
      try await feed(request, try await alert(context))
    }
  }

  private func alert(_ context: ServerContext) async throws -> Alert {
    try await server.alert(context.parameters.get("id") ?? "")
  }

  // MARK: Pages

  private func list(_ request: Request) async throws -> Response {
    let (phrases, address) = try frame(request)
    let person = server.settings.person(request)
    let (alerts, fresh) =
      try await server.workspace.read { (try $0.alerts(), try $0.newHits(for: person)) } ?? (
        [], [:]
      )
    let suffix = Pages.suffix(language: address.language)
    let rows = alerts.map { alert -> Templates.Values in
      [
        "name": alert.name, "href": "\(Self.path)/\(alert.id)" + suffix,
        "subject": subject(of: alert, phrases), "hits": phrases.grouped(alert.hits),
        "fresh": fresh[alert.id].map { phrases.counted("newHits", $0) as Any } ?? false,
        "problem": alert.problem.map { $0 as Any } ?? false,
      ]
    }
    let body = pages.templates.html(
      "alerts",
      [
        "t": phrases.texts, "alerts": rows, "isEmpty": rows.isEmpty,
        "feed": "\(Self.path)/feed.atom", "code": phrases.code,
      ])
    return pages.page(
      body, title: phrases["alertsTitle"], kind: "alerts", request, address, phrases)
  }

  private func subject(of alert: Alert, _ phrases: Phrases) -> String {
    alert.search?.query ?? phrases.counted("names", alert.names)
  }

  private func hits(_ request: Request, _ alert: Alert) async throws -> Response {
    let (phrases, address) = try frame(request)
    let person = server.settings.person(request)
    let pageCount = max(1, (alert.hits + Self.pageSize - 1) / Self.pageSize)
    let page = min(address.page, pageCount)
    let (hits, last) =
      try await server.workspace.read { workspace in
        (
          try workspace.hits(
            of: alert.id, limit: Self.pageSize, offset: (page - 1) * Self.pageSize),
          try workspace.lastLook(at: alert.id, by: person)
        )
      } ?? ([], 0)
    let rows = hits.map { hit -> Templates.Values in
      let content = hit.content
      return [
        "title": content.title, "href": hit.link(alert.search, language: address.language),
        "facts": [
          content.date, content.language.map { phrases.name(of: $0, in: "language") },
          content.author, content.host,
          content.page.map { phrases.filled("onPage", ["n": phrases.grouped($0)]) },
        ].compactMap(\.self), "language": content.language.map { $0 as Any } ?? false,
        "passage": Markup.marked(content.passage, inScalars: content.highlights),
        "path": content.path, "name": hit.name.map { $0 as Any } ?? false, "found": hit.found,
        "isFresh": hit.id > last, "isChange": hit.isChange,
      ]
    }
    var here = address
    here.page = page
    var values: Templates.Values = [
      "t": phrases.texts, "name": alert.name, "subject": subject(of: alert, phrases),
      "search": alert.search.map { SearchAddress($0).link as Any } ?? false, "id": alert.id,
      "hits": rows, "isEmpty": rows.isEmpty, "last": hits.first?.id ?? 0,
      "isFresh": hits.contains { $0.id > last }, "code": phrases.code,
      "feed": "\(Self.path)/\(alert.id)/feed.atom",
    ]
    values["pager"] = pager(here, pageCount, alert, phrases)
    return pages.page(
      pages.templates.html("alert", values), title: "\(alert.name) – Allonym", kind: "found",
      request, address, phrases)
  }

  private func pager(
    _ address: SearchAddress, _ count: Int, _ alert: Alert, _ phrases: Phrases
  ) -> Templates.Values? {
    guard count > 1 else { return nil }
    func link(_ name: String, _ page: Int) -> Templates.Values {
      var values: Templates.Values = ["name": phrases[name]]
      if (1...count).contains(page) {
        values["href"] =
          "\(Self.path)/\(alert.id)" + address.changed { $0.page = page }.items.suffix
      }
      return values
    }
    return [
      "links": [link("previous", address.page - 1), link("next", address.page + 1)],
      "position": phrases.filled(
        "pageOf", ["page": phrases.grouped(address.page), "pages": phrases.grouped(count)]),
    ]
  }

  private func frame(_ request: Request) throws -> (Phrases, SearchAddress) {
    let items = try QueryItems(request)
    var address = SearchAddress()
    address.language = items["lang"]
    address.page = items["page"].flatMap { Int($0) }.map { max(1, min($0, 1_000_000)) } ?? 1
    return (pages.phrases(for: request, address.language), address)
  }

  // MARK: Forms

  /// Saves, removes, or notes what was looked at.
  private func take(_ request: Request) async throws -> Response {
    let form = try await Form(request, upTo: server.settings.limits.body)
    let person = server.settings.person(request)
    let workspace = try await server.workspace.made()
    var to = Self.path
    switch form.text("action") {
    case "search":
      let search = SearchAddress(try QueryItems(form.text("search"))).saved
      to += "/\(try await save(form, .search(search), by: person, in: workspace).id)"
    case "names":
      var bytes = form.bytes("file")
      if bytes.isEmpty { bytes = form.bytes("names") }
      let table = try NameTable(
        bytes, column: form.text("column"),
        isTable: form.fileName.lowercased().hasSuffix(".csv"))
      let names = table.names.filter { (try? ParsedQuery(name: $0.name)) != nil }
        .map { (line: $0.line, name: $0.name) }
      to += "/\(try await save(form, .names(names), by: person, in: workspace).id)"
    case "remove":
      let alert = try await server.alert(form.text("alert"))
      try await server.workspace.write { try $0.removeAlert(named: alert.name) }
    case "looked":
      let alert = try await server.alert(form.text("alert"))
      let hit = Int64(form.text("hit")) ?? 0
      try await server.workspace.write {
        try $0.noteLook(at: alert.id, by: person, upTo: hit)
      }
      to += "/\(alert.id)"
    case let action:
      throw Problem(.badRequest, "'\(action)' is none of search, names, remove and looked.")
    }
    let language = form.text("lang")
    return Response(
      status: .seeOther,
      headers: [.location: to + Pages.suffix(language: language.isEmpty ? nil : language)])
  }

  private func save(
    _ form: Form, _ subject: AlertSubject, by person: String, in workspace: Workspace
  ) async throws -> Alert {
    try await workspace.add(form.text("name"), subject, owner: person.isEmpty ? nil : person)
  }

  // MARK: Feeds

  private func feed(_ request: Request, _ alert: Alert?) async throws -> Response {
    let found = try await server.workspace.read { workspace in
      (
        try workspace.identifier(), try workspace.hits(of: alert?.id, limit: AtomFeed.entries),
        try workspace.alerts()
      )
    }
    guard let (identifier, hits, alerts) = found else {
      throw Problem(.notFound, "Nothing is saved: save a search on its page.")
    }
    let feed = AtomFeed(
      identifier: identifier, alert: alert, hits: hits, alerts: alerts,
      address: AtomFeed.address(of: request))
    return Response(
      status: .ok, headers: [.contentType: "application/atom+xml; charset=utf-8"],
      body: .init(byteBuffer: .init(string: feed.text)))
  }
}

extension Server {
  /// The alert that an address or a form names by its number.
  ///
  /// - Throws: a problem where there is none.
  func alert(_ number: String) async throws -> Alert {
    guard let id = Int64(number), let found = try await workspace.read({ try $0.alert(id) }),
      let alert = found
    else {
      throw Problem(.notFound, "There is no such saved search: it may have been removed since.")
    }
    return alert
  }
}
