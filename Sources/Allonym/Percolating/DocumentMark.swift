// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// What tells whether a document is new, or has another text than before.
public struct DocumentMark: Sendable, Hashable {
  /// Stays the same as long as the document has its path, and its id or line there.
  public let identity: Int64
  /// Changes with the words of its text; 0 of a document without any.
  public let content: Int64
  /// Its number in the database.
  let number: DocumentID

  /// The identity that a document of a key has.
  public static func identity(of key: DocumentKey) -> Int64 {
    Int64(bitPattern: FNV1a.hash(key.identity))
  }

  /// The identity of a document that is stored under a value: keys of long ones are cut.
  static func identity(ofValue value: UnsafeBufferPointer<UInt8>) -> Int64 {
    let prefix = Schema.identityPrefix
    guard value.count + prefix.utf8.count > Schema.longestTerm else {
      return Int64(bitPattern: FNV1a.hash(value))
    }
    let term = Schema.booleanTerm(prefix, String(decoding: value, as: UTF8.self))
    return identity(of: DocumentKey(identity: Array(term.dropFirst(prefix.utf8.count))))
  }
}

extension SearchIndex {
  /// Changes with each commit: two that are the same are of an index in the same state.
  public var state: String {
    get throws { try answering { "\(try database.uuid) \(try database.revision ?? 0)" } }
  }

  /// The marks of all documents, in the order of their numbers. Takes about half a second for a million.
  public func marks() throws -> [DocumentMark] {
    try answering {
      var contents: [DocumentID: Int64] = [:]
      try database.forEachValue(in: Schema.exactHashSlot) { number, value in
        contents[number] = Int64(
          bitPattern: value.reduce(0) { $0 << 8 | UInt64($1) })
      }
      var marks: [DocumentMark] = []
      marks.reserveCapacity(contents.count)
      try database.forEachValue(in: Schema.orderSlot) { number, value in
        marks.append(
          DocumentMark(
            identity: DocumentMark.identity(ofValue: value), content: contents[number] ?? 0,
            number: number))
      }
      return marks
    }
  }

  /// What names a document; nil where it is gone.
  public func key(of mark: DocumentMark) throws -> DocumentKey? {
    try answering { try keyIfThere(of: mark.number) }
  }
}
