// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Hummingbird

/// Searches for programs.
struct SearchAnswers: Sendable {
  let server: Server

  init(_ server: Server) { self.server = server }

  /// What all searches take.
  static let common =
    ["q", "spellings", "off", "exact", "sort", "duplicates", "date", "seen", "starred"]
    + SearchAddress.facets.map { "facet.\($0.rawValue)" }

  /// What is searched for, as parameters say.
  ///
  /// - Parameter groups: whether duplicates are grouped where nothing is said of them.
  /// - Throws: a problem where one is not understood: a program gets an error, nothing is guessed.
  static func address(_ items: QueryItems, groups: Bool) throws -> SearchAddress {
    _ = try API.query(items)
    _ = try API.flag(items, "exact")
    var address = SearchAddress(items)
    if items["duplicates"] == nil { address.showsDuplicates = !groups }
    if let remark = address.remarks.first { throw Problem(.badRequest, remark) }
    return address
  }

  // MARK: Search

  func search(_ request: Request) async throws -> Response {
    let items = try API.items(
      request, Self.common + ["limit", "after", "facets", "explain", "timeout"])
    let address = try await server.reviewed(try Self.address(items, groups: false), request)
    let limit = try API.number(items, "limit", 0...server.settings.limits.hits, usual: 10)
    let timeout = try API.number(items, "timeout", 1000...30_000, usual: 10_000)
    var options = address.options
    options.limit = limit
    options.countsForms = true
    options.explain = try API.flag(items, "explain")
    options.facets = try Self.facets(items["facets"] ?? "")
    let fingerprint = Cursor.fingerprint(of: address)
    let cursor = try items["after"].map { try Cursor($0, of: fingerprint) }
    options.offset = cursor?.offset ?? 0
    let settled = options
    let answer = try await server.workers.run(seconds: Double(timeout) / 1000) { worker in
      let start = ContinuousClock.now
      do {
        let index =
          try cursor.map { try worker.index(ofGeneration: $0.generation) } ?? worker.index()
        let result = try index.search(address.query, options: settled)
        let keys = try result.hits.map { try index.key(of: $0) }
        let end = settled.offset + result.hits.count
        let revision = index.revision
        return SearchAnswer(
          search: SearchJSON(result, off: settled.off, keys: keys),
          took: ((ContinuousClock.now - start) / .microseconds(100)).rounded() / 10,
          generation: index.generation.number, revision: revision,
          isChanged: cursor.map { $0.revision != revision } ?? false,
          next: end < result.hitCount && !result.hits.isEmpty
            ? Cursor(
              generation: index.generation.number, revision: cursor?.revision ?? revision,
              offset: end, fingerprint: fingerprint
            ).text : nil)
      } catch { throw Problem(error, query: address.query) }
    }
    return API.json(answer)
  }

  private static func facets(_ text: String) throws -> [Facet] {
    try text.split(separator: ",").map { name in
      guard let facet = Facet(rawValue: String(name)) else {
        let names = Facet.allCases.map(\.rawValue).joined(separator: ", ")
        throw Problem(.badRequest, "'\(name)' is no facet: there are \(names).")
      }
      return facet
    }
  }

  // MARK: Histogram

  private struct Bars: Encodable {
    struct Bar: Encodable {
      var period: String
      var documents: Int
    }
    var version = 1
    var query: String
    var total: Int
    var undated: Int
    var bars: [Bar]
  }

  func histogram(_ request: Request) async throws -> Response {
    let items = try API.items(request, Self.common + ["by"])
    let address = try await server.reviewed(try Self.address(items, groups: false), request)
    let length: Int
    switch items["by"] {
    case nil, "year": length = 4
    case "month": length = 7
    case "day": length = 10
    case let text?: throw Problem(.badRequest, "by is year, month or day, not '\(text)'.")
    }
    var options = address.options
    options.limit = 0
    options.offset = 0
    options.suggests = false
    options.facets = [.day]
    let settled = options
    let result = try await server.workers.run { worker in
      do {
        return try worker.index().search(address.query, options: settled)
      } catch { throw Problem(error, query: address.query) }
    }
    var bars: [Bars.Bar] = []
    let days = result.facets.first?.counts.sorted { $0.value < $1.value } ?? []
    for day in days {
      let period = String(Dates.iso(day.value).prefix(length))
      if bars.last?.period == period {
        bars[bars.count - 1].documents += day.documents
      } else {
        bars.append(.init(period: period, documents: day.documents))
      }
    }
    let dated = days.reduce(0) { $0 + $1.documents }
    return API.json(
      Bars(
        query: address.query, total: result.total, undated: max(0, result.total - dated), bars: bars
      ))
  }
}

/// The object of `--json` with what a server adds.
private struct SearchAnswer: Encodable, Sendable {
  var search: SearchJSON
  /// In milliseconds.
  var took: Double
  var generation: Int
  var revision: UInt64
  /// Whether the index was updated since the first page: a hit may come twice, or be missed.
  var isChanged: Bool
  /// What to give as `after` for the next hits; nil at the end.
  var next: String?

  enum CodingKeys: String, CodingKey {
    case took, generation, revision, next
    case isChanged = "changed"
  }

  func encode(to encoder: any Encoder) throws {
    try search.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(took, forKey: .took)
    try container.encode(generation, forKey: .generation)
    try container.encode(revision, forKey: .revision)
    try container.encode(isChanged, forKey: .isChanged)
    try container.encode(next, forKey: .next)
  }
}

/// Where the next hits of a search begin, and in which generation of the index.
struct Cursor: Sendable, Equatable {
  var generation: Int
  /// Of the first page.
  var revision: UInt64
  var offset: Int
  /// Of the search that it belongs to.
  var fingerprint: String

  init(generation: Int, revision: UInt64, offset: Int, fingerprint: String) {
    self.generation = generation
    self.revision = revision
    self.offset = offset
    self.fingerprint = fingerprint
  }

  /// As programs give it back.
  var text: String {
    Base64URL.encoded(Array("1 \(generation) \(revision) \(offset) \(fingerprint)".utf8))
  }

  /// Reads what ``text`` wrote.
  ///
  /// - Throws: a problem where it is something else, or belongs to another search.
  init(_ text: String, of fingerprint: String) throws {
    let parts = (Base64URL.decoded(text) ?? []).split(separator: 0x20).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard parts.count == 5, parts[0] == "1", let generation = Int(parts[1]), generation > 0,
      let revision = UInt64(parts[2]), let offset = Int(parts[3]),
      (0...Int(UInt32.max)).contains(offset)
    else {
      throw Problem(.badRequest, "after takes what a former answer has as next.")
    }
    guard parts[4] == fingerprint else {
      throw Problem(
        .badRequest,
        "This value of after belongs to another search: repeat the parameters of its first page.")
    }
    self.init(
      generation: generation, revision: revision, offset: offset, fingerprint: fingerprint)
  }

  /// What distinguishes a search from others.
  static func fingerprint(of address: SearchAddress) -> String {
    String(FNV1a.hash(address.changed { _ in }.items.text.utf8), radix: 36)
  }
}
