// SPDX-License-Identifier: GPL-2.0-or-later
import Testing
import Xapian

@Suite("Matching and ranking")
struct EnquireTests {
  /// Runs the body with a database of which each document has its number as the value in slot 0.
  private func withDatabase(_ texts: [String], _ body: (Database) throws -> Void) throws {
    try withTemporaryDirectory { directory in
      let database = try WritableDatabase(path: directory + "/db")
      for (index, text) in texts.enumerated() {
        var builder = document(text, data: text)
        builder.setValue(try SortableValue.serialise(Double((index * 7) % texts.count)), in: 0)
        try database.add(builder)
      }
      try database.commit()
      try body(database)
    }
  }

  @Test("hits come with weight, percent, rank, document and matching terms")
  func hits() throws {
    try withDatabase(["b", "a b", "a a b", "c"]) { database in
      let enquire = try Enquire(database)
      try enquire.setQuery(Query(.or, [Query("b", position: 2), Query("a", position: 1)]))
      let all = try enquire.mset(limit: 10)
      #expect(all.count == 3)
      #expect(all.lowerBound == 3 && all.estimated == 3 && all.upperBound == 3)
      #expect(all.items.map(\.document) == [3, 2, 1])
      #expect(all.items.map(\.rank) == [0, 1, 2])
      #expect(all.items.map(\.percent).first == 100)
      #expect(all.items[0].weight == all.maximumAttained)
      #expect(all.maximumAttained <= all.maximumPossible)
      #expect(try all.document(at: 1).text == "a b")
      #expect(try all.matchingTerms(2).map(\.text) == ["a", "b"])
      #expect(try all.matchingTerms(1).map(\.text) == ["b"])
      #expect(try all.termFrequency("a") == 2)
      #expect(try all.termWeight("a") > all.termWeight("b"))

      let page = try enquire.mset(first: 1, limit: 1)
      #expect(page.items.map(\.document) == [2])
      #expect(page.items.map(\.rank) == [1])
      try enquire.setQuery(Query("c"))
      #expect(try all.matchingTerms(2).map(\.text) == ["a", "b"])
      #expect(kindThrown { _ = try all.document(at: 3) } == .range)
      #expect(kindThrown { _ = try all.document(at: -1) } == .range)
      #expect(kindThrown { _ = try all.matchingTerms(99) } == .documentNotFound)
      #expect(try enquire.mset(first: .max, limit: .max, checkAtLeast: -1).count == 0)
      #expect(try enquire.mset(limit: -1).count == 0)
    }
  }

  @Test("a match set outlives what made it")
  func outlives() throws {
    try withDatabase(["a"]) { database in
      let mset = try {
        let enquire = try Enquire(database)
        try enquire.setQuery(Query("a"))
        return try enquire.mset(limit: 1)
      }()
      let document = try mset.document(at: 0)
      #expect(try document.text == "a")
    }
  }

  @Test("values sort and select")
  func values() throws {
    try withDatabase(Array(repeating: "a", count: 10)) { database in
      let enquire = try Enquire(database)
      try enquire.setQuery(Query("a"))
      func numbers() throws -> [Double] {
        let mset = try enquire.mset(limit: 10)
        return try mset.items.indices.map {
          try SortableValue.unserialise(mset.document(at: $0).value(0))
        }
      }
      for order in [
        Enquire.SortOrder.value(0, reverse: false), .valueThenRelevance(0, reverse: false),
        .relevanceThenValue(0, reverse: false),
      ] {
        try enquire.setSort(order)
        #expect(try numbers() == Array(stride(from: 0.0, through: 9, by: 1)))
      }
      try enquire.setSort(.value(0, reverse: true))
      #expect(try numbers() == Array(stride(from: 9.0, through: 0, by: -1)))

      try enquire.setSort(.relevance)
      try enquire.setDocumentOrder(.descending)
      #expect(try enquire.mset(limit: 3).items.map(\.document) == [10, 9, 8])
      try enquire.setDocumentOrder(.dontCare)
      #expect(try enquire.mset(limit: 3).count == 3)

      let three = try SortableValue.serialise(3)
      let five = try SortableValue.serialise(5)
      #expect(try matches(Query(slot: 0, from: three, through: five), in: database).count == 3)
      #expect(try matches(Query(slot: 0, atLeast: three), in: database).count == 7)
      #expect(try matches(Query(slot: 0, atMost: three), in: database).count == 4)
      #expect(try matches(Query(slot: 9, atLeast: "x"), in: database) == [])
      #expect(try matches(Query(slot: .max, from: "b", through: "a"), in: database) == [])
    }
  }

  @Test("numbers survive being values", arguments: [-1e300, -1, 0, 0.5, 20_261_121, .infinity])
  func sortable(number: Double) throws {
    #expect(try SortableValue.unserialise(SortableValue.serialise(number)) == number)
    #expect(kindThrown { _ = try SortableValue.serialise(.nan) } == .invalidArgument)
    _ = try SortableValue.unserialise("\u{7F}broken")
    _ = try SortableValue.unserialise("")
  }

  @Test(
    "every weighting scheme finds the same documents",
    arguments: [
      WeightingScheme.bool, .bm25(), .bm25(k1: 1.2, k2: 1, k3: 8, b: 0.75), .bm25Plus(), .tfIdf(),
      .tfIdf(normalizations: "nfn"),
    ])
  func weighting(scheme: WeightingScheme) throws {
    try withDatabase(["a", "a b", "c", "d", "e"]) { database in
      let enquire = try Enquire(database)
      try enquire.setWeighting(scheme)
      try enquire.setQuery(Query("a"))
      let mset = try enquire.mset(limit: 5)
      #expect(mset.items.map(\.document).sorted() == [1, 2])
      #expect((mset.maximumAttained == 0) == (scheme == .bool))
    }
  }

  @Test("a synonym group weighs as one term and a factor scales")
  func synonymWeight() throws {
    try withDatabase(["a", "b", "c", "c", "d d", "e", "f"]) { database in
      let enquire = try Enquire(database)
      let group = try Query(.synonym, [Query("a"), Query("c")])
      try enquire.setQuery(group)
      let plain = try enquire.mset(limit: 5)
      #expect(Set(plain.items.map(\.weight)).count == 1)
      try enquire.setQuery(group.scaled(by: 2))
      let doubled = try enquire.mset(limit: 5)
      #expect(abs(doubled.maximumAttained - 2 * plain.maximumAttained) < 1e-9)
      try enquire.setQuery(Query(.or, [Query("b"), Query("c")]))
      let both = try enquire.mset(limit: 5)
      #expect(both.count == 3)
      try enquire.setCutoff(weight: both.maximumAttained)
      #expect(try enquire.mset(limit: 5).items.map(\.document) == [2])
    }
  }

  @Test("settings that can't be are refused")
  func badSettings() throws {
    try withDatabase(["a"]) { database in
      let enquire = try Enquire(database)
      #expect(try enquire.mset(limit: 1).count == 0)
      #expect(kindThrown { try enquire.setCutoff(weight: .nan) } == .invalidArgument)
      #expect(kindThrown { try enquire.setTimeLimit(seconds: .nan) } == .invalidArgument)
      #expect(kindThrown { try enquire.setWeighting(.bm25(k1: .nan)) } == .invalidArgument)
      #expect(
        kindThrown { try enquire.setWeighting(.tfIdf(normalizations: "?")) } == .invalidArgument)
      try enquire.setTimeLimit(seconds: 0.5)
      try enquire.setCutoff(percent: 1000)
      try enquire.setQuery(Query("a"))
      _ = try enquire.mset(limit: 1)
    }
  }
}
