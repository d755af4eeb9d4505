// SPDX-License-Identifier: GPL-2.0-or-later

/// A language in which a query can be written for another engine.
public enum EngineLanguage: String, Sendable, CaseIterable {
  /// Lucene's query syntax, which search fields of Kibana, Solr and Datashare take.
  case lucene
  /// The body of a search of Elasticsearch, as JSON.
  case elasticsearch
  /// The body of a search of OpenSearch, as JSON.
  case opensearch
  /// Solr's XML query parser.
  case solr
  /// A line of a CSV file for Datashare's batch searches.
  case datashareBatch = "datashare-batch"
}

/// Writes an expanded query in the language of an engine.
struct EngineWriter {
  let language: EngineLanguage
  /// The field that is searched; nil for the engine's usual one.
  let field: String?
  private var lucene = LuceneWriter()

  init(language: EngineLanguage, field: String?) {
    self.language = language
    self.field = field
  }

  /// The query, without a line end.
  mutating func text(of query: ExpandedQuery) -> String {
    switch language {
    case .lucene: return lucene.text(of: query, field: field)
    case .datashareBatch:
      return String(CSVLine.encoded([lucene.text(of: query, field: field)]).dropLast())
    case .elasticsearch, .opensearch:
      return ElasticWriter(field: field ?? "content").body(of: query)
    case .solr: return SolrWriter(field: field ?? "_text_").text(of: query)
    }
  }

  /// What the writer left out.
  func notes(at range: Range<Int>) -> [QueryNote] {
    guard lucene.phrasesLeftOut > 0 else { return [] }
    return [
      QueryNote(
        "Left out \(lucene.phrasesLeftOut) less likely phrases: this syntax needs each written out; elasticsearch, opensearch and solr take all.",
        at: range)
    ]
  }
}
