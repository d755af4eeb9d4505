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
    var identity: IdentityHash.Value
    /// The bytes of its text.
    var textBytes: Int
    /// The place of its file in ``files``.
    var file: Int

    init(_ document: SourceDocument, file: Int, _ hash: IdentityHash) {
      identity = hash(Schema.identity(of: document).utf8)
      textBytes = document.text.utf8.count
      self.file = file
    }
  }

  /// A file or some lines of one.
  struct File: Sendable {
    var file: SourceFile
    /// What the file holds, where it begins here and could be read.
    var hash: ContentHash?
    /// What could not be read.
    var failures: [ReadFailure] = []
  }

  /// Fills new databases with what the items hold: one, or more where that is much.
  ///
  /// - Parameters:
  ///   - hash: that of the index.
  ///   - mostText: how many bytes of text go into a segment before the next is begun, though it be in
  ///     the midst of a file: an archive may hold any number of documents.
  ///   - progress: told after each item, with the documents and the bytes of files.
  static func build(
    at path: String, from items: [WorkItem], hash: IdentityHash, reader: DocumentReader,
    maxText: Int,
    progress: (_ documents: Int, _ bytes: Int) -> Void
  ) throws -> [Segment] {
    var full: [Segment] = []
    var segment = Segment(path: path)
    var textBytes = 0
    var indexer = DocumentIndexer(hash)
    try FileSystem.makeFolder(path)
    var writer = try SegmentWriter(path: path)
    // Before they are read: of a file that changes meanwhile the next update finds another content.
    var hashes: [ContentHash?] = []
    let reading = ReadingAhead(items, by: reader) { index in
      let item = items[index]
      let isRead = item.beginsFile && item.file.mayBeRead
      hashes.append(isRead ? try? ContentHash(of: item.file.path) : nil)
    }
    for (index, item) in items.enumerated() {
      segment.files.append(File(file: item.file))
      var documents = 0
      try reading.next { result in
        switch result {
        case .success(let document):
          if textBytes > maxText {
            try Task.checkCancellation()
            full.append(segment)
            segment = Segment(path: "\(path)-\(full.count)", files: [File(file: item.file)])
            textBytes = 0
            try FileSystem.makeFolder(segment.path)
            var former = try SegmentWriter(path: segment.path)
            swap(&former, &writer)
            try former.finish()
          }
          do {
            try indexer.add(document, of: item.file.path, to: &writer)
          } catch  where DocumentIndexer.isTooLarge(error) {
            segment.files[segment.files.count - 1].failures.append(.tooLarge(document))
            return
          }
          segment.documents.append(Entry(document, file: segment.files.count - 1, hash))
          textBytes += document.text.utf8.count
          documents += 1
        case .failure(let failure):
          segment.files[segment.files.count - 1].failures.append(failure)
        }
      }
      segment.files[segment.files.count - 1].hash = hashes[index]
      progress(documents, item.bytes)
      try Task.checkCancellation()
    }
    try writer.finish()
    return full + [segment]
  }
}

extension ReadFailure {
  /// A document that does not fit into an index.
  fileprivate static func tooLarge(_ document: SourceDocument) -> ReadFailure {
    ReadFailure(
      path: document.path, member: document.member, line: document.line, kind: .tooLarge,
      reason: "holds more text than one document of an index may: split it to have it indexed")
  }
}
