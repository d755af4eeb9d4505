// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import HTTPTypes
import Hummingbird
import Workspaces

/// What a person noted of documents, and the history of their searches.
struct ReviewPage: Sendable {
  let pages: Pages

  private var server: Server { pages.server }

  init(_ pages: Pages) { self.pages = pages }

  func addRoutes(to router: Router<ServerContext>) {
    router.get("review") { request, _ in try await list(request) }
    router.post("review") { request, _ in try await take(request) }
    router.get("history") { request, _ in try await history(request) }
    router.post("history") { request, _ in try await takeHistory(request) }
  }

  // MARK: Review

  /// A document that something was noted of; without a title where the index holds it no more.
  private struct Noted: Sendable {
    var review: DocumentReview
    var title: String?
    var path: String?
  }

  private func list(_ request: Request) async throws -> Response {
    let (phrases, address) = try frame(request)
    let person = server.settings.person(request)
    let reviews = try await server.workspace.read { try $0.reviews(by: person) } ?? []
    let noted = try await server.workers.run { worker in
      let index = try worker.index()
      return try reviews.map { review in
        let stored = try DocumentKey(review.document).flatMap { try index.document($0)?.stored }
        return Noted(review: review, title: stored?.title, path: stored?.path)
      }
    }
    let suffix = Pages.suffix(language: address.language)
    let rows = noted.map { noted -> Templates.Values in
      [
        "title": noted.title ?? phrases["reviewGone"], "path": noted.path ?? "",
        "href": noted.title.map { _ in "/d/\(noted.review.document)" + suffix as Any } ?? false,
        "isSeen": noted.review.isSeen, "isStarred": noted.review.isStarred,
        "note": noted.review.note, "changed": noted.review.changed,
      ]
    }
    let body = pages.templates.html(
      "review", ["t": phrases.texts, "documents": rows, "isEmpty": rows.isEmpty])
    return pages.page(
      body, title: phrases["reviewTitle"], kind: "found", request, address, phrases)
  }

  private func take(_ request: Request) async throws -> Response {
    let form = try await Form(request, upTo: 2 * Workspace.longestNote)
    guard let key = DocumentKey(form.text("document")) else { throw Problem.noDocument }
    guard try await server.workers.run({ try $0.index().document(key) }) != nil else {
      throw Problem.noDocument
    }
    let person = server.settings.person(request)
    try await server.workspace.write { workspace in
      try workspace.review(key, by: person) { review in
        review.isSeen = form.text("seen") == "yes"
        review.isStarred = form.text("starred") == "yes"
        review.note = form.text("note")
      }
    }
    let to = form.text("to")
    return Response(
      status: .seeOther, headers: [.location: Pages.local(to.isEmpty ? "/d/\(key)" : to)])
  }

  /// What the page of a document shows of it.
  static func values(
    _ review: DocumentReview, to address: String, _ phrases: Phrases
  ) -> Templates.Values {
    [
      "document": review.document, "isSeen": review.isSeen, "isStarred": review.isStarred,
      "note": review.note, "to": address,
    ]
  }

  // MARK: History

  private func history(_ request: Request) async throws -> Response {
    let (phrases, address) = try frame(request)
    let person = server.settings.person(request)
    let (isKept, past) =
      try await server.workspace.read {
        (try $0.keepsHistory(of: person), try $0.history(of: person))
      } ?? (false, [])
    let rows = past.map { past -> Templates.Values in
      var search = SearchAddress(past.search)
      search.language = address.language
      return [
        "query": past.search.query, "href": search.link, "time": past.time,
        "total": phrases.counted("documents", past.total),
      ]
    }
    let body = pages.templates.html(
      "history",
      [
        "t": phrases.texts, "isKept": isKept, "searches": rows, "isEmpty": rows.isEmpty,
        "code": phrases.code,
      ])
    return pages.page(
      body, title: phrases["historyTitle"], kind: "found", request, address, phrases)
  }

  private func takeHistory(_ request: Request) async throws -> Response {
    let form = try await Form(request, upTo: 8192)
    let person = server.settings.person(request)
    let action = form.text("action")
    guard ["keep", "stop", "clear"].contains(action) else {
      throw Problem(.badRequest, "'\(action)' is none of keep, stop and clear.")
    }
    try await server.workspace.write { workspace in
      if action == "clear" {
        try workspace.clearHistory(of: person)
      } else {
        try workspace.keepHistory(action == "keep", of: person)
      }
    }
    let language = form.text("lang")
    return Response(
      status: .seeOther,
      headers: [
        .location: "/history" + Pages.suffix(language: language.isEmpty ? nil : language)
      ])
  }

  private func frame(_ request: Request) throws -> (Phrases, SearchAddress) {
    var address = SearchAddress()
    address.language = try QueryItems(request)["lang"]
    return (pages.phrases(for: request, address.language), address)
  }
}

extension Server {
  /// Keeps a search in the history of a person who wants that. What goes wrong there is told and hinders no search.
  func remember(_ address: SearchAddress, total: Int, _ request: Request) async {
    guard address.page == 1 else { return }
    let person = settings.person(request)
    do {
      _ = try await workspace.read { try $0.remember(address.saved, total: total, of: person) }
    } catch {
      StandardStream.report("A search was not kept in the history: \(error)")
    }
  }

  /// What the person who asks noted of documents.
  func reviews(
    of keys: [DocumentKey?], _ request: Request
  ) async throws -> [DocumentKey: DocumentReview] {
    let keys = keys.compactMap(\.self)
    let person = settings.person(request)
    return try await workspace.read { try $0.reviews(of: keys, by: person) } ?? [:]
  }
}
