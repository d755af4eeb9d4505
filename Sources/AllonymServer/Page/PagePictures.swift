// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Documents
import HTTPTypes
import Hummingbird

/// Pages of PDFs as pictures, with boxes on the words that a query matches.
struct PagePictures: Sendable {
  let server: Server

  init(_ server: Server) { self.server = server }

  /// The picture of a page.
  func response(
    _ key: DocumentKey, page number: Int, _ address: SearchAddress
  ) async throws -> Response {
    let stored = try await server.workers.run { try $0.index().document(key)?.stored }
    guard let stored else { throw Problem.noDocument }
    guard stored.hasPictures else {
      throw Problem(.notFound, "\(stored.path) is no PDF: only these have pages as pictures.")
    }
    let file = try await Originals(server).file(of: key)
    try server.heavy.enter()
    defer { server.heavy.leave() }
    let page = PDFPage(number, of: file)
    do {
      async let picture = Blocking.run { try page.picture() }
      var boxes: [PageWord] = []
      var size = (width: 0.0, height: 0.0)
      if !address.query.isEmpty {
        let words = try await Blocking.run { try page.words() }
        boxes = try await server.workers.run {
          try $0.index().matches(on: words, of: address.query, options: address.options)
        }
        size = (words.width, words.height)
      }
      guard var pixmap = Pixmap(try await picture) else {
        throw Problem(.notFound, "\(file.path.shown) has no page \(number) that can be drawn.")
      }
      if size.width > 0, size.height > 0 {
        let across = Double(pixmap.width) / size.width
        let down = Double(pixmap.height) / size.height
        for box in boxes {
          pixmap.mark(
            left: box.left * across, top: box.top * down, right: box.right * across,
            bottom: box.bottom * down)
        }
      }
      return Response(
        status: .ok, headers: [.contentType: "image/png"],
        body: .init(byteBuffer: .init(bytes: pixmap.png)))
    } catch let failure as ReadFailure {
      throw Problem(failure.kind == .damaged ? .notFound : .serviceUnavailable, "\(failure).")
    } catch let error as QueryError {
      throw Problem(error, query: address.query)
    }
  }
}

extension StoredDocument {
  /// Whether its pages can be shown as pictures: it is a PDF by its content, and no member of an archive.
  var hasPictures: Bool { type == DocumentType.pdf.rawValue && !path.contains("!") }
}

extension Pages {
  /// The page that shows a page of a PDF.
  func picture(_ request: Request, _ key: DocumentKey, _ number: Int) async throws -> Response {
    let address = SearchAddress(try QueryItems(request))
    let phrases = phrases(for: request, address.language)
    let found: MatchedDocument?
    do {
      found = try await server.workers.run {
        try $0.index().document(key, matching: address.query, options: address.options)
      }
    } catch let error as QueryError {
      return problem(Problem(error, query: address.query), request)
    }
    guard let document = found else { throw Problem.noDocument }
    let text = Array(document.stored.text.utf8)
    let ends = text.indices.filter { text[$0] == 0x0C }
    let start = number > 1 && number - 2 < ends.count ? ends[number - 2] + 1 : 0
    let end = number - 1 < ends.count ? ends[number - 1] : text.count
    guard number <= max(ends.count, 1) else {
      throw Problem(.notFound, "This document has \(max(ends.count, 1)) pages.")
    }
    let suffix = address.changed { _ in }.items.suffix
    let here = document.matches.filter {
      $0.range.lowerBound >= start && $0.range.upperBound <= end
    }
    var matched: [String] = []
    for match in here {
      let word = String(decoding: text[match.range], as: UTF8.self)
      if !matched.contains(word) { matched.append(word) }
    }
    func link(_ page: Int, _ isThere: Bool) -> Any {
      isThere ? "/d/\(key)/page/\(page)\(suffix)" as Any : false
    }
    let body = templates.html(
      "page",
      [
        "t": phrases.texts, "title": document.stored.title, "document": "/d/\(key)\(suffix)",
        "previous": link(number - 1, number > 1),
        "following": link(number + 1, number < ends.count),
        "position": phrases.filled(
          "pageOf", ["page": phrases.grouped(number), "pages": phrases.grouped(max(ends.count, 1))]),
        "image": "/d/\(key)/page/\(number)/picture\(suffix)",
        "alt": phrases.filled(
          "pictureAlt", ["n": phrases.grouped(number), "title": document.stored.title]),
        "hasMatches": !matched.isEmpty, "matched": matched,
      ])
    return page(
      body, title: "\(document.stored.title) – \(number)", kind: "picture", request, address,
      phrases)
  }
}
