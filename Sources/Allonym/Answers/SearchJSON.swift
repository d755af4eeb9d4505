// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The answer to a query for programs, version 2. Ranges of highlights count Unicode code points.
package struct SearchJSON: Encodable {
  var version = 2
  var query: String
  var total: Int
  var texts: Int?
  var withAllWords: Int?
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
    package init(_ expansion: TermExpansion, where isWanted: (TermVariant) -> Bool = { _ in true })
    {
      word = expansion.word
      spellings = expansion.forms.filter(isWanted).map { SpellingJSON($0, of: expansion) }
    }
  }

  struct Count: Encodable {
    /// Nil for the documents without a value.
    var value: String?
    var documents: Int

    enum CodingKeys: CodingKey {
      case value, documents
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(value, forKey: .value)
      try container.encode(documents, forKey: .documents)
    }
  }

  struct SuggestionJSON: Encodable {
    var query: String
    var documents: Int
  }

  struct Explanation: Encodable {
    var reading: String
    var xapianQuery: String?
  }

  /// The answer; `off` are the forms that were switched off, `keys` the documents' keys where programs are to
  /// have them. With `debug` the query as Xapian has it is reported, too.
  package init(
    _ result: SearchResult, off: Set<String>, debug: Bool = false, keys: [DocumentKey?] = []
  ) {
    self.off = off.sorted()
    query = result.query
    total = result.total
    texts = result.texts
    withAllWords = result.withAllWords
    notes = result.notes.map(\.message)
    groups = result.expansions.map { Group($0) }
    hits = HitJSON.all(of: result, keys: keys)
    facets = [:]
    for facet in result.facets {
      let without = facet.without > 0 ? [Count(value: nil, documents: facet.without)] : []
      facets[facet.facet.rawValue] =
        facet.counts.map { Count(value: $0.value, documents: $0.documents) } + without
    }
    suggestions = result.suggestions.map {
      SuggestionJSON(query: $0.query, documents: $0.documents)
    }
    explanation = result.explanation.map {
      Explanation(reading: $0.reading, xapianQuery: debug ? $0.xapianQuery : nil)
    }
  }

  /// The object on one line.
  package var line: String { JSONLine.encoded(self) }
}

/// A form of a group.
package struct SpellingJSON: Encodable {
  /// The form, folded.
  package var form: String
  /// The code of its script.
  package var script: String
  /// Why it belongs to the expansion.
  package var kind: String
  /// How sure it is, from 0 to 1.
  package var score: Double
  /// How many documents of the index hold it.
  package var documents: Int
  /// How many of the documents found hold it; nil where no query was run.
  package var matches: Int?
  /// Why it stands for the word.
  package var reason: String

  /// What is said of a form.
  package init(_ form: TermVariant, of expansion: TermExpansion) {
    self.form = form.form
    script = form.script.code
    kind = form.kind.rawValue
    score = (form.score * 1000).rounded() / 1000
    documents = form.documents
    matches = form.matches
    reason = form.plainReason(for: expansion)
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
