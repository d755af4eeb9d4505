// SPDX-License-Identifier: GPL-2.0-or-later
public import Allonym
import Foundation
internal import GRDB

extension Workspace {
  /// The longest note, in UTF-8 bytes.
  public static let longestNote = 100_000

  /// What a person noted of a document.
  public func review(of document: DocumentKey, by person: String) throws -> DocumentReview {
    try reviews(of: [document], by: person)[document] ?? DocumentReview(document: "\(document)")
  }

  /// What a person noted of documents, as far as there is anything.
  public func reviews(
    of documents: [DocumentKey], by person: String
  ) throws -> [DocumentKey: DocumentReview] {
    try read { database in
      let select = try database.makeStatement(
        sql: "SELECT * FROM mark WHERE person = ? AND document = ?")
      var found: [DocumentKey: DocumentReview] = [:]
      for document in documents {
        let row = try Row.fetchOne(select, arguments: [person, "\(document)"])
        found[document] = row.map(DocumentReview.init)
      }
      return found
    }
  }

  /// All that a person noted, the last change first.
  public func reviews(by person: String) throws -> [DocumentReview] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM mark WHERE person = ? ORDER BY changed DESC, document",
        arguments: [person]
      ).map(DocumentReview.init)
    }
  }

  /// Changes what a person noted of a document.
  ///
  /// - Throws: where the note is too long.
  @discardableResult
  public func review(
    _ document: DocumentKey, by person: String, _ change: (inout DocumentReview) -> Void
  ) throws -> DocumentReview {
    try write { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM mark WHERE person = ? AND document = ?",
        arguments: [person, "\(document)"])
      var review = row.map(DocumentReview.init) ?? DocumentReview(document: "\(document)")
      change(&review)
      guard review.note.utf8.count <= Self.longestNote else {
        throw AllonymError.invalidArgument(
          "A note has at most \(Self.longestNote) bytes: shorten it.")
      }
      review.changed = Self.text(of: Date())
      if review.isEmpty {
        try database.execute(
          sql: "DELETE FROM mark WHERE person = ? AND document = ?",
          arguments: [person, "\(document)"])
      } else {
        try database.execute(
          sql: """
            INSERT INTO mark (person, document, identity, isSeen, isStarred, note, changed)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (person, document) DO UPDATE SET isSeen = excluded.isSeen,
              isStarred = excluded.isStarred, note = excluded.note, changed = excluded.changed
            """,
          arguments: [
            person, "\(document)", DocumentMark.identity(of: document), review.isSeen,
            review.isStarred, review.note, review.changed,
          ])
      }
      return review
    }
  }

  /// The documents that a filter asks for, and those that it leaves out.
  ///
  /// - Returns: nil for `only` where no document must be noted.
  public func documents(
    passing filter: ReviewFilter, by person: String
  ) throws -> (only: Set<DocumentKey>?, without: Set<DocumentKey>) {
    func noted(_ column: String) throws -> Set<DocumentKey> {
      Set(
        try read { database in
          try String.fetchAll(
            database, sql: "SELECT document FROM mark WHERE person = ? AND \(column)",
            arguments: [person])
        }.compactMap { DocumentKey($0) })
    }
    var only: Set<DocumentKey>?
    var without: Set<DocumentKey> = []
    for (wanted, column) in [(filter.seen, "isSeen"), (filter.starred, "isStarred")] {
      guard let wanted else { continue }
      let documents = try noted(column)
      if wanted {
        only = only.map { $0.intersection(documents) } ?? documents
      } else {
        without.formUnion(documents)
      }
    }
    return (only, without)
  }

  /// Whether anybody noted anything.
  func hasReviews() throws -> Bool {
    try read { try Bool.fetchOne($0, sql: "SELECT 1 FROM mark LIMIT 1") ?? false }
  }
}

// MARK: - History

/// A search that was made.
public struct PastSearch: Sendable {
  /// The search.
  public var search: SavedSearch
  /// When, in UTC.
  public var time: String
  /// How many documents it found.
  public var total: Int
}

extension Workspace {
  /// So many searches of a person are kept.
  private static let longestHistory = 1000

  /// Whether a person's searches are kept.
  public func keepsHistory(of person: String) throws -> Bool {
    try read {
      try Bool.fetchOne(
        $0, sql: "SELECT 1 FROM historian WHERE person = ?", arguments: [person]) ?? false
    }
  }

  /// Has a person's searches kept, or not any more; those that are there stay until ``clearHistory(of:)``.
  public func keepHistory(_ isKept: Bool, of person: String) throws {
    try write {
      try $0.execute(
        sql: isKept
          ? "INSERT OR IGNORE INTO historian (person) VALUES (?)"
          : "DELETE FROM historian WHERE person = ?", arguments: [person])
    }
  }

  /// Forgets a person's searches.
  public func clearHistory(of person: String) throws {
    try write {
      try $0.execute(sql: "DELETE FROM history WHERE person = ?", arguments: [person])
    }
  }

  /// Keeps a search of a person who wants that; the same search right after itself is one.
  public func remember(_ search: SavedSearch, total: Int, of person: String) throws {
    guard try keepsHistory(of: person) else { return }
    let text = try Stored.text(search)
    try write { database in
      let last = try Row.fetchOne(
        database, sql: "SELECT id, search FROM history WHERE person = ? ORDER BY id DESC LIMIT 1",
        arguments: [person])
      if let last, last["search"] == text {
        try database.execute(
          sql: "DELETE FROM history WHERE id = ?", arguments: [last["id"] as Int64])
      }
      try database.execute(
        sql: "INSERT INTO history (person, search, time, total) VALUES (?, ?, ?, ?)",
        arguments: [person, text, Self.text(of: Date()), total])
      try database.execute(
        sql: """
          DELETE FROM history WHERE person = ?1 AND id <= (
            SELECT id FROM history WHERE person = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)
          """, arguments: [person, Self.longestHistory])
    }
  }

  /// A person's searches, the last first.
  public func history(of person: String) throws -> [PastSearch] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM history WHERE person = ? ORDER BY id DESC",
        arguments: [person]
      ).compactMap { row in
        let search: SavedSearch? = Stored.value(of: row["search"])
        return search.map { PastSearch(search: $0, time: row["time"], total: row["total"]) }
      }
    }
  }
}
