// SPDX-License-Identifier: GPL-2.0-or-later
import SplitMix
import Testing
import Xapian

@Suite("Groups of terms that rank as one")
struct SynonymTests {
  private static let words = (0..<12).map { "w\($0)" }

  private static let documentCount = 1500

  /// A database of texts in which lower words are more frequent, the lowest too frequent for their lists to
  /// be kept.
  private func withDatabase(_ body: (Database) throws -> Void) throws {
    try withTemporaryDirectory { directory in
      var random = SplitMix(seed: 7)
      let texts = (0..<Self.documentCount).map { _ in
        let count = 3 + Int(random.next() % 20)
        return (0..<count).map { _ in
          Self.words[min(Int(random.next() % 12), Int(random.next() % 12))]
        }.joined(separator: " ")
      }
      try write(texts, to: directory + "/db")
      try body(Database(path: directory + "/db"))
    }
  }

  private static func enquire(_ database: Database, _ query: Query) throws -> Enquire {
    let enquire = try Enquire(database)
    try enquire.setWeighting(.bm25(k1: 1.5, b: 0.6))
    try enquire.setQuery(query)
    return enquire
  }

  /// All matches, best first.
  private static func all(_ query: Query, in database: Database) throws -> MSet {
    try enquire(database, query).mset(limit: documentCount, checkAtLeast: documentCount)
  }

  private static func synonyms(_ terms: [(String, Int)], in database: Database) throws -> Query {
    try Query(
      synonyms: terms.map {
        Query.SynonymTerm($0.0, layer: $0.1, documents: try database.termFrequency($0.0))
      }, in: database, factors: (0.2, 0.35, 0.75), k1: 1.5, b: 0.6)
  }

  /// The same group as Xapian has it.
  private static func layers(_ terms: [(String, Int)]) throws -> Query {
    let factors = [0.2, 0.35, 0.75]
    let parts = try factors.indices.compactMap { layer -> Query? in
      let own = try terms.filter { $0.1 <= layer }.map { try Query($0.0) }
      return own.isEmpty ? nil : try Query(.synonym, own).scaled(by: factors[layer])
    }
    return try Query(.or, parts)
  }

  private static let groups: [[(String, Int)]] = [
    [("w3", 0)], [("w11", 0), ("w2", 2)], [("w9", 1), ("w8", 1)], [("w4", 2), ("w7", 2)],
    [("w5", 0), ("w6", 1), ("w9", 1), ("w1", 2), ("w10", 2)], [("w9", 0), ("nowhere", 2)],
    [("nowhere", 2)],
    [("w0", 0), ("w1", 1), ("w2", 2), ("w3", 2), ("w4", 2), ("w5", 2), ("w6", 2), ("w7", 2)],
  ]

  @Test("weigh as scaled synonyms do", arguments: groups)
  func weights(terms: [(String, Int)]) throws {
    try withDatabase { database in
      let synonyms = try Self.all(try Self.synonyms(terms, in: database), in: database)
      let layers = try Self.all(try Self.layers(terms), in: database)
      #expect(synonyms.lowerBound == layers.lowerBound)
      let expected = Dictionary(uniqueKeysWithValues: layers.items.map { ($0.document, $0.weight) })
      #expect(Set(synonyms.items.map(\.document)) == Set(expected.keys))
      // Xapian estimates how many documents hold any of several terms, rounding at each.
      for item in synonyms.items {
        #expect(abs(item.weight - (expected[item.document] ?? 0)) < 0.02)
      }
    }
  }

  @Test("find the best when only these are looked for, alone and among others", arguments: groups)
  func best(terms: [(String, Int)]) throws {
    try withDatabase { database in
      let synonyms = try Self.synonyms(terms, in: database)
      let others = try [
        synonyms, Query(.and, [synonyms, Query("w2")]), Query(.or, [synonyms, Query("w11")]),
        Query(.filter, [synonyms, Query("w1")]), Query(.andNot, [synonyms, Query("w0")]),
        Query(.or, [synonyms, Query(.and, [synonyms, Query("w4")]), Query("w5")]),
        synonyms.scaled(by: 0.3),
      ]
      for query in others { try Self.expectBest(of: query, in: database) }
    }
  }

  /// Some of the best are the first of all, also when the query runs again.
  private static func expectBest(of query: Query, in database: Database) throws {
    let all = try all(query, in: database).items.map(\.document)
    for limit in [5, 1, 5] {
      let best = try enquire(database, query).mset(limit: limit).items.map(\.document)
      #expect(best == Array(all.prefix(limit)))
    }
  }

