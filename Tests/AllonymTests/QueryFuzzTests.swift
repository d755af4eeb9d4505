// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import SplitMix
import Testing

private let pieces = [
  "a", "Assad", "الشرع", "Ё", "e\u{301}", "5", " ", " ", " ", "\u{A0}", "\t", "\u{0}", "\u{200F}",
  "(", ")", "(", ")", "\"", "“", "”", "«", "»", "„", "'", "’", "+", "-", "=", "~", "*", ":", "..",
  " AND ", " OR ", " NOT ", " NEAR ", " NEAR/3 ", "&&", "||", "title:", "lang:", "date:", "path:",
  "foo:", "2024", "2024-06", ">=", "/", "&", "😀", "—", "!", "\u{E0041}",
]

private func randomQuery(_ generator: inout SplitMix) -> String {
  (0..<Int.random(in: 0...25, using: &generator))
    .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
}

private func leaves(_ node: QueryNode) -> [QueryNode] {
  switch node {
  case .word, .phrase, .filter, .dateRange: [node]
  case .near(let nodes, _), .and(let nodes), .or(let nodes): nodes.flatMap(leaves)
  case .words(let clauses): clauses.flatMap { leaves($0.node) }
  case .not(let inner): leaves(inner)
  }
}

/// A word that is spelled like an operator, or that has a quote in it, is read by what is around it.
private func dependsOnItsPlace(_ node: QueryNode) -> Bool {
  guard case .word(let word) = node else { return false }
  return ["AND", "OR", "NOT", "NEAR"].contains { word.text.hasPrefix($0) }
    || word.text.contains { "\"“”„«»".contains($0) } || word.text.hasPrefix("-")
}

@Test("Any text is read or refused, with ranges inside it", arguments: 0..<8)
func anyTextIsReadOrRefused(seed: Int) throws {
  var generator = SplitMix(seed: UInt64(seed))
  for _ in 0..<1_500 {
    let query = randomQuery(&generator)
    let whole = 0...query.utf8.count
    do throws(QueryError) {
      let parsed = try ParsedQuery(query, fields: queryTestFields)
      for leaf in leaves(parsed.root) {
        #expect(whole.contains(leaf.range.upperBound) && !leaf.range.isEmpty, "\(query)")
      }
      for note in parsed.notes {
        #expect(whole.contains(note.range.upperBound), "\(query)")
        #expect(note.excerpt(of: query).split(separator: "\n").count >= 1)
      }
    } catch {
      #expect(whole.contains(error.range.upperBound), "\(query)")
      #expect(error.excerpt(of: query).contains("^"))
    }
  }
}

@Test("The canonical form reads back as the same query", arguments: 0..<8)
func theCanonicalFormReadsBack(seed: Int) throws {
  var generator = SplitMix(seed: UInt64(100 + seed))
  for _ in 0..<1_500 {
    let query = randomQuery(&generator)
    guard let root = try? ParsedQuery(query, fields: queryTestFields).root,
      !leaves(root).contains(where: dependsOnItsPlace)
    else { continue }
    let again = try? ParsedQuery(root.description, fields: queryTestFields)
    let isSame = again?.root.description == root.description
    #expect(isSame, "\(query.debugDescription) \(root.description.debugDescription)")
  }
}

@Test("Long queries take time in proportion to their length", arguments: pieces)
func longQueriesTakeLinearTime(piece: String) {
  let clock = ContinuousClock()
  for query in [
    String(repeating: piece, count: 100_000 / piece.utf8.count),
    String(repeating: "a" + piece, count: 100_000 / (piece.utf8.count + 1)),
    String(repeating: piece + " ", count: 100_000 / (piece.utf8.count + 1)),
    "\"“«" + String(repeating: piece + " \"", count: 50_000 / (piece.utf8.count + 2)),
  ] {
    let time = clock.measure { _ = try? ParsedQuery(query, fields: queryTestFields) }
    // A quadratic reading of 100 000 characters takes minutes; this leaves a slow machine room.
    #expect(time < .seconds(5), "\(query.prefix(40)): \(time)")
  }
}
