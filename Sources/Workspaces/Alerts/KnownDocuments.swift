// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
internal import GRDB

/// The documents of the index when it was looked through last.
enum KnownDocuments {
  /// What has become of the documents since.
  struct Changes {
    /// Those that were not there.
    var added: [DocumentMark] = []
    /// Those that have another text.
    var changed: [DocumentMark] = []
    /// Those that are not there any more, but for those that moved.
    var gone: [Int64] = []
    /// Those that were there with the same text under another path.
    var moved: [(former: Int64, now: DocumentMark)] = []

    var isEmpty: Bool { added.isEmpty && changed.isEmpty && gone.isEmpty && moved.isEmpty }
  }

  /// The state of the index that was looked through last; nil where none was.
  static func state(in database: Database) throws -> String? {
    try Fact.value(of: "state", in: database)
  }

  /// What has become of the documents that are known, and what is new.
  static func changes(to marks: [DocumentMark], in database: Database) throws -> Changes {
    var known: [Int64: Int64] = [:]
    let rows = try Row.fetchCursor(database, sql: "SELECT identity, content FROM document")
    while let row = try rows.next() { known[row[0]] = row[1] }
    var changes = Changes()
    for mark in marks {
      guard let content = known.removeValue(forKey: mark.identity) else {
        changes.added.append(mark)
        continue
      }
      if content != mark.content { changes.changed.append(mark) }
    }
    // A file that was renamed holds no news.
    var gone: [Int64: [Int64]] = [:]
    for (identity, content) in known where content != 0 {
      gone[content, default: []].append(identity)
    }
    changes.added = changes.added.filter { mark in
      guard mark.content != 0, let former = gone[mark.content]?.popLast() else { return true }
      changes.moved.append((former, mark))
      known[former] = nil
      return false
    }
    changes.gone = Array(known.keys)
    return changes
  }

  /// Takes over changes, so that they are known.
  static func apply(_ changes: Changes, state: String, in database: Database) throws {
    let set = try database.makeStatement(
      sql: """
        INSERT INTO document (identity, content) VALUES (?, ?)
        ON CONFLICT (identity) DO UPDATE SET content = excluded.content
        """)
    let delete = try database.makeStatement(sql: "DELETE FROM document WHERE identity = ?")
    for identity in changes.gone + changes.moved.map(\.former) {
      try delete.execute(arguments: [identity])
    }
    for mark in changes.added + changes.changed + changes.moved.map(\.now) {
      try set.execute(arguments: [mark.identity, mark.content])
    }
    try Fact.set("state", to: state, in: database)
  }

  /// Takes what the index holds for known, where nothing was before.
  static func replace(
    with marks: (state: String, marks: [DocumentMark]), in database: Database
  ) throws {
    guard try state(in: database) == nil else { return }
    var changes = Changes()
    changes.added = marks.marks
    try apply(changes, state: marks.state, in: database)
  }

  /// Forgets them all: where nothing is saved, nothing is news.
  static func forget(in database: Database) throws {
    try database.execute(sql: "DELETE FROM document")
    try database.execute(sql: "DELETE FROM fact WHERE name = 'state'")
  }
}