  @Test("side by side find and weigh what OP_PHRASE of their terms and they do")
  func phrases() throws {
    var random = SplitMix(seed: 11)
    try withDatabase { database in
      for _ in 0..<40 {
        let groups = (0..<2 + random.below(3)).map { _ in Self.groups[random.below(8)] }
        let ranked = try groups.map { try Self.synonyms($0, in: database) }
        let phrase = try Query(phraseOf: ranked, in: testPositionsSlot)
        let positions = try Query(
          .phrase(window: groups.count),
          groups.map { try Query(.or, $0.map { try Query($0.0) }) })
        let expected = try Self.all(
          Query(.filter, [Query(.and, ranked), positions]), in: database
        ).items
        let found = try Self.all(phrase, in: database).items
        #expect(found.map(\.document) == expected.map(\.document))
        for (item, other) in zip(found, expected) {
          #expect(abs(item.weight - other.weight) < 1e-9)
        }
        for query in try [phrase, phrase.scaled(by: 0.2), Query(.and, [phrase, Query("w2")])] {
          try Self.expectBest(of: query, in: database)
        }
      }
    }
  }

  @Test("near each other find what a scan of the texts finds, words at places of their own")
  func near() throws {
    var random = SplitMix(seed: 12)
    try withDatabase { database in
      let texts = try database.postings("").map {
        try database.document($0).text.split(separator: " ")
      }
      for _ in 0..<60 {
        let groups = (0..<2 + random.below(3)).map { _ in Self.groups[random.below(8)] }
        let window = 1 + random.below(7)
        let terms = groups.map { Set($0.map { Substring($0.0) }) }
        let expected = texts.indices.filter { Self.standNear(terms, within: window, in: texts[$0]) }
        let query = try Query(
          near: groups.map { try Self.synonyms($0, in: database) }, window: window,
          in: testPositionsSlot)
        let found = try Self.all(query, in: database).items.map { Int($0.document) - 1 }.sorted()
        #expect(found == expected, "\(groups) \(window)")
        try Self.expectBest(of: query, in: database)
      }
    }
  }

  /// Whether each group has a word of its own within a window of the text.
  private static func standNear(
    _ groups: [Set<Substring>], within window: Int, in text: [Substring]
  ) -> Bool {
    func placed(_ rest: ArraySlice<Set<Substring>>, _ taken: [Int]) -> Bool {
      guard let synonyms = rest.first else { return true }
      return text.indices.contains { position in
        let all = taken + [position]
        return synonyms.contains(text[position]) && !taken.contains(position)
          && (all.max() ?? 0) - (all.min() ?? 0) < window && placed(rest.dropFirst(), all)
      }
    }
    return placed(groups[...], [])
  }

  @Test("forget what they read when the database moves on")
  func movingOn() throws {
    try withTemporaryDirectory { directory in
      try write(["a b", "b a", "c"], to: directory + "/db")
      let database = try Database(path: directory + "/db")
      let groups = try ["a", "b"].map { try Self.synonyms([($0, 0)], in: database) }
      let phrase = try Query(phraseOf: groups, in: testPositionsSlot)
      #expect(try Self.all(phrase, in: database).items.map(\.document) == [1])
      let writer = try WritableDatabase(path: directory + "/db")
      try writer.replace(2, with: document("a b c"))
      try writer.delete(1)
      try writer.commit()
      #expect(try database.reopen())
      #expect(try Self.all(phrase, in: database).items.map(\.document) == [2])
      // A writer sees what is not committed.
      let own = try Self.synonyms([("d", 0)], in: writer)
      #expect(try Self.all(own, in: writer).count == 0)
      try writer.add(document("d"))
      #expect(try Self.all(own, in: writer).items.map(\.document) == [4])
    }
  }

  @Test("say what they are, and refuse what they cannot be")
  func refusals() throws {
    try withDatabase { database in
      let synonyms = try Query(
        synonyms: [.init("b", layer: 1, documents: 3), .init("a", layer: 2, documents: 1)],
        in: database, factors: (0, 1, 1), k1: 1, b: 0.5)
      #expect(synonyms.description.contains("(b^2 SYNONYM a)"))
      #expect(
        try Query(phraseOf: [synonyms, synonyms], in: testPositionsSlot).description.contains(
          "((b^2 SYNONYM a) PHRASE 2 (b^2 SYNONYM a))"))
      #expect(
        try Query(near: [synonyms, synonyms], window: 5, in: testPositionsSlot).description
          .contains(
            "((b^2 SYNONYM a) NEAR 5 (b^2 SYNONYM a))"))
      #expect(kindThrown { _ = try synonyms.scaled(by: 2) } == .invalidArgument)
      #expect(
        kindThrown { _ = try Query(.and, [synonyms, Query("a")]).scaled(by: 2) } == .invalidArgument
      )
      #expect(
        kindThrown { _ = try Query(phraseOf: [synonyms], in: testPositionsSlot).scaled(by: 2) }
          == .invalidArgument)
      #expect(
        kindThrown { _ = try Query(phraseOf: [synonyms, Query("a")], in: testPositionsSlot) }
          == .invalidArgument)
      #expect(
        kindThrown { _ = try Query(.phrase(window: 2), [synonyms, Query("a")]) } == .unimplemented)
      #expect(
        kindThrown {
          _ = try Query(
            synonyms: [.init("a", layer: 3, documents: 1)], in: database, factors: (1, 1, 1), k1: 1,
            b: 0.5)
        } == .invalidArgument)
    }
  }
}
