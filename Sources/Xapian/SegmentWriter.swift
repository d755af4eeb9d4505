// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXapian

/// Writes a new database in one go, in a fraction of the time that a ``WritableDatabase`` takes.
///
/// It writes the tables of Xapian's `glass` backend itself, from postings gathered in plain arrays.
/// The documents are all in memory until ``finish()``, but for their compressed data: meant for
/// parts of a large database, merged by ``Database/compact(paths:into:options:blockSize:)``, with
/// which Xapian reads every byte that was written and writes its own.
public struct SegmentWriter: ~Copyable {
  private let pointer: OpaquePointer

  /// Creates the database's files in a folder that is there.
  public init(path: String) throws(XapianError) {
    pointer = try handle { error in path.withView { xap_segment_new($0, error) } }
  }

  deinit { xap_segment_free(pointer) }

  /// Takes the postings of the document that is added next, so that a long one can come in parts: its
  /// values and data come with the last.
  public mutating func append(_ part: DocumentBuilder) throws(XapianError) {
    try attempt { error in part.withContent { xap_segment_append(pointer, $0, error) } }
  }

  /// Adds a document and answers with its id, counted from 1. Positions must be in position lists.
  ///
  /// - Throws: ``XapianError/Kind/range`` for a document with more words than a value can hold, and the segment is
  ///   as if it had not come. When it throws anything else, the segment is of no more use.
  @discardableResult
  public mutating func add(_ document: DocumentBuilder) throws(XapianError) -> DocumentID {
    var id: DocumentID = 0
    try attempt { error in
      document.withContent { xap_segment_add(pointer, $0, &id, error) }
    }
    return id
  }

  /// Writes what is left; the database can be opened from then on.
  public consuming func finish() throws(XapianError) {
    try attempt { xap_segment_finish(pointer, $0) }
  }
}
