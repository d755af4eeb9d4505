// SPDX-License-Identifier: GPL-2.0-or-later

/// Writes a query for Solr's XML query parser, which has span queries: `{!xmlparser}<BooleanQuery …>`. Terms are not
/// analysed there, so they are those of the field.
struct SolrWriter {
  /// The field that is searched where the query names none.
  let field: String

  /// The query.
  func text(of query: ExpandedQuery) -> String { "{!xmlparser}" + xml(of: query) }

  private func xml(of query: ExpandedQuery) -> String {
    switch query {
    case .word(let word):
      return best(
        word.terms.map { term in
          let score = EngineScore.rounded(term.score)
          let boost = score < 1 ? " boost=\"\(score)\"" : ""
          return
            "<TermQuery fieldName=\"\(Self.escaped(word.field ?? field))\"\(boost)>\(Self.escaped(term.text))</TermQuery>"
        })
    case .phrase(let words): return spans(words, slop: 0, inOrder: true)
    case .near(let words, let window):
      return spans(words, slop: max(0, window - words.count), inOrder: false)
    case .ways(let ways): return best(ways.map(xml))
    case .clauses(let should, let must, let mustNot):
      let all = should.isEmpty && must.isEmpty ? Self.clause("<MatchAllDocsQuery/>", "must") : ""
      let clauses =
        must.map { Self.clause(xml(of: $0), "must") }
        + should.map { Self.clause(xml(of: $0), "should") }
        + mustNot.map { Self.clause(xml(of: $0), "mustNot") }
      return "<BooleanQuery>\(all)\(clauses.joined())</BooleanQuery>"
    }
  }

  private static func clause(_ query: String, _ occurs: String) -> String {
    "<Clause occurs=\"\(occurs)\">\(query)</Clause>"
  }

  private func best(_ queries: [String]) -> String {
    queries.count == 1
      ? queries[0] : "<DisjunctionMaxQuery>\(queries.joined())</DisjunctionMaxQuery>"
  }

  private func spans(_ words: [ExpandedWord], slop: Int, inOrder: Bool) -> String {
    let field = Self.escaped(words[0].field ?? self.field)
    let parts = words.map { word in
      let plain = Self.anyOf(word.terms.map(\.text))
      guard !word.articles.isEmpty else { return plain }
      return
        "<SpanOr>\(plain)<SpanNear slop=\"0\" inOrder=\"true\">\(Self.anyOf(word.articles))\(plain)</SpanNear></SpanOr>"
    }
    return
      "<SpanNear fieldName=\"\(field)\" slop=\"\(slop)\" inOrder=\"\(inOrder)\">\(parts.joined())</SpanNear>"
  }

  private static func anyOf(_ texts: [String]) -> String {
    let terms = texts.map { "<SpanTerm>\(escaped($0))</SpanTerm>" }
    return terms.count == 1 ? terms[0] : "<SpanOr>\(terms.joined())</SpanOr>"
  }

  /// A text in XML; signs that XML has no place for are left out.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\u{0}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
