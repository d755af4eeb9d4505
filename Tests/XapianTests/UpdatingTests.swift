// SPDX-License-Identifier: GPL-2.0-or-later
import Testing
import Xapian

@Suite struct UpdatingTests {
  @Test func aDocumentIsCopiedWithItsPositionsValuesAndData() throws {
    try withTemporaryDirectory { folder in
      let source = try WritableDatabase(path: "\(folder)/source")
      var first = document("a b a", data: "first")
      first.setValue("v", in: 3)
      try source.add(first)
      try source.commit()
      try write(["old"], to: "\(folder)/target")
      let target = try WritableDatabase(path: "\(folder)/target")
      #expect(try target.copy(1, of: source, replacing: 1) == 1)
      #expect(try target.copy(1, of: source) == 2)
      try target.commit()
      let reader = try Database(path: "\(folder)/target")
      #expect(try reader.documentCount == 2)
      #expect(try reader.termExists("old") == false)
      for id: DocumentID in [1, 2] {
        #expect(try reader.positions("a", in: id) == [1, 3])
        #expect(try reader.document(id).text == "first")
        #expect(try reader.document(id).value(3) == Array("v".utf8))
      }
    }
  }

  @Test func anAmendedDocumentKeepsWhatIsNotNamed() throws {
    try withTemporaryDirectory { folder in
      try write(["word XPold XPTother Qold"], to: "\(folder)/database")
      let database = try WritableDatabase(path: "\(folder)/database")
      try database.amend(
        1, droppingTermsWith: ["XP", "Q"], adding: document("XPnew Qnew", data: "new"))
      try database.commit()
      let terms = try database.termList(1).map { String(decoding: $0, as: UTF8.self) }
      #expect(terms == ["Qnew", "XPTother", "XPnew", "word"])
      #expect(try database.positions("word", in: 1) == [1])
      #expect(try database.document(1).text == "new")
    }
  }

  @Test func aTransactionIsWholeOrNotAtAll() throws {
    struct Refusal: Error {}
    try withTemporaryDirectory { folder in
      try write(["a"], to: "\(folder)/database")
      let database = try WritableDatabase(path: "\(folder)/database")
      let revision = try #require(try database.revision)
      #expect(throws: Refusal.self) {
        try database.transaction {
          try database.add(document("b"))
          try database.setMetadata("key", "value")
          throw Refusal()
        }
      }
      #expect(try database.documentCount == 1)
      #expect(try database.metadata("key").isEmpty)
      try database.transaction { try database.add(document("c")) }
      #expect(try database.revision == revision + 1)
      try database.close()
      let reader = try Database(path: "\(folder)/database")
      #expect(try reader.documentCount == 2)
      #expect(try reader.revision == revision + 1)
      #expect(try reader.termExists("b") == false)
    }
  }

  @Test func metadataOfSeveralDatabasesComesTogetherInACompaction() throws {
    try withTemporaryDirectory { folder in
      let paths = ["one", "two", "three"].map { "\(folder)/\($0)" }
      for (number, path) in paths.enumerated() {
        let database = try WritableDatabase(path: path)
        if number != 1 { try database.add(document("word\(number)")) }
        try database.setMetadata("F\(number)", "value \(number)")
        try database.commit()
      }
      try Database.compact(paths: paths, into: "\(folder)/all", options: .full)
      let all = try Database(path: "\(folder)/all")
      #expect(try all.documentCount == 2)
      #expect(try all.metadata("F1") == Array("value 1".utf8))
      #expect(try all.metadataKeys(prefix: "F").count == 3)
    }
  }
}
