// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Xapian

/// The files of an index, one ``FileRecord`` each, and what is counted over all of them.
///
/// They are metadata of the Xapian database itself: a commit writes documents and records together or
/// not at all, so that no crash can make the two disagree. In the order of their paths 100,000 records are
/// read in some hundredths of a second.
enum FileRecordStore {
  private static let filePrefix = "F"
  private static let textBytesKey = "text-bytes"
  /// Xapian's keys have at most 252 bytes.
  private static let longestPath = 200
  private static let cutPath = 170

  /// The records of a file or of all files below a folder, by path.
  static func records(
    in database: Database, below folder: RawPath
  ) throws(XapianError) -> [RawPath: FileRecord] {
    let start = Array(filePrefix.utf8) + folder.bytes.prefix(cutPath)
    var records: [RawPath: FileRecord] = [:]
    for key in try database.metadataKeys(prefix: start) {
      let path = RawPath(bytes: Array(key.dropFirst(filePrefix.utf8.count)))
      let value = try database.metadata(key)
      guard let record = FileRecord(decoding: value, path: path), folder.contains(record.path)
      else { continue }
      records[record.path] = record
    }
    return records
  }

  /// Puts a record in the place of the one of the same path.
  static func set(
    _ record: FileRecord, in database: WritableDatabase, _ hash: IdentityHash
  ) throws(XapianError) {
    let (key, isCut) = try key(of: record.path, in: database, hash)
    try database.setMetadata(key, record.encoded(withPath: isCut))
  }

  /// Takes the record of a file away.
  static func remove(
    _ path: RawPath, from database: WritableDatabase, _ hash: IdentityHash
  ) throws(XapianError) {
    try database.setMetadata(key(of: path, in: database, hash).bytes, "")
  }

  /// The bytes of text of all documents.
  static func textBytes(in database: Database) throws(XapianError) -> Int {
    let text = String(decoding: try database.metadata(textBytesKey), as: UTF8.self)
    return Int(text).flatMap { FileRecord.counts.contains($0) ? $0 : nil } ?? 0
  }

  /// Adds to the bytes of text of all documents.
  static func add(textBytes: Int, in database: WritableDatabase) throws(XapianError) {
    try database.setMetadata(
      textBytesKey, String(try Self.textBytes(in: database) + textBytes))
  }

  /// The key of a path: of a long one its beginning and a hash of all of it, under which no other path lies.
  private static func key(
    of path: RawPath, in database: Database, _ hash: IdentityHash
  ) throws(XapianError) -> (bytes: [UInt8], isCut: Bool) {
    let prefix = Array(filePrefix.utf8)
    guard path.bytes.count > longestPath else { return (prefix + path.bytes, false) }
    var value = hash(path.bytes)
    var free: [UInt8]?
    for _ in 0..<maxOfOneHash {
      let key = prefix + path.bytes.prefix(cutPath) + Array("#\(value.text)".utf8)
      let known = try database.metadata(key)
      if known.isEmpty { free = free ?? key }
      if FileRecord(decoding: known, path: path)?.path == path, !known.isEmpty {
        return (key, true)
      }
      value = value.next
    }
    return (free ?? prefix + path.bytes.prefix(cutPath) + Array("#\(value.text)".utf8), true)
  }

  /// So many paths of one beginning and one hash are distinguished.
  private static let maxOfOneHash = 8
}
