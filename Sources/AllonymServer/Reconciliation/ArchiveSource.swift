// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym

/// The archive itself: the documents that mention a name.
struct ArchiveSource: ReconciliationSource {
  let server: Server

  var title: String { "Documents of the archive that mention" }
  var view: String { "/d/{{id}}" }
  var kinds: [Candidate.Kind] { [Self.document] }

  private static let document = Candidate.Kind(id: "Document", name: "Document")
  /// The properties by which documents are filtered.
  private static let facets = SearchAddress.facets
  /// So many names go to a worker at once, so that searches come in between.
  private static let share = 4

  var properties: [DatasetProperty] {
    [
      .init(id: "title", name: "Title"), .init(id: "date", name: "Date"),
      .init(id: "year", name: "Year", description: "Only documents of that year"),
      .init(
        id: "language", name: "Language",
        description: "Only documents of that language, by its code"),
      .init(
        id: "type", name: "Type of file", description: "Only documents of that type, such as pdf"),
      .init(id: "author", name: "Author"), .init(id: "host", name: "Web site"),
      .init(id: "path", name: "File"),
    ]
  }

  func candidates(for queries: [ReconciliationQuery]) async throws -> [[Candidate]] {
    var all: [[Candidate]] = []
    for start in stride(from: 0, to: queries.count, by: Self.share) {
      let part = queries[start..<min(start + Self.share, queries.count)]
      all += try await server.workers.run(seconds: 60) { worker in
        let index = try worker.index()
        return try part.map { try Self.candidates(for: $0, in: index) }
      }
    }
    return all
  }

  private static func candidates(
    for query: ReconciliationQuery, in index: SearchIndex
  ) throws -> [Candidate] {
    var candidates: [Candidate] = []
    for id in query.ids + query.names.prefix(1) {
      if let item = try item(id, in: index) {
        candidates.append(
          Candidate(
            id: id, name: item.name, description: item.description, type: [document], score: 100,
            features: [], reason: "the same identifier"))
      }
    }
    guard candidates.isEmpty, let name = query.names.first else { return candidates }
    let result: SearchResult
    do {
      result = try index.search(name, options: options(for: query))
    } catch is QueryError {
      // A name of signs alone.
      return []
    }
    for (hit, reasons) in zip(result.hits, result.reasons()) {
      guard let key = try index.key(of: hit) else { continue }
      let sureness = sureness(of: hit, in: result)
      let why = reasons.map { reason in
        let word =
          reason.surface == reason.word ? reason.word : "\(reason.surface) for \(reason.word)"
        return reason.reason.isEmpty ? word : "\(word) (\(reason.reason))"
      }.joined(separator: "; ")
      candidates.append(
        Candidate(
          id: key.description, name: hit.title,
          description: facts(hit.date, hit.language, hit.type) + " – " + why, type: [document],
          score: (sureness * 10_000).rounded() / 100,
          features: [
            .number("documents", "How many documents mention the name", Double(result.total)),
            .number("rank", "Rank among them", Double(hit.rank)),
          ],
          reason: "\(why). \(hit.passage.text)"))
    }
    return candidates.enumerated().sorted {
      ($0.element.score, $1.offset) > ($1.element.score, $0.offset)
    }.map(\.element)
  }

  private static func options(for query: ReconciliationQuery) -> SearchOptions {
    var options = SearchOptions()
    options.syntax = .name
    options.limit = query.limit
    options.suggests = false
    options.groupsDuplicates = true
    for condition in query.conditions where condition.quantifier != .none {
      if let facet = facets.first(where: { $0.rawValue == condition.property.lowercased() }) {
        options.filters.values[facet] = Set(condition.values)
      }
    }
    return options
  }

  /// How sure it is that a document has the name: its words as sure as the surest form of each that it has.
  private static func sureness(of hit: Hit, in result: SearchResult) -> Double {
    let found = Set(hit.matched.map(\.form))
    return result.expansions.reduce(1) { sureness, group in
      sureness * (group.forms.filter { found.contains($0.form) }.map(\.score).max() ?? 1)
    }
  }

  private static func facts(_ date: String?, _ language: String?, _ type: String?) -> String {
    let facts = [date.map(Dates.iso), language, type].compactMap { $0 }
    return facts.isEmpty ? "document" : facts.joined(separator: ", ")
  }

  private static func item(_ id: String, in index: SearchIndex) throws -> DatasetItem? {
    guard let key = DocumentKey(id), let document = try index.document(key) else { return nil }
    let stored = document.stored
    let date = stored.date.map(Dates.iso)
    var item = DatasetItem(
      id: key.description, name: stored.title,
      description: facts(stored.date, stored.language, stored.type), type: Self.document)
    for (property, value) in [
      ("title", stored.title), ("date", date), ("year", date.map { String($0.prefix(4)) }),
      ("language", stored.language), ("type", stored.type), ("author", stored.author),
      ("host", stored.host), ("path", stored.path), ("id", stored.id),
    ] { if let value, !value.isEmpty { item.values[property] = [value] } }
    return item
  }

  func item(_ id: String) async throws -> DatasetItem? {
    try await server.workers.run { try Self.item(id, in: $0.index()) }
  }

  func suggestions(for prefix: String, limit: Int) async throws -> [DatasetItem] {
    try await server.workers.run { worker in
      let index = try worker.index()
      if let item = try Self.item(prefix, in: index) { return [item] }
      guard !prefix.allSatisfy(\.isWhitespace) else { return [] }
      var options = SearchOptions()
      options.limit = limit
      options.suggests = false
      options.showsPassages = false
      options.groupsDuplicates = true
      guard
        let result = try? index.search(
          "title:" + prefix.filter { $0.isLetter || $0.isNumber || $0 == " " } + "*",
          options: options)
      else { return [] }
      return try result.hits.compactMap { hit in
        try index.key(of: hit).flatMap { try Self.item($0.description, in: index) }
      }
    }
  }
}
