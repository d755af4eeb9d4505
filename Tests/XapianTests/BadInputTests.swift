// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing
import Xapian

@Suite("Bad input is an error, never the end of the process")
struct BadInputTests {
  @Test("terms that Xapian can't hold are refused and nothing else is lost")
  func badTerms() throws {
    try withTemporaryDirectory { directory in
      let database = try WritableDatabase(path: directory + "/db")
      try database.add(document("kept"))
      let bad: [[UInt8]] = [
        [], Array(repeating: 0x61, count: 246), Array(repeating: 0, count: 123),
        Array(repeating: 0x61, count: 200_000),
      ]
      for term in bad {
        var builder = document("lost")
        builder.append(term: term, position: 2)
        #expect(kindThrown { try database.add(builder) } == .invalidArgument)
        #expect(kindThrown { try database.replace(1, with: builder) } == .invalidArgument)
        #expect(
          kindThrown { try database.replace(uniqueTerm: "Q", with: builder) } == .invalidArgument)
        #expect(
          kindThrown { try database.replace(uniqueTerm: term, with: document("x")) }
            == .invalidArgument)
        #expect(kindThrown { try database.delete(uniqueTerm: term) } == .invalidArgument)
      }
      var builder = DocumentBuilder()
      builder.append(term: [UInt8](repeating: 0x61, count: 245), position: 1)
      builder.append(term: [UInt8](repeating: 0, count: 122), position: 2)
      builder.append(term: [0xFF, 0xC0, 0x80] as [UInt8], position: 3)
      try database.add(builder)
      try database.commit()
      #expect(try matches(Query("kept"), in: database) == [1])
      #expect(try matches(Query("lost"), in: database) == [])
      #expect(try matches(Query([0xFF, 0xC0, 0x80] as [UInt8]), in: database) == [2])
    }
  }

  @Test("looking up terms that can't be finds nothing")
  func impossibleTerms() throws {
    try withTemporaryDirectory { directory in
      try write(["a"], to: directory + "/db")
      let database = try Database(path: directory + "/db")
      for term in [String(repeating: "x", count: 100_000), String(repeating: "\0", count: 250)] {
        #expect(try !database.termExists(term))
        #expect(try database.termFrequency(term) == 0)
        #expect(try database.collectionFrequency(term) == 0)
        #expect(try database.postings(term) == [])
        #expect(try database.positions(term, in: 1) == [])
        #expect(try matches(Query(term), in: database) == [])
        try database.forEachTerm(prefix: term, from: term) { _, _ in true }
      }
      #expect(try database.postings("") == [1])
      #expect(kindThrown { _ = try database.positions("", in: 1) } == .invalidArgument)
    }
  }

  @Test("ids and keys that can't be are refused")
  func badIDsAndKeys() throws {
    try withTemporaryDirectory { directory in
      let database = try WritableDatabase(path: directory + "/db")
      try database.add(document("a"))
      #expect(kindThrown { try database.replace(0, with: document("a")) } == .invalidArgument)
      #expect(kindThrown { try database.delete(0) } == .invalidArgument)
      #expect(kindThrown { _ = try database.document(0) } == .invalidArgument)
      #expect(kindThrown { _ = try database.document(9) } == .documentNotFound)
      #expect(kindThrown { _ = try database.document(.max) } == .documentNotFound)
      #expect(kindThrown { _ = try database.documentLength(9) } == .documentNotFound)
      #expect(kindThrown { _ = try database.termList(9) } == .documentNotFound)
      #expect(try database.positions("a", in: 9) == [])
      #expect(kindThrown { try database.setMetadata("", "x") } == .invalidArgument)
      let long = String(repeating: "k", count: 300)
      #expect(kindThrown { try database.setMetadata(long, "x") } == .invalidArgument)
      #expect(kindThrown { _ = try database.metadata("") } == .invalidArgument)
      var builder = DocumentBuilder()
      builder.setValue("x", in: .max)
      #expect(kindThrown { try database.add(builder) } == .invalidArgument)
      try database.commit()
      #expect(try database.documentCount == 1)
    }
  }

  @Test("paths that lead nowhere, to a file, or hold a zero byte")
  func badPaths() throws {
    try withTemporaryDirectory { directory in
      try write(["a"], to: directory + "/db")
      try Data("no database".utf8).write(to: URL(fileURLWithPath: directory + "/file"))
      try Data().write(to: URL(fileURLWithPath: directory + "/empty"))
      #expect(kindThrown { _ = try Database(path: directory + "/none") } == .databaseNotFound)
      #expect(kindThrown { _ = try Database(path: "") } == .databaseNotFound)
      #expect(kindThrown { _ = try Database(path: directory + "/db\0x") } == .invalidArgument)
      #expect(kindThrown { _ = try Database(path: directory + "/file") } != nil)
      #expect(kindThrown { _ = try Database(path: directory + "/file/x") } != nil)
      #expect(
        kindThrown { _ = try WritableDatabase(path: directory + "/db\0x") } == .invalidArgument)
      #expect(kindThrown { _ = try WritableDatabase(path: "") } != nil)
      #expect(kindThrown { _ = try WritableDatabase(path: directory + "/file") } != nil)
      #expect(kindThrown { _ = try WritableDatabase(path: "/proc/none/db") } == .databaseCreate)
      #expect(kindThrown { _ = try WritableDatabase(path: directory + "/no/db") } != nil)
      #expect(kindThrown { _ = try Database.check(path: directory + "/none") } != nil)
      #expect(
        kindThrown {
          try Database(path: directory + "/db").compact(into: directory + "/db\0")
        } == .invalidArgument)
      _ = kindThrown { _ = try Database(path: directory + "/empty").documentCount }
    }
  }

  @Test("the system's own words are kept")
  func systemError() throws {
    try withTemporaryDirectory { directory in
      let error = #expect(throws: XapianError.self) {
        _ = try Database(path: directory + "/none")
      }
      #expect(error?.systemError == "No such file or directory")
      #expect(error?.description.contains("/none") == true)
    }
  }

  @Test("a database has one writer")
  func locked() throws {
    try withTemporaryDirectory { directory in
      let first = try WritableDatabase(path: directory + "/db")
      #expect(
        kindThrown { _ = try WritableDatabase(path: directory + "/db") } == .databaseLocked)
      try first.close()
      _ = try WritableDatabase(path: directory + "/db")
    }
  }

  @Test("a closed database says so")
  func closed() throws {
    try withTemporaryDirectory { directory in
      try write(["a b"], to: directory + "/db")
      let reader = try Database(path: directory + "/db")
      let enquire = try Enquire(reader)
      try enquire.setQuery(Query("a"))
      try reader.close()
      try reader.close()
      #expect(kindThrown { try reader.forEachTerm { _, _ in true } } == .databaseClosed)
      #expect(kindThrown { _ = try reader.document(1).data } == .databaseClosed)
      #expect(kindThrown { _ = try reader.termFrequency("a") } == .databaseClosed)
      #expect(kindThrown { _ = try reader.reopen() } == .databaseClosed)
      #expect(kindThrown { _ = try enquire.mset(limit: 5) } == .databaseClosed)
      let writer = try WritableDatabase(path: directory + "/db")
      try writer.close()
      #expect(kindThrown { try writer.add(document("a")) } == .databaseClosed)
      #expect(kindThrown { try writer.commit() } == nil, "closing has committed")
      #expect(kindThrown { try writer.delete(1) } == .databaseClosed)
      #expect(kindThrown { try writer.setMetadata("a", "b") } == .databaseClosed)
    }
  }

  @Test("a database without parts has no documents")
  func empty() throws {
    let database = try Database(paths: [])
    #expect(try database.documentCount == 0)
    #expect(try database.uuid == "")
    #expect(try database.termFrequency("a") == 0)
    #expect(try database.metadata("a") == [])
    try database.forEachTerm { _, _ in true }
    #expect(kindThrown { _ = try database.document(1) } != nil)
    _ = kindThrown { _ = try database.reopen() }
    _ = kindThrown { _ = try Enquire(database).mset(limit: 1) }
    try database.close()
    #expect(kindThrown { try database.add(database) } == .invalidArgument)
    try withTemporaryDirectory { directory in
      _ = kindThrown { try database.compact(into: directory + "/out") }
    }
  }

  @Test("a full disk is an error")
  func fullDisk() throws {
    // Every write to this device fails as on a full disk; a database's directory can't be there,
    // so one of its files is put there instead.
    guard FileManager.default.fileExists(atPath: "/dev/full") else {
      print("skipped: there is no /dev/full")
      return
    }
    try withTemporaryDirectory { directory in
      let path = directory + "/db"
      try write(["a"], to: path)
      let writer = try WritableDatabase(path: path)
      try FileManager.default.createSymbolicLink(
        atPath: path + "/v.tmp", withDestinationPath: "/dev/full")
      try writer.add(document("b"))
      #expect(kindThrown { try writer.commit() } == .database)
      try FileManager.default.removeItem(atPath: path + "/v.tmp")
      _ = kindThrown { try writer.close() }
      #expect(try Database(path: path).documentCount == 1)
    }
  }
}
