// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Xapian

/// Runs the body with a new directory and removes it afterwards.
func withTemporaryDirectory<Result>(_ body: (String) throws -> Result) throws -> Result {
  let url = FileManager.default.temporaryDirectory
    .appendingPathComponent("xapian-tests-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: url) }
  return try body(url.path)
}

/// The value slot of the position lists of documents and databases that tests write.
let testPositionsSlot: ValueSlot = 9

/// A document of words at positions 1, 2, 3 …, which Xapian's own table and a position list keep.
func document(_ words: String, data: String = "") -> DocumentBuilder {
  var builder = DocumentBuilder()
  for (index, word) in words.split(separator: " ").enumerated() {
    builder.append(term: word, position: Position(index + 1))
    builder.append(term: word, position: Position(index + 1), in: testPositionsSlot, wdf: 0)
  }
  builder.setData(data)
  return builder
}

/// Writes a database of such documents.
func write(_ texts: [String], to path: String) throws {
  let database = try WritableDatabase(path: path)
  for text in texts { try database.add(document(text, data: text)) }
  try database.commit()
  try database.close()
}

/// The ids of all documents a query finds, ascending.
func matches(_ query: Query, in database: Database) throws -> [DocumentID] {
  let enquire = try Enquire(database)
  try enquire.setQuery(query)
  return try enquire.mset(limit: .max).items.map(\.document).sorted()
}

/// The kind of the Xapian error the body throws; nil if it throws none.
func kindThrown(by body: () throws -> Void) -> XapianError.Kind? {
  do {
    try body()
    return nil
  } catch {
    return (error as? XapianError)?.kind
  }
}

extension [UInt8] {
  var text: String { String(decoding: self, as: UTF8.self) }
}
