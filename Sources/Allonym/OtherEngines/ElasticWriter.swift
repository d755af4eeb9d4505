// SPDX-License-Identifier: GPL-2.0-or-later
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Writes the body of a search of Elasticsearch or OpenSearch: words as `dis_max` of boosted `match`es, phrases as
/// `intervals`, which take all words of each position at once.
struct ElasticWriter {
  /// The field that is searched where the query names none.
  let field: String

  /// The body, on one line.
  func body(of query: ExpandedQuery) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = (try? encoder.encode(JSONTree.object(["query": tree(of: query)]))) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }

  private func tree(of query: ExpandedQuery) -> JSONTree {
    switch query {
    case .word(let word):
      return best(
        word.terms.map { term in
          .object(["match": .object([word.field ?? field: match(term)])])
        })
    case .phrase(let words):
      return intervals(words, ["ordered": .bool(true), "max_gaps": .number(0)])
    case .near(let words, let window):
      let gaps = Double(max(0, window - words.count))
      return intervals(words, ["ordered": .bool(false), "max_gaps": .number(gaps)])
    case .ways(let ways): return best(ways.map(tree))
    case .clauses(let should, let must, let mustNot):
      var clauses: [String: JSONTree] = [:]
      for (name, part) in [("should", should), ("must", must), ("must_not", mustNot)]
      where !part.isEmpty {
        clauses[name] = .array(part.map(tree))
      }
      return .object(["bool": .object(clauses)])
    }
  }

  private func match(_ term: ExpandedWord.Term) -> JSONTree {
    let score = EngineScore.rounded(term.score)
    var options: [String: JSONTree] = ["query": .text(term.text), "operator": .text("and")]
    if score < 1 { options["boost"] = .number(score) }
    return .object(options)
  }

  private func best(_ queries: [JSONTree]) -> JSONTree {
    queries.count == 1
      ? queries[0] : .object(["dis_max": .object(["queries": .array(queries)])])
  }

  private func intervals(_ words: [ExpandedWord], _ options: [String: JSONTree]) -> JSONTree {
    var all = options
    all["intervals"] = .array(words.map(interval))
    return .object([
      "intervals": .object([words[0].field ?? field: .object(["all_of": .object(all)])])
    ])
  }

  /// The words of a position, with an article before them or without.
  private func interval(_ word: ExpandedWord) -> JSONTree {
    let plain = anyOf(word.terms.map(\.text))
    guard !word.articles.isEmpty else { return plain }
    let behind = JSONTree.object([
      "all_of": .object([
        "ordered": .bool(true), "max_gaps": .number(0),
        "intervals": .array([anyOf(word.articles), plain]),
      ])
    ])
    return .object(["any_of": .object(["intervals": .array([plain, behind])])])
  }

  private func anyOf(_ texts: [String]) -> JSONTree {
    let matches = texts.map { text in
      JSONTree.object([
        "match": .object([
          "query": .text(text), "ordered": .bool(true), "max_gaps": .number(0),
        ])
      ])
    }
    return matches.count == 1
      ? matches[0] : .object(["any_of": .object(["intervals": .array(matches)])])
  }
}

/// JSON of any form.
private indirect enum JSONTree: Encodable {
  case text(String)
  case number(Double)
  case bool(Bool)
  case array([JSONTree])
  case object([String: JSONTree])

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .array(let values): try values.encode(to: encoder)
    case .object(let members): try members.encode(to: encoder)
    case .text(let text):
      var container = encoder.singleValueContainer()
      try container.encode(text)
    case .number(let number):
      var container = encoder.singleValueContainer()
      if let whole = Int(exactly: number) {
        try container.encode(whole)
      } else {
        try container.encode(number)
      }
    case .bool(let value):
      var container = encoder.singleValueContainer()
      try container.encode(value)
    }
  }
}
