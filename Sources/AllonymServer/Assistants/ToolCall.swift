// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Spelling

/// One use of a tool.
struct ToolCall: Sendable {
  let server: Server
  let arguments: ToolArguments

  /// What the tool answers.
  func run(_ tool: AssistantTools) async throws -> JSONValue {
    switch tool {
    case .search: try await search()
    case .spellings: try await spellings()
    case .matchNames: try await matchNames()
    case .readDocument: try await readDocument()
    case .facets: try await facets()
    }
  }

  private static func list(_ texts: some Sequence<String>) -> JSONValue {
    .array(texts.map { .string($0) })
  }

  // MARK: Search

  /// The search that the arguments describe.
  private func address() throws -> SearchAddress {
    var items = QueryItems()
    items.append("q", try arguments.needed("query"))
    items.append("spellings", try arguments.text("spellings"))
    items.append("date", try arguments.text("date"))
    items.append("facet.language", try arguments.text("language"))
    items.append("facet.type", try arguments.text("type"))
    return try SearchAnswers.address(items, groups: true)
  }

  private func search() async throws -> JSONValue {
    let address = try address()
    var options = address.options
    options.limit = try arguments.number("limit", AssistantTools.hits, usual: 5)
    let fingerprint = Cursor.fingerprint(of: address)
    let cursor = try arguments.text("after").map { try Cursor($0, of: fingerprint) }
    options.offset = cursor?.offset ?? 0
    let settled = options
    return try await server.workers.run { worker in
      do {
        let index =
          try cursor.map { try worker.index(ofGeneration: $0.generation) } ?? worker.index()
        let result = try index.search(address.query, options: settled)
        let hits = try result.hits.map { try Self.hit($0, index) }
        let end = settled.offset + result.hits.count
        let next = Cursor(
          generation: index.generation.number, revision: cursor?.revision ?? index.revision,
          offset: end, fingerprint: fingerprint)
        return .compact([
          "total": .integer(result.total), "hits": .array(hits),
          "next": end < result.hitCount && !hits.isEmpty ? .string(next.text) : .null,
          "notes": result.notes.isEmpty ? .null : Self.list(result.notes.map(\.message)),
          "suggestions": result.suggestions.isEmpty
            ? .null : Self.list(result.suggestions.map(\.query)),
        ])
      } catch { throw Problem(error, query: address.query) }
    }
  }

  private static func hit(_ hit: Hit, _ index: SearchIndex) throws -> JSONValue {
    .compact([
      "id": JSONValue(try index.key(of: hit)?.description), "rank": .integer(hit.rank),
      "title": .string(hit.title), "date": JSONValue(hit.date.map(Dates.iso)),
      "language": JSONValue(hit.language), "type": JSONValue(hit.type),
      "path": .string(hit.path), "page": JSONValue(hit.page),
      "passage": .string(hit.passage.text), "matched": list(hit.matched.map(\.surface)),
      "duplicates": hit.duplicates > 0 ? .integer(hit.duplicates) : .null,
    ])
  }

  // MARK: Names

  private func spellings() async throws -> JSONValue {
    let name = try arguments.needed("name")
    let wide = try arguments.flag("wide")
    let limit = try arguments.number("limit", AssistantTools.forms, usual: 20)
    let groups = try await server.workers.run { try $0.index().spellings(of: name, wide: wide) }
    guard !groups.isEmpty else {
      throw Problem(.badRequest, "There is no word in this name: write letters or digits.")
    }
    return [
      "words": .array(
        groups.map { group in
          let forms = group.forms.filter { $0.documents > 0 }
          return .compact([
            "word": .string(group.word),
            "spellings": .array(
              forms.prefix(limit).map { form in
                .compact([
                  "spelling": .string(form.written), "script": .string(form.script.code),
                  "documents": .integer(form.documents), "kind": .string(form.kind.rawValue),
                  "score": .number((form.score * 1000).rounded() / 1000),
                  "reason": form.reason.isEmpty ? .null : .string(form.reason),
                ])
              }),
            "more": forms.count > limit ? .integer(forms.count - limit) : .null,
          ])
        })
    ]
  }

  private func matchNames() async throws -> JSONValue {
    let names = try arguments.texts("names", AssistantTools.names) ?? []
    let limit = try arguments.number("limit", AssistantTools.matches, usual: 3)
    let rows = names.map { NameRow(names: [$0]) }
    let others = try arguments.texts("against", AssistantTools.others)
    guard let listName = try arguments.text("list") else {
      guard let others else {
        throw Problem(.badRequest, "match_names needs against, the names to look in, or a list.")
      }
      let found = try await server.workers.run { _ in
        let list = try NameList(others)
        return list.matches(of: rows, limit: limit).map {
          $0.map { ($0, list.row(at: $0.index)) }
        }
      }
      return Self.matches(names, found)
    }
    guard let list = server.lists[listName] else {
      let served = server.lists.all.isEmpty ? "none is served" : "there are \(server.lists.names)"
      throw Problem(.badRequest, "There is no list '\(listName.prefix(80))': \(served).")
    }
    let snapshot = await list.snapshot()
    let found = try await server.workers.run { _ in
      snapshot.matches(of: rows, minimumScore: ListSource.minimumScore, limit: limit).map {
        $0.map { ($0.match, $0.row) }
      }
    }
    return Self.matches(names, found)
  }

