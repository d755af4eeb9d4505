// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Xapian

/// A part of the documents in a small database of its own: fresh small ones fill fastest.
struct Segment: Sendable {
  /// Where the database is.
  var path: String
  /// The documents in the order of their ids, from 1.
  var documents: [Entry] = []
  /// The files that it holds the whole or a part of.
  var files: [File] = []

  /// What is known of a document without looking into the database.
  struct Entry: Sendable {
    /// The hash of its identity.
    var identity: UInt64
    /// The bytes of its text.
    var textBytes: Int
    /// The place of its file in ``files``.
    var file: Int
  }

  /// A file or some lines of one.
  struct File: Sendable {
    var file: SourceFile
    /// What the file holds, where it begins here and could be read.
    var hash: ContentHash?
    /// What could not be read.
    var failures: [ReadFailure] = []
  }

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
      // Before it is read: of a file that changes meanwhile the next update finds another content.
      var file = File(
        file: item.file, hash: item.beginsFile ? try? ContentHash(of: item.file.path) : nil)
      let before = segment.documents.count
      try reader.read(item) { result in
        switch result {
        case .success(let document):
          try indexer.add(document, of: item.file.path, to: &writer)
          let identity = Schema.identity(of: document)
          segment.documents.append(
            Entry(
              identity: FNV1a.hash(identity.utf8), textBytes: document.text.utf8.count,
              file: segment.files.count))
        case .failure(let failure):
          file.failures.append(failure)
        }
      }
      segment.files.append(file)
      progress(segment.documents.count - before, item.bytes)
      try Task.checkCancellation()
    }
    try writer.finish()
    return segment
  }

  /// Deletes documents that a later one with the same identity replaces; returns how many.
  static func removeReplaced(in segments: inout [Segment]) throws -> Int {
    var seen: Set<UInt64> = []
    var replaced = 0
    for number in segments.indices.reversed() {
      let documents = segments[number].documents
      let places = Set(
        documents.indices.reversed().filter { !seen.insert(documents[$0].identity).inserted })
      if !places.isEmpty { try segments[number].remove(places) }
      replaced += places.count
    }
    return replaced
  }

  /// Deletes documents by their place in ``documents``, where they stay without a text and file.
  private mutating func remove(_ places: Set<Int>) throws {
    for place in places {
      documents[place].textBytes = 0
      documents[place].file = -1
    }
    let database = try WritableDatabase(path: path, mode: .open, options: [.noSync])
    for place in places { try database.delete(DocumentID(place + 1)) }
    try database.commit()
    try database.close()
  }
}
