// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Documents
import Hummingbird
import Workspaces

extension Pages {
  /// The page of a document.
  func document(_ request: Request, _ key: DocumentKey) async throws -> Response {
    let items = try QueryItems(request)
    let address = try await server.reviewed(SearchAddress(items), request)
    let phrases = phrases(for: request, address.language)
    let rank = items["hit"].flatMap { Int($0) }.flatMap { 1...1_000_000_000 ~= $0 ? $0 : nil }
    let found: FoundDocument
    do {
      found = try await server.workers.run {
        try FoundDocument(key, address, rank: rank, with: $0)
      }
    } catch let error as QueryError {
      return problem(Problem(error, query: address.query), request)
    }
    let view = DocumentView(
      found: found, address: address, rank: rank, part: items["part"].flatMap { Int($0) } ?? 1,
      print: items["v"], phrases: phrases,
      review: try await server.reviews(of: [key], request)[key]
        ?? DocumentReview(document: "\(key)"))
    return page(
      templates.html("document", view.values), title: "\(found.document.stored.title) – Allonym",
      kind: "document", request, address, phrases)
  }
}

/// What the page of a document shows.
struct DocumentView {
  let found: FoundDocument
  let address: SearchAddress
  let rank: Int?
  let part: Int
  /// What the text was when the address was made.
  let print: String?
  let phrases: Phrases
  /// What the reader noted of it.
  let review: DocumentReview

  private static let printLength = 8
  private static let formsNamed = 24

  private var document: MatchedDocument { found.document }
  private var stored: StoredDocument { found.document.stored }

  var values: Templates.Values {
    let text = DocumentText(document)
    let shown = min(max(part, 1), text.parts.count) - 1
    let contentPrint = String(document.contentPrint.prefix(Self.printLength))
    var notes = address.remarks
    if let print, print != contentPrint { notes.append(phrases["changedSince"]) }
    var values: Templates.Values = [
      "t": phrases.texts, "title": Markup.marked(stored.title, document.titleMatches.map(\.range)),
      "language": stored.language.map { $0 as Any } ?? false,
      "text": text.html(ofPart: shown, pageEnd: pageEnd), "isEmpty": stored.text.isEmpty,
      "hasNotes": !notes.isEmpty, "notes": notes, "facts": facts, "path": stored.path,
      "original": "/d/\(document.key)/original",
      "citations": citations, "citation": citation,
      "address": "/d/\(document.key)?v=\(contentPrint)",
      "hasMatches": !document.matches.isEmpty,
      "matchCount": phrases.counted("matches", document.matches.count),
      "forms": document.formCounts.prefix(Self.formsNamed).map { form($0, text, shown) },
      "firstMatch": matchLink(0, text, shown),
      "lastMatch": matchLink(document.matches.count - 1, text, shown),
      "hasCopies": !found.copies.isEmpty, "copies": found.copies.map(copy),
      "review": ReviewPage.values(review, to: here, phrases),
      "picture": stored.hasPictures ? pageLink(firstPage) as Any : false,
    ]
    values.merge(walk) { $1 }
    if text.parts.count > 1 { values["parts"] = parts(text, shown) }
    return values
  }

  private var facts: [Templates.Values] {
    let facts: [(String, String?)] = [
      ("date", stored.date.map(Dates.iso)), ("author", stored.author),
      ("language", stored.language.map { phrases.name(of: $0, in: "language") }),
      ("type", stored.type.map { phrases.name(of: $0, in: "type") }), ("host", stored.host),
      ("identifier", stored.id),
    ]
    return facts.compactMap { name, value in
      value.map { ["name": phrases[name], "value": $0] }
    }
  }

  /// The citation as files, with the page of the first match.
  private var citations: [Templates.Values] {
    [ExportFormat.ris, .bibtex].map { format in
      var items = QueryItems()
      items.append("format", format.rawValue)
      if stored.text.utf8.contains(0x0C) { items.append("page", "\(firstPage)") }
      return ["name": format.name, "href": "/d/\(document.key)/citation" + items.suffix]
    }
  }

