// SPDX-License-Identifier: GPL-2.0-or-later
import Testing
import Xapian

@Suite("A database gives back what was written")
struct DatabaseTests {
  @Test("terms, positions, values and data survive the round trip")
  func roundTrip() throws {
    try withTemporaryDirectory { directory in
      let path = directory + "/db"
      let writer = try WritableDatabase(path: path, mode: .create)
      var builder = DocumentBuilder()
      for (index, word) in ["асад", "بشار", "assad", "асад"].enumerated() {
        builder.append(term: word, position: Position(index + 1))
      }
      builder.appendBoolean("Qone")
      builder.append(term: "nul\0byte", position: 9, wdf: 3)
      builder.setValue("2026", in: 3)
      builder.setValue([0, 255, 0] as [UInt8], in: 4)
      builder.setData([0xFF, 0, 0x41] as [UInt8])
      #expect(try writer.add(builder) == 1)
      try writer.setMetadata("format", "1")
      try writer.setMetadata("other", "2")
      try writer.commit()

      let reader = try Database(path: path)
      #expect(try reader.documentCount == 1)
      #expect(try reader.lastDocumentID == 1)
      #expect(try reader.totalLength == 7)
      #expect(try reader.averageLength == 7)
      #expect(try reader.hasPositions)
      #expect(try reader.uuid.count == 36)
      #expect(try reader.revision == 1)
      #expect(try reader.documentLength(1) == 7)
      #expect(try reader.positions("асад", in: 1) == [1, 4])
      #expect(try reader.positions("none", in: 1) == [])
      #expect(try reader.positions("nul\0byte", in: 1) == [9])
      #expect(try reader.termExists("بشار"))
      #expect(try !reader.termExists("none"))
      #expect(try reader.termFrequency("асад") == 1)
      #expect(try reader.collectionFrequency("nul\0byte") == 3)
      #expect(try reader.postings("assad") == [1])
      #expect(try reader.postings("none") == [])
      #expect(
        try reader.termList(1).map(\.text)
          == ["Qone", "assad", "nul\0byte", "асад", "بشار"])
      #expect(try reader.metadata("format").text == "1")
      #expect(try reader.metadata("none") == [])
      #expect(try reader.metadataKeys().map(\.text) == ["format", "other"])
      #expect(try reader.metadataKeys(prefix: "f").map(\.text) == ["format"])
      let document = try reader.document(1)
      #expect(try document.id == 1)
      #expect(try document.data == [0xFF, 0, 0x41])
      #expect(try document.text == "\u{FFFD}\0A")
      #expect(try document.value(3).text == "2026")
      #expect(try document.value(4) == [0, 255, 0])
      #expect(try document.value(5) == [])
    }
  }

  @Test("occurrences in a document are counted, boolean terms as 0")
  func occurrences() throws {
    try withTemporaryDirectory { directory in
      let writer = try WritableDatabase(path: directory + "/db")
      var builder = document("a b a")
      builder.appendBoolean("Q")
      try writer.add(builder)
      var found: [String] = []
      try writer.forEachTerm(in: 1) { term, count in
        found.append("\(String(decoding: term, as: UTF8.self)) \(count)")
        return true
      }
      #expect(found == ["Q 0", "a 2", "b 1"])
    }
  }

  @Test(
    "the walk along all terms starts and ends where it is asked to",
    arguments: [
      ("", "", 3000), ("", "t02999", 1), ("", "t01", 2000), ("t000", "", 100),
      ("t000", "t0005", 50),
      ("t000", "a", 100), ("t000", "t1", 0), ("t000", "t00", 100), ("x", "", 0), ("", "z", 0),
    ])
  func walk(prefix: String, from: String, count: Int) throws {
    try withTemporaryDirectory { directory in
      let path = directory + "/db"
      let names = (0..<3000).map { number in
        "t" + String(repeating: "0", count: 5 - String(number).count) + String(number)
      }
      try write([names.joined(separator: " "), "t00000"], to: path)
      let database = try Database(path: path)
      var walked: [String] = []
      var frequencies = 0
      try database.forEachTerm(prefix: prefix, from: from) { term, frequency in
        walked.append(String(decoding: term, as: UTF8.self))
        frequencies += Int(frequency)
        return true
      }
      #expect(walked == names.filter { $0.hasPrefix(prefix) && $0 >= from })
      #expect(walked.count == count)
      #expect(frequencies == count + (walked.first == "t00000" ? 1 : 0))
      var steps = 0
      try database.forEachTerm(prefix: prefix, from: from) { _, _ in
        steps += 1
        return steps < 10
      }
      #expect(steps == min(count, 10))
    }
  }

  @Test("what the body of a walk throws comes out")
  func walkThrows() throws {
    struct Stop: Error {}
    try withTemporaryDirectory { directory in
      try write(["a b"], to: directory + "/db")
      let database = try Database(path: directory + "/db")
      #expect(throws: Stop.self) { try database.forEachTerm { _, _ in throw Stop() } }
    }
  }

  @Test("several databases are searched as one")
  func several() throws {
    try withTemporaryDirectory { directory in
      try write(["a b", "c"], to: directory + "/one")
      try write(["a", "a d"], to: directory + "/two")
      let database = try Database(paths: [directory + "/one", directory + "/two"])
      #expect(try database.documentCount == 4)
      #expect(try database.termFrequency("a") == 3)
      #expect(try database.revision == nil)
      #expect(try database.uuid.split(separator: ":").count == 2)
      #expect(try matches(Query("a"), in: database) == [1, 2, 4])
      var terms: [String] = []
      try database.forEachTerm { term, frequency in
        terms.append("\(String(decoding: term, as: UTF8.self))\(frequency)")
        return true
      }
      #expect(terms == ["a3", "b1", "c1", "d1"])
    }
  }

  @Test("a reader two commits behind is reported so, and reopening helps")
  func modified() throws {
    try withTemporaryDirectory { directory in
      let path = directory + "/db"
      func text(_ number: Int, round: Int) -> String {
        (0..<50).map { "w\(number * 50 + $0)r\(round)" }.joined(separator: " ")
      }
      try write((0..<300).map { text($0, round: 0) }, to: path)
      let reader = try Database(path: path)
      let writer = try WritableDatabase(path: path)
      for round in 1...4 {
        for id in 1...300 {
          try writer.replace(DocumentID(id), with: document("new " + text(id, round: round)))
        }
        try writer.commit()
      }
      #expect(kindThrown { try reader.forEachTerm { _, _ in true } } == .databaseModified)
      #expect(try reader.reopen())
      #expect(try reader.termFrequency("new") == 300)
      #expect(try !reader.reopen())
    }
  }
}
