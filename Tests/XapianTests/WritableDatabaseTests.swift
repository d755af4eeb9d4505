// SPDX-License-Identifier: GPL-2.0-or-later
import SplitMix
import Testing
import Xapian

@Suite("Writing")
struct WritableDatabaseTests {
  @Test("documents are replaced and deleted by id and by term")
  func replaceAndDelete() throws {
    try withTemporaryDirectory { directory in
      let database = try WritableDatabase(path: directory + "/db")
      func unique(_ term: String, _ words: String) -> DocumentBuilder {
        var builder = document(words)
        builder.appendBoolean(term)
        return builder
      }
      #expect(try database.add(unique("Q1", "one")) == 1)
      #expect(try database.replace(uniqueTerm: "Q2", with: unique("Q2", "two")) == 2)
      #expect(try database.replace(uniqueTerm: "Q2", with: unique("Q2", "zwei")) == 2)
      try database.replace(7, with: unique("Q7", "seven"))
      #expect(try database.lastDocumentID == 7)
      #expect(try matches(Query("two"), in: database) == [])
      #expect(try matches(Query("zwei"), in: database) == [2])
      try database.delete(uniqueTerm: "Q2")
      try database.delete(1)
      #expect(try database.documentCount == 1)
      #expect(kindThrown { try database.delete(1) } == .documentNotFound)
      try database.delete(uniqueTerm: "none")
    }
  }

  @Test("closing commits")
  func closing() throws {
    try withTemporaryDirectory { directory in
      let database = try WritableDatabase(path: directory + "/db")
      try database.add(document("a"))
      try database.close()
      #expect(try Database(path: directory + "/db").documentCount == 1)
    }
  }

  @Test("modes say what to do about a database that is there or isn't")
  func modes() throws {
    try withTemporaryDirectory { directory in
      let path = directory + "/db"
      #expect(
        kindThrown { _ = try WritableDatabase(path: path, mode: .open) } == .databaseNotFound)
      try write(["a"], to: path)
      #expect(kindThrown { _ = try WritableDatabase(path: path, mode: .create) } == .databaseCreate)
      #expect(try WritableDatabase(path: path, mode: .open).documentCount == 1)
      #expect(try WritableDatabase(path: path, mode: .createOrOpen).documentCount == 1)
      #expect(try WritableDatabase(path: path, mode: .createOrOverwrite).documentCount == 0)
    }
  }

  @Test(
    "options are taken",
    arguments: [
      WritableDatabase.Options.noSync, .fullSync, .dangerous, .retryLock, [.noSync, .dangerous],
    ])
  func options(options: WritableDatabase.Options) throws {
    try withTemporaryDirectory { directory in
      let database = try WritableDatabase(
        path: directory + "/db", mode: .create, options: options, blockSize: 4096)
      try database.add(document("a b"))
      try database.commit()
      #expect(try Database(path: directory + "/db").termList(1).count == 2)
    }
  }

  @Test("without term lists a document can't be listed")
  func noTermList() throws {
    try withTemporaryDirectory { directory in
      let database = try WritableDatabase(
        path: directory + "/db", mode: .create, options: .noTermList)
      try database.add(document("a b"))
      try database.commit()
      #expect(try matches(Query("a"), in: database) == [1])
      #expect(kindThrown { _ = try database.termList(1) } == .featureUnavailable)
    }
  }

  @Test("a document in one piece equals the same postings counted one by one")
  func bulkEqualsModel() throws {
    try withTemporaryDirectory { directory in
      var random = SplitMix(seed: 7)
      let database = try WritableDatabase(path: directory + "/db")
      var builder = DocumentBuilder()
      var positions: [String: Set<Position>] = [:]
      var counts: [String: UInt32] = [:]
      for _ in 0..<20_000 {
        let term = "t\(random.below(50))"
        let position = Position(random.below(5_000))
        let wdf = UInt32(random.below(3))
        builder.append(term: term, position: position, wdf: wdf)
        if position > 0 { positions[term, default: []].insert(position) }
        counts[term, default: 0] += wdf
      }
      #expect(builder.postingCount == 20_000)
      try database.add(builder)
      try database.commit()
      for (term, count) in counts {
        #expect(try database.collectionFrequency(term) == Int(count))
        #expect(try database.positions(term, in: 1) == (positions[term] ?? []).sorted())
      }
      #expect(try database.termList(1).count == counts.count)

      builder.removeAll()
      #expect(builder.postingCount == 0)
      try database.add(builder)
      #expect(try database.documentLength(2) == 0)
    }
  }

  @Test("a document may be large")
  func large() throws {
    try withTemporaryDirectory { directory in
      let database = try WritableDatabase(path: directory + "/db")
      var builder = DocumentBuilder()
      for position in 1...200_000 {
        builder.append(term: position % 2 == 0 ? "even" : "odd", position: Position(position))
      }
      builder.setData(String(repeating: "x", count: 3_000_000))
      builder.setValue(String(repeating: "v", count: 200), in: 0)
      try database.add(builder)
      try database.commit()
      #expect(try database.positions("odd", in: 1).count == 100_000)
      #expect(try database.document(1).data.count == 3_000_000)
    }
  }
}
