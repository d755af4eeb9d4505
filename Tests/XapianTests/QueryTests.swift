// SPDX-License-Identifier: GPL-2.0-or-later
import SplitMix
import Testing
import Xapian

@Suite("Queries")
struct QueryTests {
  private static let texts = ["a b c", "a c b", "b", "c d", "a d a"]

  private func find(_ make: () throws -> Query) throws -> [DocumentID] {
    try withTemporaryDirectory { directory in
      try write(Self.texts, to: directory + "/db")
      return try matches(make(), in: Database(path: directory + "/db"))
    }
  }

  private static let combined: [(Query.Operator, [String], [DocumentID])] = [
    (.and, ["a", "b"], [1, 2]), (.or, ["b", "d"], [1, 2, 3, 4, 5]), (.andNot, ["a", "b"], [5]),
    (.xor, ["a", "b"], [3, 5]), (.andMaybe, ["b", "a"], [1, 2, 3]), (.filter, ["a", "d"], [5]),
    (.near(window: 2), ["b", "a"], [1]), (.near(), ["b", "a", "c"], [1, 2]),
    (.phrase(), ["a", "b"], [1]), (.phrase(window: 3), ["a", "b"], [1, 2]),
    (.synonym, ["b", "d"], [1, 2, 3, 4, 5]), (.max, ["b", "d"], [1, 2, 3, 4, 5]),
    (.eliteSet(count: 1), ["b", "none"], [1, 2, 3]), (.and, [], []), (.phrase(), [], []),
    (.phrase(window: -1), ["a", "b"], [1]), (.near(window: .max), ["a", "c"], [1, 2]),
  ]

  @Test("operators join", arguments: combined)
  func operators(operation: Query.Operator, terms: [String], found: [DocumentID]) throws {
    #expect(try find { try Query(operation, terms.map { try Query($0) }) } == found)
  }

  @Test("there are queries for all and for nothing")
  func allAndNothing() throws {
    #expect(try find { try Query.matchAll } == [1, 2, 3, 4, 5])
    #expect(try find { try Query.matchNothing } == [])
    #expect(try Query.matchNothing.isEmpty)
    #expect(try !Query.matchAll.isEmpty)
    #expect(kindThrown { _ = try Query("") } == .invalidArgument)
  }

  @Test("a query gives its terms and writes itself out")
  func describes() throws {
    let query = try Query(.or, [Query("b"), Query("a", wqf: 2), Query("b")])
    #expect(try query.terms.map(\.text) == ["a", "b"])
    #expect(query.description == "Query((b OR a#2 OR b))")
  }

  @Test("wildcards stand for terms, up to a limit")
  func wildcards() throws {
    let texts = ["apple", "apply", "apply ape", "bat"]
    try withTemporaryDirectory { directory in
      try write(texts, to: directory + "/db")
      let database = try Database(path: directory + "/db")
      #expect(try matches(Query(wildcard: "ap"), in: database) == [1, 2, 3])
      #expect(try matches(Query(wildcard: "ap", limit: 1, .mostFrequent), in: database) == [2, 3])
      #expect(try matches(Query(wildcard: "ap", limit: 1, .first), in: database) == [3])
      #expect(
        kindThrown { _ = try matches(Query(wildcard: "ap", limit: 1), in: database) } == .wildcard)
      #expect(
        kindThrown { _ = try Query(wildcard: "ap", combiner: .and) } == .invalidArgument)
    }
  }

  @Test("factors must be numbers from 0 on", arguments: [-1, .nan, .infinity])
  func badFactor(factor: Double) throws {
    #expect(kindThrown { _ = try Query("a").scaled(by: factor) } == .invalidArgument)
  }

  @Test("a query nested without end is refused")
  func nesting() throws {
    var query = try Query("a")
    let kind = kindThrown {
      for _ in 0..<100_000 { query = try Query(.andMaybe, [query, Query("b")]) }
    }
    #expect(kind == .invalidArgument)
    let deep = query
    #expect(try find { deep } == [1, 2, 5])
  }

  @Test("a long query is fine")
  func long() throws {
    let terms = try (0..<1_000).map { try Query("x\($0)") } + [Query("d")]
    #expect(try find { try Query(.or, terms) } == [4, 5])
    #expect(try find { try Query(.synonym, terms) } == [4, 5])
  }

  @Test("positions are of terms and terms joined by or; all else is refused, not lost")
  func phraseParts() throws {
    let a = try Query("a")
    let b = try Query("b")
    let refused = try [
      Query(.synonym, [a, b]), Query(.phrase(), [a, b]), Query(.and, [a, b]), a.scaled(by: 2),
      Query(wildcard: "a"), Query.matchAll, Query(slot: 1, atLeast: "a"),
      Query(.or, [a, Query(.synonym, [a, b])]), Query(.or, [a, Query(.phrase(), [a, b])]),
    ]
    for part in refused {
      #expect(kindThrown { _ = try Query(.phrase(), [part, b]) } == .unimplemented)
      #expect(kindThrown { _ = try Query(.near(), [b, part]) } == .unimplemented)
    }
    let weighted = try Query(.or, [a.scaled(by: 0.2), Query("c")])
    #expect(try find { try Query(.phrase(), [weighted, b]) } == [1, 2])
  }

  @Test("a phrase of alternatives finds what reading every document finds")
  func phraseOfAlternatives() throws {
    var random = SplitMix(seed: 42)
    let words = (0..<12).map { "w\($0)" }
    let texts = (0..<150).map { _ in
      (0..<(1 + random.below(20))).map { _ in words[random.below(12)] }
    }
    try withTemporaryDirectory { directory in
      try write(texts.map { $0.joined(separator: " ") }, to: directory + "/db")
      let database = try Database(path: directory + "/db")
      for _ in 0..<300 {
        let slots = (0..<(2 + random.below(3))).map { _ in
          Set((0..<(1 + random.below(4))).map { _ in words[random.below(12)] })
        }
        let phrase = try Query(
          .phrase(), slots.map { slot in try Query(.or, slot.sorted().map { try Query($0) }) })
        let expected = texts.indices.filter { index in
          let text = texts[index]
          return text.indices.contains { start in
            start + slots.count <= text.count
              && slots.indices.allSatisfy { slots[$0].contains(text[start + $0]) }
          }
        }
        #expect(try matches(phrase, in: database) == expected.map { DocumentID($0 + 1) })
      }
    }
  }
}
