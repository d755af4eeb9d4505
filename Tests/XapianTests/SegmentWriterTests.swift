// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import SplitMix
import Testing
import Xapian

@Suite("A segment written in one go is the database that Xapian writes")
struct SegmentWriterTests {
  @Test("random documents are the same in every part", arguments: [1, 2, 40, 3000])
  func random(count: Int) throws {
    var random = SplitMix(seed: UInt64(count))
    try expectSame((0..<count).map { _ in Self.document(&random) })
  }

  @Test("texts of every length are kept, compressed or not, in one part or many")
  func stored() throws {
    var random = SplitMix(seed: 7)
    let lengths = [0, 1, 17, 18, 19, 20, 500, 2030, 2040, 2050, 8190, 100_000, 1_000_000]
    try expectSame(
      lengths.flatMap { length in
        [UInt8(ascii: "x")...UInt8(ascii: "x"), 0...255].map { range in
          var document = DocumentBuilder()
          document.append(term: "length")
          document.setData((0..<length).map { _ in UInt8.random(in: range, using: &random) })
          return document
        }
      })
  }

  @Test("a term of hundreds of thousands of positions is kept")
  func positions() throws {
    var document = DocumentBuilder()
    for position in 1...300_000 {
      document.append(term: "all", position: Position(position), in: 700)
      if position % 7 == 0 {
        document.append(term: "seventh", position: Position(position), in: 700)
      }
    }
    document.append(term: "far", position: .max, in: 700)
    document.append(term: "far", position: 1, in: 700)
    try expectSame([document])
  }

  @Test("a term in more than 40,000 documents, whose numbers are longer in keys, is kept")
  func manyDocuments() throws {
    var document = DocumentBuilder()
    document.append(term: "common", position: 3, in: 1)
    document.setValue("v", in: 0)
    try expectSame(Array(repeating: document, count: 40_000))
  }

  @Test("documents without anything, and no documents, are kept")
  func empty() throws {
    try expectSame([DocumentBuilder(), DocumentBuilder()])
    try withTemporaryDirectory { folder in
      try SegmentWriter(path: folder).finish()
      #expect(try Database(path: folder).documentCount == 0)
    }
  }

  @Test("documents can be added and deleted afterwards")
  func changed() throws {
    var random = SplitMix(seed: 3)
    let documents = (0..<2000).map { _ in Self.document(&random) }
    try withTemporaryDirectory { folder in
      let paths = try Self.write(documents, in: folder)
      for path in paths {
        let database = try WritableDatabase(path: path, mode: .open)
        for id in stride(from: 1, through: 2000, by: 3) { try database.delete(DocumentID(id)) }
        for document in documents.prefix(100) { try database.add(document) }
        try database.commit()
        try database.close()
      }
      try Self.expectSame(paths)
    }
  }

  @Test("merged segments are the same as merged databases")
  func merged() throws {
    var random = SplitMix(seed: 5)
    try withTemporaryDirectory { folder in
      var parts: [[String]] = []
      for part in 0..<5 {
        let inner = "\(folder)/part\(part)"
        try FileManager.default.createDirectory(
          atPath: inner, withIntermediateDirectories: false)
        parts.append(try Self.write((0..<500).map { _ in Self.document(&random) }, in: inner))
      }
      let merged = ["\(folder)/all0", "\(folder)/all1"]
      for (number, path) in merged.enumerated() {
        try Database.compact(paths: parts.map { $0[number] }, into: path, options: .full)
      }
      try Self.expectSame(merged)
    }
  }

