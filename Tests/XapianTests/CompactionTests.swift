// SPDX-License-Identifier: GPL-2.0-or-later
import Testing
import Xapian

@Suite("Compaction merges databases")
struct CompactionTests {
  @Test(
    "the merged database holds all documents in order",
    arguments: [
      Database.CompactionOptions([]), .full, .fuller, .multipass, .singleFile, [.full, .multipass],
    ])
  func merges(options: Database.CompactionOptions) throws {
    try withTemporaryDirectory { directory in
      let parts = (0..<5).map { "\(directory)/part\($0)" }
      for (index, part) in parts.enumerated() {
        try write(["common p\(index)", "common q\(index) common"], to: part)
      }
      try Database.compact(paths: parts, into: directory + "/all", options: options)
      let all = try Database(path: directory + "/all")
      #expect(try all.documentCount == 10)
      #expect(try all.collectionFrequency("common") == 15)
      #expect(try all.document(3).text == "common p1")
      #expect(try all.positions("common", in: 10) == [1, 3])
      #expect(try Database.check(path: directory + "/all").errorCount == 0)
    }
  }

  @Test("a block size is taken")
  func blockSize() throws {
    try withTemporaryDirectory { directory in
      try write(["a"], to: directory + "/db")
      let database = try Database(path: directory + "/db")
      for size in [2048, 65_536] {
        try database.compact(into: "\(directory)/\(size)", blockSize: size)
        #expect(try Database(path: "\(directory)/\(size)").documentCount == 1)
      }
      for size in [-5, 3, .max] {
        _ = kindThrown { try database.compact(into: "\(directory)/odd\(size)", blockSize: size) }
      }
    }
  }

  @Test("where it can't write it says so")
  func unwritable() throws {
    try withTemporaryDirectory { directory in
      try write(["a"], to: directory + "/db")
      let database = try Database(path: directory + "/db")
      #expect(kindThrown { try database.compact(into: "/proc/none/db") } != nil)
      #expect(kindThrown { try database.compact(into: directory + "/db") } != nil)
      #expect(try Database(path: directory + "/db").documentCount == 1)
    }
  }
}
