// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Xapian

/// Changes to the documents and records of a database that belong together.
struct UpdateChanges {
  var deleted: [FileRecord] = []
  var moves: [UpdatePlan.Move] = []
  var sameContent: [FileRecord] = []
  /// Files that were read, with what the database holds of each.
  var results: [(result: FileResult, former: FileRecord?, failedBefore: FileRecord?)] = []
  /// When the walk began, in nanoseconds since 1970.
  var time: Int
  /// The hash of the index.
  let hash: IdentityHash

  /// Makes the changes; the caller commits them.
  ///
  /// - Parameter segments: the databases that new documents are copied from; nil where these come in
  ///   by a merge, so that only the old ones are to be deleted.
  func make(in database: WritableDatabase, copyingFrom segments: [Database]?) throws {
    var textBytes = 0
    for record in deleted {
      for id in try documents(of: record.path, in: database) { try database.delete(id) }
      try FileRecordStore.remove(record.path, from: database, hash)
      textBytes -= record.textBytes
    }
    var indexer = DocumentIndexer(hash)
    for move in moves {
      for id in try documents(of: move.former.path, in: database) {
        try indexer.move(id, from: move.former.path, to: move.record.path, in: database)
      }
      try FileRecordStore.remove(move.former.path, from: database, hash)
      try FileRecordStore.set(move.record, in: database, hash)
    }
    for record in sameContent { try FileRecordStore.set(record, in: database, hash) }
    for (result, former, failedBefore) in results {
      let record = result.record(former: former, failedBefore: failedBefore, asOf: time)
      if !result.isFailed {
        try replaceDocuments(of: result, in: database, copyingFrom: segments)
      }
      try FileRecordStore.set(record, in: database, hash)
      textBytes += record.textBytes - (former?.textBytes ?? 0)
    }
    if textBytes != 0 { try FileRecordStore.add(textBytes: textBytes, in: database) }
  }

  /// The documents of a file: what has its hash and lies under its path.
  private func documents(of file: RawPath, in database: Database) throws -> [DocumentID] {
    try database.postings(Schema.fileTerm(of: file, hash)).filter { id in
      let data = try database.document(id).data
      let fields = data.withUnsafeBufferPointer { StoredFields(of: $0) }
      return Schema.isDocument(at: fields["path"] ?? "", of: file)
    }
  }

  /// Puts new documents in the places of the old ones, which keeps the order of equal hits.
  private func replaceDocuments(
    of result: FileResult, in database: WritableDatabase, copyingFrom segments: [Database]?
  ) throws {
    var old = try documents(of: result.file.path, in: database)[...]
    if let segments {
      for location in result.documents {
        try database.copy(location.id, of: segments[location.segment], replacing: old.popFirst())
      }
    }
    for id in old { try database.delete(id) }
  }
}
