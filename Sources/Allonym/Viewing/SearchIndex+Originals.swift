// SPDX-License-Identifier: GPL-2.0-or-later
public import Documents
import Xapian

/// The file that a document came from.
public enum Original: Sendable {
  /// It is as it was when it was indexed, and open. Of a member of an archive it is the archive.
  case unchanged(OriginalFile)
  /// It has changed since.
  case changed(path: String)
  /// It cannot be read.
  case unreadable(ReadFailure)
}

extension SearchIndex {
  /// The file that a document came from, opened only if the index has it in its list of files and it has not changed
  /// since it was read: nothing else can be had by way of a document.
  ///
  /// - Returns: nil where the index holds no such document.
  public func original(of key: DocumentKey) throws -> Original? {
    let found: FileRecord? = try answering {
      guard let id = try number(of: key) else { return nil }
      let fields = try database.document(id).data.withUnsafeBufferPointer { StoredFields(of: $0) }
      return try record(ofFileAt: fields["path"] ?? "")
    }
    guard let record = found else { return nil }
    do throws(ReadFailure) {
      let file = try OriginalFile(path: record.path)
      return try Self.isUnchanged(file, record)
        ? .unchanged(file) : .changed(path: record.path.shown)
    } catch {
      return .unreadable(error)
    }
  }

  private static func isUnchanged(
    _ file: OriginalFile, _ record: FileRecord
  ) throws(ReadFailure) -> Bool {
    guard file.size == record.size else { return false }
    if file.modified == record.modified, file.statusChanged == record.statusChanged { return true }
    // Copied, touched, or changed right before it was indexed.
    guard let hash = record.hash else { return false }
    return try file.hash() == hash
  }

  /// The record of the file at a location, which may go on with the names of members.
  private func record(ofFileAt location: String) throws -> FileRecord? {
    var path = location[...]
    while !path.isEmpty {
      let file = RawPath(shown: String(path))
      if let record = try FileRecordStore.records(in: database, below: file)[file],
        record.state == .indexed
      {
        return record
      }
      guard let mark = path.lastIndex(of: "!") else { return nil }
      path = path[..<mark]
    }
    return nil
  }
}
