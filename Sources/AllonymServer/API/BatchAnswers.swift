// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import HTTPTypes
import Hummingbird
import Spelling
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A value that one task after the other changes.
private final class Shared<Value: Sendable>: Sendable {
  private let value: Mutex<Value>

  init(_ value: Value) { self.value = Mutex(value) }

  func withLock<Result: Sendable>(_ body: (inout Value) -> Result) -> Result {
    value.withLock { body(&$0) }
  }
}

/// Many queries, or many names, in one request; answered line by line.
struct BatchAnswers: Sendable {
  let server: Server

  init(_ server: Server) { self.server = server }

  private static let share = 16
  private static let namesAtOnce = 200

  /// The body of a request as JSON.
  func decoded<Body: Decodable & Sendable>(
    _ request: Request, as type: Body.Type
  ) async throws -> Body {
    try await RequestBody.decoded(request, as: type, limit: server.settings.limits.body)
  }

  // MARK: Queries

  private struct Batch: Decodable, Sendable {
    var queries: [String]
    var limit: Int?
    /// `syntax`, `words` or `name`.
    var read: String?
    var spellings: String?
    var exact: Bool?
  }

  private struct Answer: Encodable, Sendable {
    var version = 1
    /// The number of the query, from 1.
    var number: Int
    var query: String
    var total: Int?
    var hits: [HitJSON]?
    var error: String?
  }

  func batch(_ request: Request) async throws -> Response {
    let batch = try await decoded(request, as: Batch.self)
    let limits = server.settings.limits
    guard batch.queries.count <= limits.batch else {
      throw Problem(
        .contentTooLarge, "A batch has at most \(limits.batch) queries: divide it.")
    }
    guard (0...limits.hits).contains(batch.limit ?? 10) else {
      throw Problem(.badRequest, "limit is a number from 0 to \(limits.hits).")
    }
    var options = SearchOptions()
    options.limit = batch.limit ?? 10
    options.suggests = false
    options.exact = batch.exact ?? false
    switch batch.read {
    case nil, "syntax": options.syntax = .queryLanguage
    case "words": options.syntax = .words
    case "name": options.syntax = .name
    case let text?: throw Problem(.badRequest, "read is syntax, words or name, not '\(text)'.")
    }
    if let text = batch.spellings {
      guard let spellings = SearchOptions.Spellings(rawValue: text) else {
        throw Problem(.badRequest, "spellings is strict, wide or off, not '\(text)'.")
      }
      options.spellings = spellings
    }
    let settled = options
    return try LineStream(server).response([.contentType: "application/x-ndjson"]) { write in
      for start in stride(from: 0, to: batch.queries.count, by: Self.share) {
        let range = start..<min(start + Self.share, batch.queries.count)
        let lines = try await server.workers.run(seconds: 600) { worker in
          let index = try worker.index()
          return try range.map {
            JSONLine.encoded(try Self.answer($0 + 1, batch.queries[$0], settled, index))
          }
        }
        try await write(lines.joined())
      }
    }
  }

  private static func answer(
    _ number: Int, _ query: String, _ options: SearchOptions, _ index: SearchIndex
  ) throws -> Answer {
    do {
      let result = try index.search(query, options: options)
      return Answer(
        number: number, query: query, total: result.total,
        hits: HitJSON.all(of: result, keys: try result.hits.map { try index.key(of: $0) }))
    } catch let error as QueryError {
      return Answer(number: number, query: query, error: error.message)
    }
  }

  // MARK: Names

  private struct Match: Decodable, Sendable {
    var names: [String]
    var list: [String]
    var minimumScore: Double?
    var limit: Int?
    var explain: Bool?
  }

  /// Finds the names of one list in another.
  func match(_ request: Request) async throws -> Response {
    let match = try await decoded(request, as: Match.self)
    guard (1...1000).contains(match.limit ?? 10), (0...1).contains(match.minimumScore ?? 0.5) else {
      throw Problem(
        .badRequest, "limit is a number from 1 to 1000, and minimumScore one from 0 to 1.")
    }
    let rows = match.names.enumerated().map { NameRow(names: [$1], line: $0 + 1) }
    let others = match.list.enumerated().map { NameRow(names: [$1], line: $0 + 1) }
    let stream = try LineStream(server)
    let list = try await Blocking.run { try NameList(rows: others) }
    var options = NameMatchOptions()
    options.minimumScore = match.minimumScore ?? 0.5
    options.limit = match.limit ?? 10
    // One for all parts: it keeps what it finds for each word.
    let matcher = Shared(NameMatcher(list, options: options))
    return stream.response([.contentType: "application/x-ndjson"]) { write in
      for start in stride(from: 0, to: rows.count, by: Self.namesAtOnce) {
        let part = Array(rows[start..<min(start + Self.namesAtOnce, rows.count)])
        let lines = try await Blocking.run {
          let found = matcher.withLock { $0.matches(of: part) }
          return zip(part, found).flatMap { name, matches in
            matches.map {
              JSONLine.encoded(
                MatchLine(name, $0, list.row(at: $0.index), explains: match.explain ?? false))
            }
          }
        }
        try await write(lines.joined())
      }
    }
  }
}
