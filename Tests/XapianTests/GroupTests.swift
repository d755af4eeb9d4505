// SPDX-License-Identifier: GPL-2.0-or-later
import Testing
import Xapian

@Suite("Groups of terms that rank as one")
struct GroupTests {
  private static let words = (0..<12).map { "w\($0)" }

  /// A database of texts in which lower words are more frequent.
  private func withDatabase(_ body: (Database) throws -> Void) throws {
    try withTemporaryDirectory { directory in
      let database = try WritableDatabase(path: directory + "/db")
      var random = SplitMix(state: 7)
      for _ in 0..<400 {
        let count = 3 + Int(random.next() % 20)
        let text = (0..<count).map { _ in
          Self.words[min(Int(random.next() % 12), Int(random.next() % 12))]
        }
        try database.add(document(text.joined(separator: " "), data: ""))
      }
      try database.commit()
      try body(database)
    }
  }

  private static func enquire(_ database: Database, _ query: Query) throws -> Enquire {
    let enquire = try Enquire(database)
    try enquire.setWeighting(.bm25(k1: 1.5, b: 0.6))
    try enquire.setQuery(query)
    return enquire
  }

  private static func group(_ terms: [(String, Int)], in database: Database) throws -> Query {
    try Query(
      group: terms.map {
        Query.GroupTerm($0.0, layer: $0.1, documents: try database.termFrequency($0.0))
      }, factors: (0.2, 0.35, 0.75), k1: 1.5, b: 0.6)
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
      let group = try Self.enquire(database, try Self.group(terms, in: database))
        .mset(limit: 400, checkAtLeast: 400)
      let layers = try Self.enquire(database, try Self.layers(terms))
        .mset(limit: 400, checkAtLeast: 400)
      #expect(group.lowerBound == layers.lowerBound)
      let expected = Dictionary(uniqueKeysWithValues: layers.items.map { ($0.document, $0.weight) })
      #expect(Set(group.items.map(\.document)) == Set(expected.keys))
      // Xapian estimates how many documents hold any of several terms, rounding at each.
      for item in group.items {
        #expect(abs(item.weight - (expected[item.document] ?? 0)) < 0.02)
      }
    }
  }

  @Test("find the best when only these are looked for, alone and among others", arguments: groups)
  func best(terms: [(String, Int)]) throws {
    try withDatabase { database in
      let group = try Self.group(terms, in: database)
      let others = try [
        group, Query(.and, [group, Query("w2")]), Query(.or, [group, Query("w11")]),
        Query(.filter, [group, Query("w1")]), Query(.andNot, [group, Query("w0")]),
        Query(.or, [group, Query(.and, [group, Query("w4")]), Query("w5")]), group.scaled(by: 0.3),
      ]
      for query in others {
        let enquire = try Self.enquire(database, query)
        let all = try enquire.mset(limit: 400, checkAtLeast: 400).items.map(\.document)
        #expect(try enquire.mset(limit: 5).items.map(\.document) == Array(all.prefix(5)))
        #expect(try enquire.mset(limit: 1).items.map(\.document) == Array(all.prefix(1)))
      }
    }
  }

  @Test("say what they are, and refuse what they cannot be")
  func refusals() throws {
    let group = try Query(
      group: [.init("b", layer: 1, documents: 3), .init("a", layer: 2, documents: 1)],
      factors: (0, 1, 1), k1: 1, b: 0.5)
    #expect(group.description.contains("(b^2 SYNONYM a)"))
    #expect(kindThrown { _ = try group.scaled(by: 2) } == .invalidArgument)
    #expect(
      kindThrown { _ = try Query(.and, [group, Query("a")]).scaled(by: 2) } == .invalidArgument)
    #expect(
      kindThrown { _ = try Query(.phrase(window: 2), [group, Query("a")]) } == .unimplemented)
    #expect(
      kindThrown {
        _ = try Query(
          group: [.init("a", layer: 3, documents: 1)], factors: (1, 1, 1), k1: 1, b: 0.5)
      } == .invalidArgument)
  }
}
