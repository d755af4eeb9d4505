// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

/// Writes Lucene's query syntax, in which every combination of a phrase's words is a phrase of its own.
struct LuceneWriter {
  /// How many combinations of words were not written.
  private(set) var phrasesLeftOut = 0

  /// The most combinations of a phrase's words that are written: Lucene takes 1,024 clauses in a query as it comes.
  private static let maxPhrases = 200
  /// The most words in any order of which all orders are written.
  private static let maxOrdered = 3

  /// The query, in a field where one is given.
  mutating func text(of query: ExpandedQuery, field: String?) -> String {
    let text = self.text(of: query, isInner: field != nil)
    return field.map { "\(Self.escaped($0)):\(text)" } ?? text
  }

  private mutating func text(of query: ExpandedQuery, isInner: Bool) -> String {
    switch query {
    case .word(let word):
      return any(word.terms.map { Self.term($0.text) + Self.boost($0.score) }, in: word.field)
    case .phrase(let words): return phrases(of: words, slop: 0, inAnyOrder: false)
    case .near(let words, let window):
      return phrases(of: words, slop: max(0, window - words.count), inAnyOrder: true)
    case .ways(let ways): return any(ways.map { text(of: $0, isInner: true) }, in: nil)
    case .clauses(let should, let must, let mustNot):
      var parts = must.map { "+" + text(of: $0, isInner: true) }
      let others = should.map { text(of: $0, isInner: true) }
      if must.isEmpty, others.isEmpty { parts = ["*:*"] }
      // An operator between them keeps what counts optional, whatever the default operator is.
      if must.isEmpty, mustNot.isEmpty { return any(others, in: nil) }
      if !others.isEmpty {
        parts.append(must.isEmpty ? "+" + any(others, in: nil) : any(others, in: nil))
      }
      parts += mustNot.map { "-" + text(of: $0, isInner: true) }
      return "(\(parts.joined(separator: " ")))"
    }
  }

  private func any(_ parts: [String], in field: String?) -> String {
    let text = parts.count == 1 ? parts[0] : "(\(parts.joined(separator: " OR ")))"
    return field.map { "\(Self.escaped($0)):\(text)" } ?? text
  }

  // MARK: Phrases

  /// All combinations of the words of each position, the likeliest first.
  private mutating func phrases(
    of words: [ExpandedWord], slop: Int, inAnyOrder: Bool
  ) -> String {
    let positions = words.map(\.terms)
    let ofOneScript = Self.combinations(of: positions, limit: Self.maxPhrases) { Script(of: $0) }
    let combinations =
      ofOneScript.isEmpty
      ? Self.combinations(of: positions, limit: Self.maxPhrases) { _ in .other } : ofOneScript
    let all = Self.count(of: words.map(\.terms))
    if all > Double(combinations.count) {
      phrasesLeftOut += Int(min(all, 1e9)) - combinations.count
    }
    // An article is a word of its own there.
    let gap = words.dropFirst().contains { !$0.articles.isEmpty } ? 1 : 0
    let isOrdered = !inAnyOrder || words.count > Self.maxOrdered
    // Lucene counts two words more where two neighbours change places.
    let width = slop + gap + (inAnyOrder && isOrdered ? words.count : 0)
    let parts = combinations.flatMap { combination in
      let orders =
        isOrdered ? [combination.terms] : Self.orders(of: combination.terms)
      return orders.map { terms in
        "\"\(terms.map(Self.quoted).joined(separator: " "))\"" + (width > 0 ? "~\(width)" : "")
          + Self.boost(combination.score)
      }
    }
    return any(parts, in: words[0].field)
  }

  /// The likeliest combinations of a term for each position, all of one script: nobody writes half a name in
  /// another.
  private static func combinations(
    of positions: [[ExpandedWord.Term]], limit: Int, script: (String) -> Script
  ) -> [(terms: [String], score: Double)] {
    let all = positions.reduce([(terms: [String](), score: 1.0, script: Script.other)]) {
      combinations, terms in
      let longer = combinations.flatMap { combination in
        terms.compactMap { term in
          joined(combination.script, script(term.text)).map {
            (combination.terms + [term.text], combination.score * term.score, $0)
          }
        }
      }
      let ordered = longer.enumerated().sorted {
        ($0.element.1, $1.offset) > ($1.element.1, $0.offset)
      }
      return ordered.prefix(limit).map(\.element)
    }
    return all.map { ($0.terms, $0.score) }
  }

  /// How many combinations there are.
  private static func count(of positions: [[ExpandedWord.Term]]) -> Double {
    var counts: [Script: Double] = [.other: 1]
    for terms in positions {
      var next: [Script: Double] = [:]
      for (script, count) in counts {
        for term in terms {
          if let both = joined(script, Script(of: term.text)) { next[both, default: 0] += count }
        }
      }
      counts = next
    }
    return counts.values.reduce(0, +)
  }

  /// The script of words of two; nil where they are of different ones. Digits are of any.
  private static func joined(_ one: Script, _ other: Script) -> Script? {
    one == other || other == .other ? one : one == .other ? other : nil
  }

  private static func orders(of terms: [String]) -> [[String]] {
    guard terms.count > 1 else { return [terms] }
    return terms.indices.flatMap { place in
      var rest = terms
      let first = rest.remove(at: place)
      return orders(of: rest).map { [first] + $0 }
    }
  }

  // MARK: Words

  /// A term: in quotes where it has signs that are syntax.
  private static func term(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy(\.isLetterOrNumber) && !isOperator(text)
    return isPlain ? text : "\"\(quoted(text))\""
  }

  /// The inside of quotes.
  private static func quoted(_ text: String) -> String {
    text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
  }

  /// A word that would join what stands around it.
  private static func isOperator(_ text: String) -> Bool {
    ["AND", "OR", "NOT", "TO"].contains(text)
  }

  /// A name of a field.
  private static func escaped(_ name: String) -> String {
    name.map { $0.isLetter || $0.isNumber || "_.".contains($0) ? String($0) : "\\\($0)" }.joined()
  }

  /// `^0.9`; nothing of what is sure.
  private static func boost(_ score: Double) -> String {
    let share = EngineScore.rounded(score)
    return share < 1 ? "^\(share)" : ""
  }
}

/// Scores as they are written for engines.
enum EngineScore {
  /// Two digits, and never 0, which some engines take for "does not count".
  static func rounded(_ score: Double) -> Double {
    max(0.01, min(1, (score * 100).rounded() / 100))
  }
}
