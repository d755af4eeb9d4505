// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import HTTPTypes
import Hummingbird
import Workspaces

/// What a person noted of documents, for programs.
struct ReviewAnswers: Sendable {
  let server: Server

  init(_ server: Server) { self.server = server }

  func addRoutes(to router: RouterGroup<ServerContext>) {
    router.get("review") { request, _ in try await list(request) }
    router.post("review") { request, _ in try await change(request) }
  }

  private struct ReviewList: Encodable {
    var version = 1
    var documents: [DocumentReview]
  }

  /// All documents that something was noted of, or one that is named.
  private func list(_ request: Request) async throws -> Response {
    let items = try API.items(request, ["document"])
    let person = server.settings.person(request)
    guard let text = items["document"] else {
      return API.json(
        ReviewList(documents: try await server.workspace.read { try $0.reviews(by: person) } ?? []))
    }
    guard let key = DocumentKey(text) else { throw Problem.noDocument }
    let found = try await server.workspace.read { try $0.review(of: key, by: person) }
    return API.json(ReviewList(documents: [found ?? DocumentReview(document: text)]))
  }

  private struct Change: Decodable {
    var document: String
    var seen: Bool?
    var starred: Bool?
    var note: String?
  }

  private func change(_ request: Request) async throws -> Response {
    let change = try await BatchAnswers(server).decoded(request, as: Change.self)
    guard let key = DocumentKey(change.document),
      try await server.workers.run({ try $0.index().document(key) }) != nil
    else { throw Problem.noDocument }
    let person = server.settings.person(request)
    let review = try await server.workspace.write { workspace in
      try workspace.review(key, by: person) { review in
        review.isSeen = change.seen ?? review.isSeen
        review.isStarred = change.starred ?? review.isStarred
        review.note = change.note ?? review.note
      }
    }
    return API.json(ReviewList(documents: [review]))
  }
}