  private var citation: String {
    [stored.author, "“\(stored.title)”", stored.date.map(Dates.iso), stored.host, stored.path]
      .compactMap(\.self).joined(separator: ", ")
  }

  /// The address of this document, or another of the same search.
  private func link(_ key: DocumentKey, _ change: (inout QueryItems) -> Void = { _ in }) -> String {
    var items = address.items
    items.items.removeAll { $0.name == "page" }
    change(&items)
    return "/d/\(key)" + items.suffix
  }

  /// The address of this page.
  private var here: String {
    link(document.key) { items in
      items.append("hit", rank.map { "\($0)" })
      if part > 1 { items.append("part", "\(part)") }
    }
  }

  private func pageLink(_ number: Int) -> String {
    "/d/\(document.key)/page/\(number)" + address.changed { _ in }.items.suffix
  }

  private var walk: Templates.Values {
    var values: Templates.Values = [
      "back": false, "position": false, "previous": false, "following": false,
    ]
    guard !address.query.isEmpty else { return values }
    var list = address
    list.page = rank.map { ($0 - 1) / SearchAddress.pageSize + 1 } ?? 1
    values["back"] = list.link + (rank.map { "#h\($0)" } ?? "")
    guard let rank, found.hits > 0 else { return values }
    values["position"] = phrases.filled(
      "hitOf", ["n": phrases.grouped(rank), "total": phrases.grouped(found.hits)])
    if let key = found.previous {
      values["previous"] = link(key) { $0.append("hit", "\(rank - 1)") } + "#m1"
    }
    if let key = found.following {
      values["following"] = link(key) { $0.append("hit", "\(rank + 1)") } + "#m1"
    }
    return values
  }

  /// The page of the first match, from 1.
  private var firstPage: Int {
    let start = document.matches.first?.range.lowerBound ?? 0
    return stored.text.utf8.prefix(start).count { $0 == 0x0C } + 1
  }

  private func partLink(_ part: Int) -> String {
    link(document.key) { items in
      items.append("hit", rank.map { "\($0)" })
      if part > 0 { items.append("part", "\(part + 1)") }
    }
  }

  /// Where a match is: on this page, or in another part.
  private func matchLink(_ number: Int, _ text: DocumentText, _ shown: Int) -> String {
    let part = text.part(ofMatch: number)
    return (part == shown ? "" : partLink(part)) + "#m\(number + 1)"
  }

  private func form(
    _ form: (form: String, count: Int), _ text: DocumentText, _ shown: Int
  ) -> Templates.Values {
    let first = document.matches.firstIndex { $0.form == form.form } ?? 0
    return [
      "form": found.written[form.form] ?? form.form, "count": phrases.grouped(form.count),
      "href": matchLink(first, text, shown),
    ]
  }

  private func parts(_ text: DocumentText, _ shown: Int) -> Templates.Values {
    func link(_ name: String, _ part: Int?, _ rel: String) -> Templates.Values {
      var values: Templates.Values = ["name": phrases[name], "rel": rel]
      if let part { values["href"] = partLink(part) }
      return values
    }
    return [
      "links": [
        link("previous", shown > 0 ? shown - 1 : nil, "prev"),
        link("next", shown + 1 < text.parts.count ? shown + 1 : nil, "next"),
      ],
      "position": phrases.filled(
        "part", ["n": phrases.grouped(shown + 1), "total": phrases.grouped(text.parts.count)]),
    ]
  }

  private func copy(_ copy: DocumentCopy) -> Templates.Values {
    [
      "title": copy.title, "path": copy.path, "kind": phrases[copy.isSame ? "same" : "nearly"],
      "href": link(copy.key),
    ]
  }

  /// What stands where a page ends, with a link to its picture.
  private func pageEnd(_ number: Int) -> String {
    let name = Markup.escaped(phrases.filled("onPage", ["n": phrases.grouped(number)]))
    guard stored.hasPictures else { return "<p class=\"page-end\">\(name)</p>\n" }
    return "<p class=\"page-end\"><a href=\"\(Markup.escaped(pageLink(number)))\">\(name)</a></p>\n"
  }
}
