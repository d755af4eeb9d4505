// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling
import Testing

/// A row of `Golden/pairs.tsv`.
private struct GoldenPair: Hashable {
  let left: String
  let right: String
  let tier: String
  let kind: String

  static let all: [GoldenPair] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/pairs.tsv")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst().map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return GoldenPair(left: cells[0], right: cells[1], tier: cells[3], kind: cells[4])
    }
  }()

  static func of(_ kind: String, _ tier: String) -> [GoldenPair] {
    all.filter { $0.kind == kind && $0.tier == tier }
  }
}

@Suite("Golden pairs") struct GoldenPairsTests {
  @Test("there are at least 400, none twice") func size() {
    #expect(GoldenPair.all.count >= 400)
    #expect(
      Set(GoldenPair.all.map { Set([$0.left, $0.right, $0.kind]) }).count == GoldenPair.all.count)
  }

  /// The rates are those measured, less a little; a better model tightens them.
  @Test(
    "single words that must be found are, and those that must not are not",
    arguments: [("must", 0.945...1.0), ("should", 0.85...1.0), ("not", 0.0...0.1)])
  func words(tier: String, expected: ClosedRange<Double>) throws {
    let words = Set(GoldenPair.all.filter { $0.kind == "word" }.flatMap { [$0.left, $0.right] })
      .sorted()
    // The model by itself: some of the pairs are listed in what the program knows.
    let list = try WordList(words, knownNames: nil)
    let hits = list.hits(of: words, minimumScore: Self.strict, limit: 100)
    let found = zip(words, hits).reduce(into: [String: Set<String>]()) { found, row in
      found[row.0] = Set(row.1.map { words[$0.index] })
    }
    let pairs = GoldenPair.of("word", tier)
    let matched = pairs.filter {
      found[$0.left]?.contains($0.right) == true || found[$0.right]?.contains($0.left) == true
    }
    #expect(expected.contains(Double(matched.count) / Double(pairs.count)))
  }

  @Test(
    "whole names that must match do, and those that must not do not",
    arguments: [("must", 0.93...1.0), ("should", 0.85...1.0), ("not", 0.0...0.06)])
  func names(tier: String, expected: ClosedRange<Double>) {
    let pairs = GoldenPair.of("name", tier)
    let matched = pairs.filter { Name.comparison(of: $0.left, with: $0.right).score >= 0.5 }
    #expect(expected.contains(Double(matched.count) / Double(pairs.count)))
  }

  /// What counts as found, as in `scripts/evaluate-spellings`.
  private static let strict = 0.93
}
