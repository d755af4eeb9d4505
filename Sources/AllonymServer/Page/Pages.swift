// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import HTTPTypes
import Hummingbird

/// The pages for people.
struct Pages: Sendable {
  let server: Server
  let templates: Templates
  let phrases: [String: Phrases]
  private let english: Phrases

  init(_ server: Server) throws {
    self.server = server
    templates = try Templates()
    english = try Phrases("en")
    phrases = Dictionary(
      uniqueKeysWithValues: try Phrases.codes.map { ($0, try Phrases($0)) })
  }

  func addRoutes(to router: Router<ServerContext>) {
    router.get("/") { request, _ in try await search(request) }
    router.get("d/{id}") { request, context in
      try await document(request, try Self.key(context))
    }
    router.get("d/{id}/original") { _, context in
      try await Originals(server).response(try Self.key(context))
    }
    router.get("d/{id}/page/{number}") { request, context in
      try await picture(request, try Self.key(context), try Self.pageNumber(context))
    }
    router.get("d/{id}/page/{number}/picture") { request, context in
      try await PagePictures(server).response(
        try Self.key(context), page: try Self.pageNumber(context),
        SearchAddress(QueryItems(request)))
    }
    router.get("export") { request, _ in
      try await SearchExport(server).response(SearchAddress(try QueryItems(request)), request)
    }
    router.get("handover") { request, _ in try await HandOver(server).response(request) }
    router.get("d/{id}/citation") { request, context in
      try await CitationAnswer(server).response(request, try Self.key(context))
    }
    router.get("lists") { request, _ in lists(request) }
    router.post("lists") { request, _ in try await runLists(request) }
    router.get("about") { request, _ in try await about(request) }
    router.get("login") { request, _ in login(request, problem: nil) }
    router.post("login") { request, _ in try await logIn(request) }
  }

  /// The document that an address names.
  static func key(_ context: ServerContext) throws -> DocumentKey {
    guard let key = DocumentKey(context.parameters.get("id") ?? "") else {
      throw Problem.noDocument
    }
    return key
  }

  /// The page that an address names.
  static func pageNumber(_ context: ServerContext) throws -> Int {
    guard let number = Int(context.parameters.get("number") ?? ""), (1...1_000_000).contains(number)
    else { throw Problem(.notFound, "Pages are numbered from 1.") }
    return number
  }

  /// The language of a page.
  func phrases(for request: Request, _ chosen: String?) -> Phrases {
    let code = chosen ?? Phrases.wanted(by: request.headers[.acceptLanguage])
    return phrases[code] ?? english
  }

  /// A whole page as an answer.
  func page(
    _ body: String, title: String, kind: String, _ request: Request, _ address: SearchAddress,
    _ phrases: Phrases, status: HTTPResponse.Status = .ok
  ) -> Response {
    let html = layout(body, title: title, kind: kind, request, address, phrases)
    return Response(
      status: status,
      headers: [
        .contentType: "text/html; charset=utf-8", .contentLanguage: phrases.code,
        .vary: "Accept-Language",
      ],
      body: .init(byteBuffer: .init(string: html)))
  }

  /// A whole page.
  ///
  /// - Parameters:
  ///   - kind: what it is, for the style.
  ///   - address: the search that it belongs to.
  func layout(
    _ body: String, title: String, kind: String, _ request: Request, _ address: SearchAddress,
    _ phrases: Phrases
  ) -> String {
    var kept = QueryItems()
    for item in address.items.items
    where ["spellings", "sort", "duplicates", "lang"].contains(item.name) {
      kept.append(item.name, item.value)
    }
    return templates.html(
      "layout",
      [
        "code": phrases.code, "direction": phrases.direction, "title": title, "kind": kind,
        "t": phrases.texts, "query": address.query, "version": Release.version,
        "start": Self.suffix(language: address.language), "kept": Self.fields(kept),
        "languages": languages(request, phrases), "body": body,
      ])
  }

  /// The end of an address that keeps the language chosen.
  static func suffix(language: String?) -> String {
    var items = QueryItems()
    items.append("lang", language)
    return items.suffix
  }

  /// Hidden fields of a form.
  static func fields(_ items: QueryItems) -> [Templates.Values] {
    items.items.map { ["name": $0.name, "value": $0.value] }
  }

  private func languages(_ request: Request, _ phrases: Phrases) -> [Templates.Values] {
    let items = (try? QueryItems(request)) ?? QueryItems()
    return Phrases.codes.map { code in
      var other = items
      other.items.removeAll { $0.name == "lang" }
      other.append("lang", code)
      return [
        "code": code, "name": self.phrases[code]?["languageName"] ?? code,
        "current": code == phrases.code, "href": request.uri.path + other.suffix,
      ]
    }
  }

  /// The page that shows a problem.
  func problem(_ problem: Problem, _ request: Request) -> Response {
    let items = (try? QueryItems(request)) ?? QueryItems()
    let address = SearchAddress(items)
    let phrases = phrases(for: request, address.language)
    var values: Templates.Values = [
      "t": phrases.texts, "detail": problem.detail,
      "start": Self.suffix(language: address.language),
    ]
    values["excerpt"] = problem.excerpt
    var response = page(
      templates.html("problem", values), title: phrases["problemTitle"], kind: "problem", request,
      address, phrases, status: problem.status)
    if let allowed = problem.allowed { response.headers[.allow] = allowed }
    if let seconds = problem.retryAfter { response.headers[.retryAfter] = String(seconds) }
    return response
  }
}

/// The files that pages are drawn with.
struct StaticFiles: Sendable {
  func addRoutes(to router: Router<ServerContext>) {
    for (name, type) in [
      ("style.css", "text/css; charset=utf-8"), ("page.js", "text/javascript; charset=utf-8"),
      ("icon.svg", "image/svg+xml"),
    ] {
      router.get(RouterPath(name)) { _, _ in
        Response(
          status: .ok,
          headers: [.contentType: type, .cacheControl: "public, max-age=86400"],
          body: .init(byteBuffer: .init(bytes: ServerFiles.bytes(name))))
      }
    }
  }
}