  private static func matches(_ names: [String], _ found: [[(NameMatch, NameRow)]]) -> JSONValue {
    [
      "names": .array(
        zip(names, found).map { name, found in
          [
            "name": .string(name),
            "matches": .array(
              found.map { match, row in
                let facts = ListSource.facts(of: row)
                return .compact([
                  "name": .string(row.names.first ?? match.name),
                  "alias": row.names.first == match.name ? .null : .string(match.name),
                  "id": row.id.isEmpty ? .null : .string(row.id),
                  "score": .number((match.score * 1000).rounded() / 1000),
                  "facts": facts.isEmpty ? .null : .string(facts), "reason": .string(match.reason),
                ])
              }),
          ]
        })
    ]
  }

  // MARK: Documents

  /// So many characters before a match are read with it.
  private static let before = 400

  private func readDocument() async throws -> JSONValue {
    guard let key = DocumentKey(try arguments.needed("id")) else { throw Problem.noDocument }
    let query = try arguments.text("query")
    let length = try arguments.number("length", AssistantTools.length, usual: 4000)
    let start = try arguments.number("start", 0...Int(Int32.max), usual: 0)
    let page = try arguments.number("page", 1...1_000_000, usual: 1)
    let isPlaced = arguments.has("start") || arguments.has("page")
    return try await server.workers.run { worker in
      let found: MatchedDocument?
      do {
        found = try worker.index().document(key, matching: query)
      } catch { throw Problem(error, query: query) }
      guard let document = found else { throw Problem.noDocument }
      let scalars = document.stored.text.unicodeScalars
      var place = start
      if arguments.has("page") {
        guard let first = Self.start(ofPage: page, in: document.stored.text) else {
          throw Problem(.badRequest, "The document has no page \(page).")
        }
        place = first
      } else if !isPlaced, let match = document.matches.first {
        let bytes = document.stored.text.utf8
        let end = bytes.index(bytes.startIndex, offsetBy: match.range.lowerBound)
        place = max(0, scalars.distance(from: scalars.startIndex, to: end) - Self.before)
      }
      let part = String(String.UnicodeScalarView(scalars.dropFirst(place).prefix(length)))
      let end = place + part.unicodeScalars.count
      let stored = document.stored
      return .compact([
        "id": .string(key.description), "title": .string(stored.title),
        "path": .string(stored.path), "date": JSONValue(stored.date.map(Dates.iso)),
        "language": JSONValue(stored.language), "type": JSONValue(stored.type),
        "length": .integer(scalars.count), "start": .integer(place), "text": .string(part),
        "next": end < scalars.count ? .integer(end) : .null,
        "matches": query == nil ? .null : .integer(document.matches.count),
      ])
    }
  }

  /// Where a page begins, in code points; nil where there is none.
  private static func start(ofPage page: Int, in text: String) -> Int? {
    guard page > 1 else { return 0 }
    var (number, place) = (1, 0)
    for scalar in text.unicodeScalars {
      place += 1
      if scalar == "\u{0C}" {
        number += 1
        if number == page { return place }
      }
    }
    return nil
  }

  // MARK: Facets

  private func facets() async throws -> JSONValue {
    let address = try address()
    let name = try arguments.needed("facet")
    guard let facet = SearchAddress.facets.first(where: { $0.rawValue == name }) else {
      let names = SearchAddress.facets.map(\.rawValue).joined(separator: ", ")
      throw Problem(.badRequest, "'\(name.prefix(60))' is no facet: there are \(names).")
    }
    let limit = try arguments.number("limit", AssistantTools.values, usual: 20)
    var options = address.options
    options.limit = 0
    options.suggests = false
    options.facets = [facet]
    let settled = options
    return try await server.workers.run { worker in
      do {
        let result = try worker.index().search(address.query, options: settled)
        let counts = result.facets.first?.counts ?? []
        return .compact([
          "total": .integer(result.total),
          "values": .array(
            counts.prefix(limit).map {
              ["value": .string($0.value), "documents": .integer($0.documents)]
            }),
          "more": counts.count > limit ? .integer(counts.count - limit) : .null,
          "without": JSONValue(result.facets.first?.without),
        ])
      } catch { throw Problem(error, query: address.query) }
    }
  }
}
