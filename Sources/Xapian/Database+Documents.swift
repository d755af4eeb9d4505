// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXapian

extension Database {
  /// The document with this id.
  public func document(_ id: DocumentID) throws(XapianError) -> Document {
    Document(pointer: try handle { xap_database_document(pointer, id, $0) })
  }

  /// How many terms the document has, repetitions counted.
  public func documentLength(_ id: DocumentID) throws(XapianError) -> Int {
    var length: UInt32 = 0
    try attempt { xap_database_document_length(pointer, id, &length, $0) }
    return Int(length)
  }

  /// The document's terms in byte order.
  public func termList(_ id: DocumentID) throws(XapianError) -> [[UInt8]] {
    try TermWalk { xap_database_document_terms(pointer, id, $0) }.all()
  }

  /// Calls the body for each term of the document in byte order, with the number of its
  /// occurrences there (0 for boolean terms), until the body answers false.
  public func forEachTerm(
    in id: DocumentID,
    _ body: (_ term: UnsafeBufferPointer<UInt8>, _ occurrences: UInt32) throws -> Bool
  ) throws {
    try TermWalk { xap_database_document_terms(pointer, id, $0) }.forEach(body)
  }
}
