// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import HTTPTypes
import Hummingbird

/// Single documents for programs.
struct DocumentAnswers: Sendable {
  let server: Server

  init(_ server: Server) { self.server = server }

  func addRoutes(to router: RouterGroup<ServerContext>) {
    router.get("/") { _, context in try await document(try Pages.key(context)) }
    router.get("text") { _, context in try await text(try Pages.key(context)) }
    router.get("hits") { request, context in try await hits(request, try Pages.key(context)) }
    router.get("original") { _, context in
      try await Originals(server).response(try Pages.key(context))
    }
    router.get("citation") { request, context in
      try await CitationAnswer(server).response(request, try Pages.key(context))
    }
    router.get("pages/{number}.png") { request, context in
      let items = try API.items(request, ["q", "spellings", "off", "exact"])
      let address = SearchAddress(items)
      if let remark = address.remarks.first { throw Problem(.badRequest, remark) }
      return try await PagePictures(server).response(
        try Pages.key(context), page: try Pages.pageNumber(context), address)
    }
  }

  private struct DocumentJSON: Encodable {
    struct Copy: Encodable {
      var document: String
      var path: String
      var title: String
      var same: Bool
    }
    var version = 1
    var document: String
    /// Changes with the words of the text.
    var content: String
    var path: String
    var id: String?
    var title: String
    var author: String?
    var host: String?
    var type: String?
    var language: String?
    var date: String?
    /// In Unicode code points.
    var length: Int
    var pages: Int?
    var copies: [Copy]
  }

  private func found(_ key: DocumentKey) async throws -> MatchedDocument {
    guard let document = try await server.workers.run({ try $0.index().document(key) }) else {
      throw Problem.noDocument
    }
    return document
  }

  private func document(_ key: DocumentKey) async throws -> Response {
    let document = try await found(key)
    let copies = try await server.workers.run { try $0.index().copies(of: key) }
    let stored = document.stored
    let ends = stored.text.utf8.count { $0 == 0x0C }
    return API.json(
      DocumentJSON(
        document: key.description, content: document.contentPrint, path: stored.path, id: stored.id,
        title: stored.title, author: stored.author, host: stored.host, type: stored.type,
        language: stored.language, date: stored.date.map(Dates.iso),
        length: stored.text.unicodeScalars.count, pages: ends > 0 ? ends : nil,
        copies: copies.map {
          .init(
            document: $0.key.description, path: $0.path, title: $0.title, same: $0.isSame)
        }))
  }

  private func text(_ key: DocumentKey) async throws -> Response {
    let document = try await found(key)
    return Response(
      status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
      body: .init(byteBuffer: .init(string: document.stored.text)))
  }

  private struct MatchesJSON: Encodable {
    struct Match: Encodable {
      /// In Unicode code points of the text.
      var start: Int
      var end: Int
      var page: Int
      var surface: String
      var form: String
    }
    var version = 1
    var document: String
    var content: String
    var query: String
    var total: Int
    var forms: [String: Int]
    var matches: [Match]
  }

  private func hits(_ request: Request, _ key: DocumentKey) async throws -> Response {
    let items = try API.items(request, ["q", "spellings", "off", "exact"])
    let address = try SearchAnswers.address(items, groups: false)
    let found = try await server.workers.run { worker in
      do {
        return try worker.index().document(key, matching: address.query, options: address.options)
      } catch { throw Problem(error, query: address.query) }
    }
    guard let document = found else { throw Problem.noDocument }
    return API.json(
      MatchesJSON(
        document: key.description, content: document.contentPrint, query: address.query,
        total: document.matches.count,
        forms: Dictionary(document.formCounts.map { ($0.form, $0.count) }) { $0 + $1 },
        matches: Self.matches(document)))
  }

  /// The matches with their places in code points, counted once through the text.
  private static func matches(_ document: MatchedDocument) -> [MatchesJSON.Match] {
    let bytes = Array(document.stored.text.utf8)
    var offset = 0
    var scalars = 0
    var page = 1
    func advance(to end: Int) {
      for byte in bytes[offset..<end] {
        if byte & 0xC0 != 0x80 { scalars += 1 }
        if byte == 0x0C { page += 1 }
      }
      offset = end
    }
    return document.matches.map { match in
      advance(to: match.range.lowerBound)
      let start = (scalars, page)
      advance(to: match.range.upperBound)
      return .init(
        start: start.0, end: scalars, page: start.1,
        surface: String(decoding: bytes[match.range], as: UTF8.self), form: match.form)
    }
  }
}
