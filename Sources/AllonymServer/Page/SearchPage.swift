// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Hummingbird
import Workspaces

extension Pages {
  /// The page with the hits of a search, or the start.
  func search(_ request: Request) async throws -> Response {
    let address = try await server.reviewed(SearchAddress(try QueryItems(request)), request)
    let phrases = phrases(for: request, address.language)
    guard !address.query.allSatisfy(\.isWhitespace) else {
      return try await start(request, address, phrases)
    }
    let found: FoundPage
    do {
      found = try await server.workers.run { try FoundPage(address, with: $0) }
    } catch let error as QueryError {
      return problem(Problem(error, query: address.query), request)
    }
    await server.remember(address, total: found.result.total, request)
    let view = SearchView(
      found: found, address: address, phrases: phrases,
      reviews: try await server.reviews(of: found.keys, request))
    return page(
      templates.html("search", view.values), title: "\(address.query) – Allonym", kind: "found",
      request, address, phrases)
  }

  private func start(
    _ request: Request, _ address: SearchAddress, _ phrases: Phrases
  ) async throws -> Response {
    let count = try await server.workers.run { try $0.index().documentCount() }
    let word = phrases["syntaxWord"]
    let examples = [
      (word, "syntaxWordMeans"), ("\"Ahmad al-Shara\"", "syntaxPhraseMeans"),
      ("=Tartous", "syntaxExactMeans"), ("\(word) NEAR Tartus", "syntaxNearMeans"),
      ("\(word) -Latakia", "syntaxNotMeans"),
      ("\(word) lang:ar date:2024-01..2024-06", "syntaxFieldMeans"),
    ].map { query, means -> Templates.Values in
      [
        "query": query, "means": phrases[means],
        "href": address.changed { $0.query = query }.link,
      ]
    }
    let body = templates.html(
      "search",
      [
        "t": phrases.texts, "isStart": true, "examples": examples,
        "documents": phrases.counted("documents", count),
      ])
    return page(body, title: "Allonym", kind: "start", request, address, phrases)
  }
}

/// What the page of hits shows.
struct SearchView {
  let found: FoundPage
  let address: SearchAddress
  let phrases: Phrases
  /// What the reader noted of the documents.
  let reviews: [DocumentKey: DocumentReview]

  var values: Templates.Values {
    let result = found.result
    let notes = address.remarks + distinct(result.notes.map(\.message))
    let filtered = !address.options.filters.isEmpty || !address.review.isEmpty
    var values: Templates.Values = [
      "t": phrases.texts, "isStart": false, "summary": summary,
      "hasHits": !result.hits.isEmpty || result.total > 0,
      "hasNotes": !notes.isEmpty, "notes": notes,
      "hasSuggestions": !result.suggestions.isEmpty, "suggestions": suggestions,
      "filtered": filtered,
      "clear": address.changed {
        $0.values = [:]
        $0.date = nil
        $0.review = ReviewFilter()
      }.link,
      "sorts": sorts, "copies": copies, "start": (address.page - 1) * SearchAddress.pageSize + 1,
      "hits": HitList(
        found: found, address: address, phrases: phrases, reviews: reviews
      ).values,
      "histogram": Histogram(found: found, address: address, phrases: phrases).html,
      "facets": FacetList(found: found, address: address, phrases: phrases).values,
      "exports": exports, "save": save, "reviewChoices": reviewChoices,
    ]
    if result.hitCount < result.total, result.total > 0 {
      values["texts"] = phrases.counted("texts", result.hitCount)
    }
    let spellings = SpellingList(found: found, address: address, phrases: phrases)
    values.merge(spellings.values) { $1 }
    values["pager"] =
      Pager(
        address: address, pages: pages, phrases: phrases
      ).values
    return values
  }

  private var pages: Int {
    max(1, (found.result.hitCount + SearchAddress.pageSize - 1) / SearchAddress.pageSize)
  }

  private var summary: String {
    found.result.total == 0
      ? phrases["nothing"] : phrases.counted("documents", found.result.total)
  }

  private func distinct(_ sentences: [String]) -> [String] {
    sentences.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private var suggestions: [Templates.Values] {
    found.result.suggestions.map { suggestion in
      [
        "query": suggestion.query,
        "documents": phrases.counted("documents", suggestion.documents),
        "href": address.changed {
          $0.query = suggestion.query
          $0.off = []
        }.link,
      ]
    }
  }

  private var sorts: [Templates.Values] {
    let current = address.sort.map { ($0.isDescending ? "-" : "") + $0.key.rawValue } ?? "best"
    return ["best", "-date", "date", "title"].map { sort in
      [
        "name": phrases["sort.\(sort)"], "current": sort == current,
        "href": address.changed { $0.sort = SearchAddress.order(sort) }.link,
      ]
    }
  }

  private var copies: [Templates.Values] {
    [false, true].map { shows in
      [
        "name": phrases[shows ? "duplicates.show" : "duplicates.group"],
        "current": shows == address.showsDuplicates,
        "href": address.changed { $0.showsDuplicates = shows }.link,
      ]
    }
  }

  /// Links that show only what is not seen yet, or what is starred, and back.
  private var reviewChoices: [Templates.Values] {
    [
      ("reviewAll", ReviewFilter()), ("reviewNotSeen", ReviewFilter(seen: false)),
      ("reviewSeen", ReviewFilter(seen: true)), ("reviewStarred", ReviewFilter(starred: true)),
    ].map { name, filter in
      [
        "name": phrases[name], "current": address.review == filter,
        "href": address.changed { $0.review = filter }.link,
      ]
    }
  }

  private var save: Templates.Values {
    [
      "search": address.changed { $0.language = nil }.items.text, "name": address.query.prefix(100),
      "code": phrases.code,
    ]
  }

  private var exports: [Templates.Values] {
    ExportFormat.allCases.map { format in
      var items = address.changed { $0.language = nil }.items
      items.append("format", format.rawValue)
      return ["name": format.name, "href": "/export" + items.suffix]
    } + [
      [
        "name": phrases["handOver"],
        "href": "/handover" + address.changed { $0.language = nil }.items.suffix,
      ]
    ]
  }
}

/// The links from page to page.
struct Pager {
  let address: SearchAddress
  let pages: Int
  let phrases: Phrases

  /// Nil where there is one page.
  var values: Templates.Values? {
    guard pages > 1 else { return nil }
    func link(_ name: String, _ page: Int?, _ rel: String) -> Templates.Values {
      var values: Templates.Values = ["name": phrases[name], "rel": rel]
      if let page { values["href"] = address.changed { $0.page = page }.link }
      return values
    }
    let page = address.page
    var others = address.items
    others.items.removeAll { $0.name == "page" }
    return [
      "links": [
        link("first", page > 1 ? 1 : nil, "first"),
        link("previous", page > 1 ? min(page - 1, pages) : nil, "prev"),
        link("next", page < pages ? page + 1 : nil, "next"),
        link("last", page < pages ? pages : nil, "last"),
      ],
      "position": phrases.filled(
        "pageOf", ["page": phrases.grouped(page), "pages": phrases.grouped(pages)]),
      "page": page, "pages": pages, "fields": Pages.fields(others),
    ]
  }
}
