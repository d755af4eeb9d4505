// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing
import Xapian

@Suite("Damaged files are found out")
struct DamageTests {
  private func overwrite(_ path: String, at offset: UInt64, count: Int, with byte: UInt8) throws {
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.seek(toOffset: offset)
    try file.write(contentsOf: Data(repeating: byte, count: count))
    try file.close()
  }

  private func texts() -> [String] {
    (0..<500).map { number in (0..<40).map { "w\(number + $0 * 37)" }.joined(separator: " ") }
  }

  @Test("overwritten blocks are an error when read and are reported by the check")
  func overwrittenBlocks() throws {
    try withTemporaryDirectory { directory in
      let path = directory + "/db"
      try write(texts(), to: path)
      let size = try FileManager.default.attributesOfItem(atPath: path + "/postlist.glass")[.size]
      let bytes = try #require(size as? Int)
      try overwrite(path + "/postlist.glass", at: 0, count: bytes, with: 0xA5)
      let kind = kindThrown { try Database(path: path).forEachTerm { _, _ in true } }
      #expect(kind == .databaseCorrupt)
      let found = Result { try Database.check(path: path) }
      switch found {
      case .success(let result):
        #expect(result.errorCount > 0)
        #expect(!result.messages.isEmpty)
      case .failure(let error): #expect(error is XapianError)
      }
    }
  }

  @Test("a damaged version file keeps the database from opening")
  func versionFile() throws {
    try withTemporaryDirectory { directory in
      let path = directory + "/db"
      try write(["a"], to: path)
      try overwrite(path + "/iamglass", at: 0, count: 20, with: 0)
      #expect(kindThrown { _ = try Database(path: path) } != nil)
    }
  }

  @Test("a truncated table is an error")
  func truncated() throws {
    try withTemporaryDirectory { directory in
      let path = directory + "/db"
      try write(texts(), to: path)
      let file = try FileHandle(forUpdating: URL(fileURLWithPath: path + "/postlist.glass"))
      try file.truncate(atOffset: 100)
      try file.close()
      let kind = kindThrown { try Database(path: path).forEachTerm { _, _ in true } }
      #expect(kind != nil)
    }
  }

  @Test("a sound database passes its check")
  func sound() throws {
    try withTemporaryDirectory { directory in
      let path = directory + "/db"
      try write(texts(), to: path)
      let result = try Database.check(path: path)
      #expect(result.errorCount == 0)
      #expect(result.messages.contains { $0.contains("postlist") })
    }
  }
}
