// SPDX-License-Identifier: GPL-2.0-or-later
internal import GRDB

/// What a person noted of a document.
public struct DocumentReview: Sendable, Equatable, Encodable {
  /// The key of the document.
  public var document: String
  /// Whether the person has seen it.
  public var isSeen = false
  /// Whether the person wants it at hand.
  public var isStarred = false
  /// What the person wrote about it.
  public var note = ""
  /// When one of these changed last, in UTC; empty where none ever did.
  public var changed = ""

  /// Nothing noted.
  public init(document: String) { self.document = document }

  /// Whether there is nothing to keep.
  public var isEmpty: Bool { !isSeen && !isStarred && note.isEmpty }

  enum CodingKeys: String, CodingKey {
    case document, note, changed
    case isSeen = "seen"
    case isStarred = "starred"
  }

  init(row: Row) {
    document = row["document"]
    isSeen = row["isSeen"]
    isStarred = row["isStarred"]
    note = row["note"]
    changed = row["changed"]
  }
}

/// Which documents to show by what a person noted of them.
public struct ReviewFilter: Sendable, Equatable {
  /// Only those seen, or not seen; nil for all.
  public var seen: Bool?
  /// Only those starred, or not starred; nil for all.
  public var starred: Bool?

  /// All documents, unless something is asked for.
  public init(seen: Bool? = nil, starred: Bool? = nil) {
    self.seen = seen
    self.starred = starred
  }

  /// Whether all documents are shown.
  public var isEmpty: Bool { seen == nil && starred == nil }
}
