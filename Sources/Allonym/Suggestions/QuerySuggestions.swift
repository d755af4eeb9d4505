// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

/// Other queries that were perhaps meant by one that finds nothing, or has a word that no document
/// has.
struct QuerySuggestions {
  let query: String
  let vocabulary: Vocabulary
  /// How many documents another query finds; nil where it cannot be read.
  let count: (String) throws -> Int?

  private static let maximum = 3
  /// How many queries are tried at most.
  private static let maxTried = 8

  /// The suggestions, each of which finds something.
  ///
  /// - Parameters:
  ///   - expansions: the words of the query.
  ///   - total: how many documents the query finds.
  func suggestions(
    for expansions: [TermExpansion], of root: QueryNode, total: Int
  ) throws -> [Suggestion] {
    let unknown = expansions.filter { expansion in
      expansion.field == nil && !expansion.forms.isEmpty
        && expansion.forms.allSatisfy { $0.documents == 0 }
    }
    guard total == 0 || !unknown.isEmpty else { return [] }
    var tried: Set<String> = [query]
    var found: [Suggestion] = []
    for other in corrected(unknown) + (total == 0 ? plainer(root, unknown) : []) {
      guard found.count < Self.maximum, tried.count <= Self.maxTried else { break }
      guard tried.insert(other).inserted, let documents = try count(other), documents > 0
      else { continue }
      found.append(Suggestion(query: other, documents: documents))
    }
    return found
  }

  /// The query with the best candidate for each unknown word, then with others for one of them.
  private func corrected(_ unknown: [TermExpansion]) -> [String] {
    let words = WordSuggestions(vocabulary: vocabulary)
    let candidates = unknown.compactMap { expansion -> [WordSuggestions.Candidate]? in
      let found = words.candidates(for: expansion.forms[0].form, at: expansion.range, in: query)
      return found.isEmpty ? nil : found
    }
    let best = candidates.map { $0[0] }
    guard !best.isEmpty else { return [] }
    let others = candidates.indices.flatMap { position in
      candidates[position].dropFirst().map { other in
        var changed = best
        changed[position] = other
        return changed
      }
    }
    return ([best] + others).map(replacing)
  }

  private func replacing(_ candidates: [WordSuggestions.Candidate]) -> String {
    var bytes = Array(query.utf8)
    var end = bytes.count
    for candidate in candidates.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      guard candidate.range.upperBound <= end else { continue }
      bytes.replaceSubrange(candidate.range, with: candidate.word.utf8)
      end = candidate.range.lowerBound
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The words that are asked for by themselves: without quotes, operators and filters.
  private func plainer(_ root: QueryNode, _ unknown: [TermExpansion]) -> [String] {
    let words = Self.words(of: root).filter { word in
      !unknown.contains { $0.range.overlaps(word.range) }
    }
    return words.isEmpty ? [] : [words.map(\.text).joined(separator: " ")]
  }

  private static func words(of node: QueryNode) -> [(text: String, range: Range<Int>)] {
    switch node {
    case .word(let word): [(word.isPrefix ? word.text + "*" : word.text, word.range)]
    case .phrase(let phrase): [(phrase.text, phrase.range)]
    case .near(let nodes, _), .and(let nodes), .or(let nodes): nodes.flatMap(words)
    case .words(let clauses):
      clauses.filter { $0.occurrence != .mustNot }.flatMap { words(of: $0.node) }
    case .not, .filter, .dateRange: []
    }
  }
}
