// SPDX-License-Identifier: GPL-2.0-or-later

/// A hit.
package struct HitJSON: Encodable {
  var rank: Int
  var score: Double
  var path: String
  var id: String?
  var title: String
  var author: String?
  var host: String?
  var type: String?
  var language: String?
  var duplicates: Int
  var nearlySameAs: Int?
  var date: String?
  var page: Int?
  var line: Int?
  var offset: Int?
  var passage: String
  var highlights: [[Int]]
  var matched: [String]
  var reasons: [Reason]
  var weights: [String: Double]?
  /// What names the document for good.
  var document: String?

  enum CodingKeys: CodingKey {
    case rank, score, path, id, title, author, host, type, language, duplicates, nearlySameAs, date,
      page, line, offset, passage, highlights, matched, reasons, weights, document
  }

  /// A word that matched, and what makes it a match.
  struct Reason: Encodable {
    var matched: String
    var word: String
    var kind: String
    var reason: String
  }

  /// The hits of an answer, with the keys of their documents where programs are to have them.
  package static func all(of result: SearchResult, keys: [DocumentKey?] = []) -> [HitJSON] {
    zip(result.hits, result.reasons()).enumerated().map { index, hit in
      HitJSON(hit.0, hit.1, key: index < keys.count ? keys[index] : nil)
    }
  }

  /// What is said of a hit.
  package init(_ hit: Hit, _ reasons: [MatchReason] = [], key: DocumentKey? = nil) {
    document = key?.description
    rank = hit.rank
    score = (hit.score * 10000).rounded() / 10000
    path = hit.path
    id = hit.id
    title = hit.title
    author = hit.author
    host = hit.host
    type = hit.type
    language = hit.language
    duplicates = hit.duplicates
    nearlySameAs = hit.nearlySameAs
    date = hit.date.map(Dates.iso)
    page = hit.page
    line = hit.line
    offset = hit.offset
    passage = hit.passage.text
    highlights = hit.passage.highlights.map { [$0.lowerBound, $0.upperBound] }
    matched = hit.matched.map(\.surface)
    self.reasons = reasons.map {
      Reason(matched: $0.surface, word: $0.word, kind: $0.kind.rawValue, reason: $0.reason)
    }
    weights = hit.weights
  }

  /// All keys are always there, so that programs need not ask; `weights` only with --explain.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rank, forKey: .rank)
    try container.encode(score, forKey: .score)
    try container.encode(path, forKey: .path)
    try container.encode(id, forKey: .id)
    try container.encode(title, forKey: .title)
    try container.encode(author, forKey: .author)
    try container.encode(host, forKey: .host)
    try container.encode(type, forKey: .type)
    try container.encode(language, forKey: .language)
    try container.encode(duplicates, forKey: .duplicates)
    try container.encode(nearlySameAs, forKey: .nearlySameAs)
    try container.encode(date, forKey: .date)
    try container.encode(page, forKey: .page)
    try container.encode(line, forKey: .line)
    try container.encode(offset, forKey: .offset)
    try container.encode(passage, forKey: .passage)
    try container.encode(highlights, forKey: .highlights)
    try container.encode(matched, forKey: .matched)
    try container.encode(reasons, forKey: .reasons)
    try container.encodeIfPresent(weights, forKey: .weights)
    try container.encodeIfPresent(document, forKey: .document)
  }

  /// The object on one line.
  package var encoded: String { JSONLine.encoded(self) }
}
