// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXapian

extension WritableDatabase {
  /// Copies a document of another database, with all that it holds, and answers with its id here.
  ///
  /// - Parameters:
  ///   - source: the id in the other database.
  ///   - other: the other database.
  ///   - replaced: the document whose place it takes; `nil` adds it.
  @discardableResult
  public func copy(
    _ source: DocumentID, of other: Database, replacing replaced: DocumentID? = nil
  ) throws(XapianError) -> DocumentID {
    var id = replaced ?? 0
    try attempt { xap_writable_database_copy(pointer, other.pointer, source, &id, $0) }
    return id
  }

  /// Changes a document in its place.
  ///
  /// - Parameters:
  ///   - id: the document.
  ///   - prefixes: the prefixes of the terms to take away. A term whose value begins with a capital
  ///     letter has a longer prefix and stays.
  ///   - content: the terms and values to add, and the data that replaces the document's.
  public func amend(
    _ id: DocumentID, droppingTermsWith prefixes: [String], adding content: DocumentBuilder
  ) throws(XapianError) {
    let bytes = prefixes.map { Array($0.utf8) }
    let starts = bytes.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    try attempt { error in
      Array(bytes.joined()).withUnsafeBufferPointer { all in
        let views = bytes.indices.map { index in
          xap_view(data: all.baseAddress.map { $0 + starts[index] }, count: bytes[index].count)
        }
        return content.withContent {
          xap_writable_database_amend(pointer, id, views, views.count, $0, error)
        }
      }
    }
  }

  /// Makes changes that reach the disk together or not at all: when `body` throws, or the commit
  /// fails, none of them is made.
  public func transaction(_ body: () throws -> Void) throws {
    try attempt { xap_writable_database_begin(pointer, $0) }
    do {
      try body()
      try attempt { xap_writable_database_end(pointer, $0) }
    } catch {
      // After a failed commit there is none left to cancel.
      try? attempt { xap_writable_database_cancel(pointer, $0) }
      throw error
    }
  }
}
