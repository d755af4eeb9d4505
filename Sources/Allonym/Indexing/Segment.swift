// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Xapian

/// A part of the documents in a small database of its own: fresh small ones fill fastest.
struct Segment: Sendable {
  /// Where the database is.
  var path: String
  /// The documents' identities as hashes, in the order of their ids, from 1.
  var identities: [UInt64] = []
  /// What could not be read.
  var failures: [ReadFailure] = []
  /// The bytes of text.
  var textBytes = 0

  /// Fills a new database with what the items hold.
  ///
  /// - Parameter progress: told after each item, with the documents and the bytes of files.
  static func build(
    at path: String, from items: [WorkItem], reader: DocumentReader,
    progress: (_ documents: Int, _ bytes: Int) -> Void
  ) throws -> Segment {
    var segment = Segment(path: path)
    var indexer = DocumentIndexer()
    try FileSystem.makeFolder(path)
    var writer = try SegmentWriter(path: path)
    for item in items {
      var documents = 0
      try reader.read(item) { result in
        switch result {
        case .success(let document):
          try indexer.add(document, to: &writer)
          let identity = Schema.identity(of: document)
          segment.identities.append(FNV1a.hash(identity.utf8))
          segment.textBytes += document.text.utf8.count
          documents += 1
        case .failure(let failure):
          segment.failures.append(failure)
        }
      }
      progress(documents, item.bytes)
      try Task.checkCancellation()
    }
    try writer.finish()
    return segment
  }

  /// Deletes documents by their place in ``identities``.
  mutating func remove(_ places: Set<Int>) throws {
    let database = try WritableDatabase(path: path, mode: .open, options: [.noSync])
    for place in places { try database.delete(DocumentID(place + 1)) }
    try database.commit()
    try database.close()
  }
}