  @Test("joined posting lists of merged segments are those of one database, and as small")
  func joined() throws {
    var random = SplitMix(seed: 11)
    try withTemporaryDirectory { folder in
      var documents = (0..<3000).map { _ in Self.document(&random) }
      // Lists of several chunks, and numbers that are longer in keys.
      for index in documents.indices { documents[index].append(term: "common", wdf: 3) }
      var common = DocumentBuilder()
      common.append(term: "common")
      documents += Array(repeating: common, count: 33_000)
      let whole = try Self.write(documents, in: folder)
      let parts = try stride(from: 0, to: documents.count, by: 200).map { start in
        let inner = "\(folder)/part\(start)"
        try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: false)
        var writer = try SegmentWriter(path: inner)
        for document in documents[start..<min(start + 200, documents.count)] {
          _ = try writer.add(document)
        }
        try writer.finish()
        return inner
      }
      let (one, joined) = ("\(folder)/one", "\(folder)/joined")
      try Database.compact(paths: [whole[0]], into: one, options: .full)
      try Database.compact(paths: parts, into: joined, options: .full)
      try Database.joinPostings(path: joined)
      try Self.expectSame([one, joined])
      #expect(try Self.postingBytes(of: joined) < Self.postingBytes(of: one) * 11 / 10)
      // Again, nothing is left to join, and the database can be changed.
      try Database.joinPostings(path: joined)
      for path in [one, joined] {
        let database = try WritableDatabase(path: path, mode: .open)
        for id in stride(from: 1, through: 36_000, by: 7) { try database.delete(DocumentID(id)) }
        for document in documents.prefix(500) { try database.add(document) }
        try database.commit()
        try database.close()
      }
      try Self.expectSame([one, joined])
    }
  }

  @Test("a database without documents has nothing to join; one that was changed is left alone")
  func nothingToJoin() throws {
    try withTemporaryDirectory { folder in
      let paths = try Self.write([], in: folder)
      let empty = "\(folder)/empty"
      try Database.compact(paths: [paths[1]], into: empty, options: .full)
      try Database.joinPostings(path: empty)
      try Self.expectSame([paths[0], empty])
      let changed = "\(folder)/changed"
      let database = try WritableDatabase(path: changed)
      for word in ["b", "a"] {
        var document = DocumentBuilder()
        document.append(term: word)
        try database.add(document)
        try database.commit()
      }
      try database.close()
      #expect(throws: XapianError.self) { try Database.joinPostings(path: changed) }
      #expect(try Database.check(path: changed).errorCount == 0)
    }
  }

  @Test("a term that is too long or empty is refused", arguments: [0, 246])
  func refused(length: Int) throws {
    try withTemporaryDirectory { folder in
      var writer = try SegmentWriter(path: folder)
      var document = DocumentBuilder()
      document.append(term: String(repeating: "a", count: length))
      #expect(throws: XapianError.self) { try writer.add(document) }
    }
  }

  @Test("a folder that is not there is an error")
  func missing() {
    #expect(throws: XapianError.self) { _ = try SegmentWriter(path: "/proc/none") }
  }

  @Test("a position in Xapian's own table is refused")
  func ownPositions() throws {
    try withTemporaryDirectory { folder in
      var writer = try SegmentWriter(path: folder)
      var document = DocumentBuilder()
      document.append(term: "a", position: 1)
      #expect(kindThrown { _ = try writer.add(document) } == .unimplemented)
    }
  }

  // MARK: Comparing

  /// The slots of the position lists of random documents.
  private static let sequences: [ValueSlot] = [20, 21]

  private func expectSame(_ documents: [DocumentBuilder]) throws {
    try withTemporaryDirectory { try Self.expectSame(try Self.write(documents, in: $0)) }
  }

  /// Writes the documents both ways.
  private static func write(_ documents: [DocumentBuilder], in folder: String) throws -> [String] {
    let paths = ["\(folder)/xapian", "\(folder)/segment"]
    let database = try WritableDatabase(path: paths[0])
    try FileManager.default.createDirectory(
      atPath: paths[1], withIntermediateDirectories: false)
    var writer = try SegmentWriter(path: paths[1])
    for document in documents {
      #expect(try database.add(document) == writer.add(document))
    }
    try database.commit()
    try database.close()
    try writer.finish()
    return paths
  }

  private static func postingBytes(of path: String) throws -> Int {
    let file = "\(path)/postlist.glass"
    return try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
  }

  private static func expectSame(_ paths: [String]) throws {
    let (one, other) = (try Database(path: paths[0]), try Database(path: paths[1]))
    #expect(try one.statistics() == other.statistics())
    var terms: [[UInt8]] = []
    for database in [one, other] {
      var found: [[UInt8]] = []
      try database.forEachTerm { term, _ in
        found.append(Array(term))
        return true
      }
      if terms.isEmpty { terms = found } else { try #require(found == terms) }
    }
    for term in terms {
      let ids = try one.postings(term)
      try #require(try ids == other.postings(term))
      #expect(try one.collectionFrequency(term) == other.collectionFrequency(term))
      for id in ids.prefix(50) {
        for slot in Self.sequences {
          let positions = try one.positions(term, in: id, positionsSlot: slot)
          #expect(try positions == other.positions(term, in: id, positionsSlot: slot))
        }
      }
    }
    let last = try one.lastDocumentID
    for id in stride(from: 1, through: last, by: last > 5000 ? 997 : 1) {
      guard let document = try? one.document(id) else { continue }
      let twin = try other.document(id)
      #expect(try document.data == twin.data)
      #expect(try one.documentLength(id) == other.documentLength(id))
      #expect(try one.termList(id) == other.termList(id))
      for slot in [0, 1, 700] + Self.sequences {
        #expect(try document.value(slot) == twin.value(slot))
      }
    }
    #expect(try Database.check(path: paths[1]).errorCount == 0)
  }

  /// A document with terms of any bytes, some with positions, and some values.
  private static func document(_ random: inout SplitMix) -> DocumentBuilder {
    var document = DocumentBuilder()
    for _ in 0..<random.below(60) {
      var term = (0..<1 + random.below(3)).map { _ in UInt8(97 + random.below(6)) }
      if random.below(20) == 0 { term.append(0) }
      if random.below(50) == 0 { term += (0..<100).map { _ in UInt8(random.below(256)) } }
      if random.below(40) == 0 { term = Array(repeating: 122, count: 245) }
      document.append(
        term: term, position: Position(random.below(4) == 0 ? 0 : random.below(500)),
        in: sequences[Int(term[0]) % 2],
        wdf: UInt32(random.below(3) == 0 ? random.below(300) : 1))
    }
    for slot in [0, 1, 700] as [ValueSlot] where random.below(2) == 0 {
      let value = (0..<random.below(12)).map { _ in UInt8(random.below(256)) }
      document.setValue(value, in: slot)
      if random.below(5) == 0 { document.setValue("again", in: slot) }
    }
    document.setData((0..<random.below(300)).map { _ in UInt8(random.below(4)) })
    return document
  }
}
