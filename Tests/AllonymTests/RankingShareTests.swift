// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import SplitMix
import Testing
import Xapian

@testable import Allonym

/// What each part of a query adds to a score. All documents are as long as their average, and hold each word once,
/// so that BM25 gives a word that n of 12 documents hold the weight log((12 - n + ½) / (n + ½)).
@Suite struct RankingShareTests {
  private static let texts = [
    "typed": "harbour at night", "inflected": "harbours at night", "spelt": "Tartus at night",
    "respelt": "Tartous at night", "both": "quagga sleeping zebra",
    "turned": "zebra sleeping quagga", "first": "quagga sleeping horse",
    "second": "zebra sleeping horse", "next": "camel llama sleeping",
    "far": "camel sleeping llama", "small": "gnu of sleeping", "without": "gnu has sleeping",
  ]

  private static func weight(_ documents: Double) -> Double {
    log((12 - documents + 0.5) / (documents + 0.5))
  }

  private static let cases: [(query: String, scores: [String: Double])] = [
    ("harbour", ["typed": weight(2) + 0.2 * weight(1), "inflected": weight(2)]),
    (
      "Tartus",
      [
        "spelt": 0.75 * weight(2) + (0.25 + 0.2 + 0.1) * weight(1), "respelt": 0.75 * weight(2),
      ]
    ),
    (
      "quagga zebra",
      [
        "both": 4 * weight(3), "turned": 4 * weight(3), "first": weight(3), "second": weight(3),
      ]
    ),
    ("camel llama", ["next": 4.4 * weight(2), "far": 4 * weight(2)]),
    ("gnu of", ["small": weight(2) + 0.3 * weight(1), "without": weight(2)]),
  ]

  @Test func everyShareAddsWhatItShould() async throws {
    let folder = try await TestFolder(
      indexing: Self.texts.sorted { $0.key < $1.key }
        .map { TestDocument($0.key, $0.value, title: "x") })
    let index = try folder.open()
    for (query, expected) in Self.cases {
      let hits = try index.search(query).hits
      let scores = Dictionary(uniqueKeysWithValues: hits.map { ($0.id ?? "", $0.score) })
      #expect(Set(scores.keys) == Set(expected.keys), "\(query)")
      for (id, score) in expected {
        #expect(abs((scores[id] ?? 0) - score) < 1e-6, "\(query): \(id) \(scores[id] ?? 0)")
      }
    }
  }

  /// Pairs of texts, the second of each with some words of the first replaced.
  private static func pairs() -> [TestDocument] {
    var random = SplitMix(seed: 1)
    return (0..<24).flatMap { number in
      let words = (0..<300).map { _ in "word\(random.below(1_000_000))" }
      let other = words.map { random.below(1000) < 4 * number ? $0 + "x" : $0 }
      return [words, other].enumerated().map {
        TestDocument(
          "\(number)-\($0.offset)", "marker\(number) " + $0.element.joined(separator: " "))
      }
    }
  }

  @Test func textsThatShareFourFifthsOfTheirRowsAreNearlyTheSameAndOthersAreNot() async throws {
    let folder = try await TestFolder(indexing: Self.pairs())
    let index = try folder.open()
    var (near, between) = (0, 0)
    for number in 1..<24 {
      let prints = try index.database.postings("marker\(number)").map {
        try index.database.document($0).value(Schema.minHashSlot)
      }
      let likeness = TextFingerprint.likeness(prints[0], prints[1])
      let hits = try index.search("=marker\(number)").hits
      #expect((hits[1].nearlySameAs == 1) == (likeness >= 0.8), "\(number): \(likeness)")
      near += likeness >= 0.8 ? 1 : 0
      between += 0.6..<0.8 ~= likeness ? 1 : 0
    }
    #expect(near > 2 && between > 2, "\(near) \(between)")
  }
}
