// SPDX-License-Identifier: GPL-2.0-or-later
import SplitMix
import Testing
import Xapian

@Suite("A sequence of words tells where each term of a document stands")
struct PositionListTests {
  /// Where each term stands.
  private typealias PositionsOfTerms = [String: Set<Position>]

  /// A document of so many words out of so many terms; some share a position, some follow a gap.
  private static func document(
    words: Int, terms: Int, _ random: inout SplitMix
  ) -> (DocumentBuilder, PositionsOfTerms) {
    var builder = DocumentBuilder()
    var positionsOfTerms: PositionsOfTerms = [:]
    var position: Position = 0
    for _ in 0..<words {
      switch random.below(12) {
      case 0 where position > 0: break
      case 1: position += Position(2 + random.below(1000))
      default: position += 1
      }
      let term = "т\(random.below(terms))"
      builder.append(term: term, position: position, in: 4)
      positionsOfTerms[term, default: []].insert(position)
    }
    return (builder, positionsOfTerms)
  }

  @Test(
    "by a writer of databases and one of segments, through compaction",
    arguments: [(1, 1), (7, 3), (300, 120), (2000, 900), (60_000, 25_000)])
  func kept(words: Int, terms: Int) throws {
    var random = SplitMix(seed: UInt64(words))
    let (builder, positionsOfTerms) = Self.document(words: words, terms: terms, &random)
    try withTemporaryDirectory { folder in
      let database = try WritableDatabase(path: "\(folder)/database")
      try database.add(builder)
      try database.commit()
      var writer = try SegmentWriter(path: folder)
      try writer.add(builder)
      try writer.finish()
      let merged = "\(folder)/merged"
      try Database.compact(paths: ["\(folder)/database", folder], into: merged, options: .full)
      let reader = try Database(path: merged)
      for (term, positions) in positionsOfTerms.prefix(500) {
        for id: DocumentID in [1, 2] {
          #expect(try reader.positions(term, in: id, positionsSlot: 4) == positions.sorted())
        }
      }
      #expect(try reader.positions("none", in: 1, positionsSlot: 4) == [])
      #expect(try reader.positionListBytes(in: 4) < 40 + words * 10)
    }
  }

  @Test("and takes a tenth of the space of Xapian's own table")
  func small() throws {
    var random = SplitMix(seed: 3)
    let documents = (0..<300).map { _ in Self.document(words: 230, terms: 110, &random).0 }
    try withTemporaryDirectory { folder in
      let database = try WritableDatabase(path: folder)
      for document in documents { try database.add(document) }
      try database.commit()
      // Xapian's own takes 20 bytes for each of about 95 terms of a document.
      #expect(try database.positionListBytes(in: 4) < 300 * 230 * 2)
    }
  }

  @Test("in words that come in any order")
  func unordered() throws {
    try withTemporaryDirectory { folder in
      var builder = DocumentBuilder()
      for position: Position in [9, 2, 1, .max, 2, 5] {
        builder.append(term: "a", position: position, in: 0)
        builder.append(term: "b", position: position, in: 0, wdf: 0)
      }
      let database = try WritableDatabase(path: folder)
      try database.add(builder)
      for term in ["a", "b"] {
        #expect(try database.positions(term, in: 1, positionsSlot: 0) == [1, 2, 5, 9, .max])
      }
      #expect(try database.documentLength(1) == 6)
    }
  }

  @Test(
    "and where its bytes are damaged, the error says so",
    arguments: [
      [7], [8], [8, 0], [8, 0, 5, 0, 1, 2], [9, 0, 2, 0, 1], [8, 0, 1, 9, 1], [49, 0, 0, 0],
      [8, 0, 1, 1, 0x80], [255, 255, 255], [8, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
      [0], [0, 0], [0, 17], [0, 1, 1], [0, 3],
    ] as [[UInt8]])
  func damaged(value: [UInt8]) throws {
    try withTemporaryDirectory { folder in
      var builder = DocumentBuilder()
      builder.append(term: "a")
      builder.setValue(value, in: 0)
      let writer = try WritableDatabase(path: folder)
      try writer.add(builder)
      try writer.commit()
      let database = try Database(path: folder)
      #expect(
        kindThrown { _ = try database.positions("a", in: 1, positionsSlot: 0) } == .databaseCorrupt)
      let synonyms = try Query(
        synonyms: [.init("a", layer: 0, documents: 1)], in: database, factors: (1, 0, 0), k1: 1,
        b: 0)
      let phrase = try Query(phraseOf: [synonyms, synonyms], in: 0)
      #expect(kindThrown { _ = try matches(phrase, in: database) } == .databaseCorrupt)
    }
  }

  @Test(
    "and where bytes have changed anywhere, there are positions or an error",
    arguments: [200, 9000])
  func mutated(words: Int) throws {
    var random = SplitMix(seed: UInt64(words))
    let (builder, positionsOfTerms) = Self.document(words: words, terms: words / 2, &random)
    let terms = Array(positionsOfTerms.keys.sorted().prefix(40))
    let parts = (0..<128).map { 5 * 65_536 + ValueSlot($0) }
    try withTemporaryDirectory { folder in
      let database = try WritableDatabase(path: folder)
      let id = try database.add(builder)
      let values = try ([4] + parts).map { ($0, try database.document(id).value($0)) }
        .filter { !$0.1.isEmpty }
      #expect(values.count == (words > 4096 ? 65 : 1))
      for _ in 0..<300 {
        var changed = DocumentBuilder()
        for term in terms { changed.append(term: term) }
        for (slot, value) in values { changed.setValue(value, in: slot) }
        var (slot, value) = values[random.below(values.count)]
        for _ in 0..<1 + random.below(4) {
          value[random.below(min(value.count, 40))] = UInt8(random.below(256))
        }
        if random.below(4) == 0 { value.removeLast(random.below(value.count)) }
        changed.setValue(value, in: slot)
        try database.replace(id, with: changed)
        for term in terms {
          let kind = kindThrown { _ = try database.positions(term, in: id, positionsSlot: 4) }
          #expect(kind == nil || kind == .databaseCorrupt)
        }
      }
    }
  }
}
