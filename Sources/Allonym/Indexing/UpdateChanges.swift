// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Xapian

/// Changes to the documents and records of a database that belong together.
struct UpdateChanges {
  var deleted: [FileRecord] = []
  var moves: [UpdatePlan.Move] = []
  var sameContent: [FileRecord] = []
  /// Files that were read, with what the database holds of each.
  var readings: [(reading: FileReading, former: FileRecord?)] = []
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
      try Catalogue.remove(record.path, from: database, hash)
      textBytes -= record.textBytes
    }
    var indexer = DocumentIndexer(hash)
    for move in moves {
      for id in try documents(of: move.former.path, in: database) {
        try indexer.move(id, from: move.former.path, to: move.record.path, in: database)
      }
      try Catalogue.remove(move.former.path, from: database, hash)
      try Catalogue.set(move.record, in: database, hash)
    }
    for record in sameContent { try Catalogue.set(record, in: database, hash) }
    for (reading, former) in readings {
      let record = reading.record(former: former, asOf: time)
      if !reading.isFailed {
        try replaceDocuments(of: reading, in: database, copyingFrom: segments)
      }
      try Catalogue.set(record, in: database, hash)
      textBytes += record.textBytes - (former?.textBytes ?? 0)
    }
    if textBytes != 0 { try Catalogue.add(textBytes: textBytes, in: database) }
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
    of reading: FileReading, in database: WritableDatabase, copyingFrom segments: [Database]?
  ) throws {
    var old = try documents(of: reading.file.path, in: database)[...]
    if let segments {
      for place in reading.documents {
        try database.copy(place.id, of: segments[place.segment], replacing: old.popFirst())
      }
    }
    for id in old { try database.delete(id) }
  }
}
