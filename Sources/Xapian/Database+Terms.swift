// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXapian

extension Database {
  /// Whether any document holds the term.
  public func termExists(_ term: some ByteString) throws(XapianError) -> Bool {
    var exists = false
    try attempt { error in
      term.withView { xap_database_term_exists(pointer, $0, &exists, error) }
    }
    return exists
  }

  /// How many documents hold the term.
  public func termFrequency(_ term: some ByteString) throws(XapianError) -> Int {
    var frequency: UInt32 = 0
    try attempt { error in
      term.withView { xap_database_term_frequency(pointer, $0, &frequency, error) }
    }
    return Int(frequency)
  }

  /// How often the term occurs in all documents together.
  public func collectionFrequency(_ term: some ByteString) throws(XapianError) -> Int {
    var frequency: UInt64 = 0
    try attempt { error in
      term.withView { xap_database_collection_frequency(pointer, $0, &frequency, error) }
    }
    return Int(clamping: frequency)
  }

  /// Calls the body for each term of the database in byte order, with the number of documents
  /// holding it, until the body answers false.
  ///
  /// The terms' bytes are lent for the time of the body's call.
  ///
  /// - Parameters:
  ///   - prefix: only terms that start with it. A remote database sends all of these at once.
  ///   - from: only terms that are not below it, to start in the middle or to skip a range.
  ///   - body: takes a term and answers whether to go on.
  public func forEachTerm(
    prefix: some ByteString = "", from: some ByteString = "",
    _ body: (_ term: UnsafeBufferPointer<UInt8>, _ frequency: UInt32) throws -> Bool
  ) throws {
    try TermWalk { error in
      prefix.withView { start in
        from.withView { xap_database_terms(pointer, start, $0, error) }
      }
    }.forEach(body)
  }

  /// The ids of the documents holding the term, ascending. The empty term stands for all documents.
  public func postings(_ term: some ByteString) throws(XapianError) -> [DocumentID] {
    try numbers { documents, error in
      term.withView { xap_database_postings(pointer, $0, documents, error) }
    }
  }

  /// Where in the document the term stands, ascending; empty if it doesn't.
  public func positions(
    _ term: some ByteString, in document: DocumentID
  ) throws(XapianError) -> [Position] {
    try numbers { positions, error in
      term.withView { xap_database_positions(pointer, $0, document, positions, error) }
    }
  }

  /// Where in the document the term stands by its position list in a value slot, ascending; empty if it
  /// doesn't. See ``DocumentBuilder/append(term:position:in:wdf:)``.
  public func positions(
    _ term: some ByteString, in document: DocumentID, positionsSlot: ValueSlot
  ) throws(XapianError) -> [Position] {
    try numbers { positions, error in
      term.withView {
        xap_database_listed_positions(pointer, $0, document, positionsSlot, positions, error)
      }
    }
  }

  /// Reads all position lists in a value slot, and answers how many bytes they are.
  ///
  /// - Throws: ``XapianError/Kind/databaseCorrupt`` where one is damaged.
  public func positionListBytes(in slot: ValueSlot) throws(XapianError) -> Int {
    var bytes: UInt64 = 0
    try attempt { xap_database_position_list_bytes(pointer, slot, &bytes, $0) }
    return Int(clamping: bytes)
  }
}
