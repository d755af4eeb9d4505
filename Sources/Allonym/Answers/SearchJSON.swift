// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The answer to a query for programs, version 1. Offsets count Unicode code points.
package struct SearchJSON: Encodable {
  var version = 1
  var query: String
  var total: Int
  var notes: [String]
  var groups: [Group]
  /// The forms that were switched off, folded.
  var off: [String]
  var hits: [HitJSON]
  var facets: [String: [Count]]
  var suggestions: [SuggestionJSON]
  var explanation: Explanation?

  /// A word of the query and its forms.
  package struct Group: Encodable {
    var word: String
    var spellings: [SpellingJSON]

    /// A word and those of its forms that `isWanted` takes.
    package init(_ group: WordGroup, where isWanted: (GroupForm) -> Bool = { _ in true }) {
      word = group.word
      spellings = group.forms.filter(isWanted).map(SpellingJSON.init)
    }
  }

  struct Count: Encodable {
    var value: String
    var documents: Int
  }

  struct SuggestionJSON: Encodable {
    var query: String
    var documents: Int
  }

  struct Explanation: Encodable {
    var xapianQuery: String
  }

  /// The answer; `off` are the forms that were switched off, `keys` the documents' keys where programs are to
  /// have them.
  package init(_ result: SearchResult, off: Set<String>, keys: [DocumentKey?] = []) {
    self.off = off.sorted()
    query = result.query
    total = result.total
    notes = result.notes.map(\.message)
    groups = result.groups.map { Group($0) }
    hits = result.hits.enumerated().map { place, hit in
      HitJSON(hit, key: place < keys.count ? keys[place] : nil)
    }
    facets = [:]
    for facet in result.facets {
      facets[facet.facet.rawValue] = facet.counts.map {
        Count(value: $0.value, documents: $0.documents)
      }
    }
    suggestions = result.suggestions.map {
      SuggestionJSON(query: $0.query, documents: $0.documents)
    }
    explanation = result.explanation.map { Explanation(xapianQuery: $0.xapianQuery) }
  }

  /// The object on one line.
  package var line: String { JSONLine.encoded(self) }
}

/// A form of a group.
package struct SpellingJSON: Encodable {
  var form: String
  var script: String
  var kind: String
  var score: Double
  var documents: Int
  var reason: String

  /// What is said of a form.
  package init(_ form: GroupForm) {
    self.form = form.form
    script = form.script.code
    kind = form.kind.rawValue
    score = (form.score * 1000).rounded() / 1000
    documents = form.documents
    reason = form.reason
  }

  /// The object on one line.
  package var line: String { JSONLine.encoded(self) }
}

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
  var passage: String
  var highlights: [[Int]]
  var matched: [String]
  var weights: [String: Double]?
  /// What names the document for good.
  var document: String?

  enum CodingKeys: CodingKey {
    case rank, score, path, id, title, author, host, type, language, duplicates, nearlySameAs, date,
      page, passage, highlights, matched, weights, document
  }

  /// What is said of a hit, with the key of its document where programs are to have it.
  package init(_ hit: Hit, key: DocumentKey? = nil) {
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
    passage = hit.passage.text
    highlights = hit.passage.highlights.map { [$0.lowerBound, $0.upperBound] }
    matched = hit.matched.map(\.surface)
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
    try container.encode(passage, forKey: .passage)
    try container.encode(highlights, forKey: .highlights)
    try container.encode(matched, forKey: .matched)
    try container.encodeIfPresent(weights, forKey: .weights)
    try container.encodeIfPresent(document, forKey: .document)
  }

  /// The object on one line.
  package var line: String { JSONLine.encoded(self) }
}

/// JSON on one line.
package enum JSONLine {
  /// The value with a line end.
  package static func encoded(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { return "" }
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}

/// Dates as people and programs write them.
package enum Dates {
  /// `20241208` → `2024-12-08`.
  package static func iso(_ date: String) -> String {
    guard date.utf8.count == 8 else { return date }
    return "\(date.prefix(4))-\(date.dropFirst(4).prefix(2))-\(date.suffix(2))"
  }
}
