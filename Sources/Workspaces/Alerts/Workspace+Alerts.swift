// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
internal import GRDB

extension Workspace {
  /// The longest name of an alert, in characters.
  private static let longestName = 100
  /// The most names of a list.
  public static let maxNames = 1_000_000

  /// All alerts, by name.
  public func alerts() throws -> [Alert] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT \(Alert.columns) FROM alert ORDER BY name")
        .map(Alert.init)
    }
  }

  /// The alert of a name, whatever its capitals.
  ///
  /// - Throws: where there is none.
  public func alert(named name: String) throws -> Alert {
    let found = try read { database in
      try Row.fetchOne(
        database, sql: "SELECT \(Alert.columns) FROM alert WHERE name = ?", arguments: [name]
      ).map(Alert.init)
    }
    guard let found else {
      throw AllonymError.invalidArgument(
        "There is no alert '\(name)': 'allonym alerts list' lists them.")
    }
    return found
  }

  /// The alert of a number; nil where there is none.
  public func alert(_ id: Int64) throws -> Alert? {
    try read { database in
      try Row.fetchOne(
        database, sql: "SELECT \(Alert.columns) FROM alert WHERE id = ?", arguments: [id]
      ).map(Alert.init)
    }
  }

  /// Saves an alert. What the index holds now is not news to it: that is what a search finds.
  ///
  /// - Throws: where the name is taken, or nothing can be looked for.
  @discardableResult
  public func add(
    _ name: String, _ subject: AlertSubject, webhook: String? = nil, owner: String? = nil
  ) async throws -> Alert {
    let name = try Self.checked(name)
    try check(subject)
    if let webhook { try Self.check(webhook: webhook) }
    // What came before is news to the others, and not to this one.
    let marks = try await AlertRun(self).catchUp()
    try write { database in
      if try Bool.fetchOne(
        database, sql: "SELECT 1 FROM alert WHERE name = ?", arguments: [name]) == true
      {
        throw AllonymError.invalidArgument(
          "There is an alert '\(name)' already: take another name, or remove that one.")
      }
      var search: String?
      if case .search(let saved) = subject { search = try Stored.text(saved) }
      try database.execute(
        sql: "INSERT INTO alert (name, search, webhook, owner, created) VALUES (?, ?, ?, ?, ?)",
        arguments: [name, search, webhook, owner, Self.text(of: Date())])
      let id = database.lastInsertedRowID
      if case .names(let names) = subject {
        let insert = try database.makeStatement(
          sql: "INSERT OR IGNORE INTO name (alert, line, name) VALUES (?, ?, ?)")
        for (line, name) in names { try insert.execute(arguments: [id, line, name]) }
      }
      if let marks { try KnownDocuments.replace(with: marks, in: database) }
    }
    return try alert(named: name)
  }

  /// Removes an alert with all that it found.
  ///
  /// - Throws: where there is none.
  public func removeAlert(named name: String) throws {
    let alert = try alert(named: name)
    try write { database in
      try database.execute(sql: "DELETE FROM alert WHERE id = ?", arguments: [alert.id])
      let rest = "SELECT (SELECT count(*) FROM alert) + (SELECT count(*) FROM mark)"
      if try Int.fetchOne(database, sql: rest) == 0 { try KnownDocuments.forget(in: database) }
    }
  }

  private static func checked(_ name: String) throws -> String {
    let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
    let isPlain = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    guard !name.isEmpty, name.count <= longestName, isPlain else {
      throw AllonymError.invalidArgument(
        "An alert needs a name of 1 to \(longestName) characters on one line.")
    }
    return name
  }

  private func check(_ subject: AlertSubject) throws {
    switch subject {
    case .search(let search):
      // Whether it can be read depends on the query alone.
      _ = try SearchIndex(index).hits(
        of: search.query, options: search.options, among: SearchIndex(index).selection(of: []))
    case .names(let names):
      guard !names.isEmpty, names.count <= Self.maxNames else {
        throw AllonymError.invalidArgument(
          "A list has from 1 to \(Self.maxNames) names, and this one has \(names.count).")
      }
    }
  }

  static func check(webhook: String) throws {
    guard let url = URL(string: webhook), ["http", "https"].contains(url.scheme?.lowercased()),
      url.host()?.isEmpty == false, webhook.utf8.allSatisfy({ 0x21...0x7E ~= $0 })
    else {
      throw AllonymError.invalidArgument(
        "'\(webhook)' is no address of a webhook: it begins with http:// or https://.")
    }
  }
}

// MARK: - Hits

extension Workspace {
  /// Hits, the newest first.
  ///
  /// - Parameters:
  ///   - alert: of this alert alone.
  ///   - number: only those after this one.
  ///   - date: only those found on this day or later, such as `2026-11-30`.
  public func hits(
    of alert: Int64? = nil, after number: Int64 = 0, since date: String? = nil,
    limit: Int = Int.max, offset: Int = 0
  ) throws -> [AlertHit] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT \(AlertHit.columns) FROM hit JOIN alert ON alert.id = hit.alert
          WHERE (?1 IS NULL OR hit.alert = ?1) AND hit.id > ?2 AND (?3 IS NULL OR hit.found >= ?3)
          ORDER BY hit.id DESC LIMIT ?4 OFFSET ?5
          """, arguments: [alert, number, date, limit, offset]
      ).compactMap(AlertHit.init)
    }
  }

  /// The hits that the command line has not shown yet, the oldest first.
  public func unprintedHits(of alert: Int64? = nil) throws -> [AlertHit] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT \(AlertHit.columns) FROM hit JOIN alert ON alert.id = hit.alert
          WHERE hit.id > alert.printed AND (?1 IS NULL OR hit.alert = ?1) ORDER BY hit.id
          """, arguments: [alert]
      ).compactMap(AlertHit.init)
    }
  }

  /// Notes that the command line has shown hits.
  public func notePrinted(_ hits: [AlertHit]) throws {
    try write { database in
      for hit in hits {
        try database.execute(
          sql: "UPDATE alert SET printed = max(printed, ?) WHERE name = ?",
          arguments: [hit.id, hit.alert])
      }
    }
  }

  /// How many hits of each alert a person has not looked at, by its number.
  public func newHits(for person: String) throws -> [Int64: Int] {
    try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT alert, count(*) AS count FROM hit WHERE id > coalesce(
            (SELECT hit FROM look WHERE person = ? AND look.alert = hit.alert), 0) GROUP BY alert
          """, arguments: [person])
      return Dictionary(uniqueKeysWithValues: rows.map { ($0["alert"], $0["count"]) })
    }
  }

  /// The last hit of an alert that a person has looked at; 0 where there is none.
  public func lastLook(at alert: Int64, by person: String) throws -> Int64 {
    try read { database in
      try Int64.fetchOne(
        database, sql: "SELECT hit FROM look WHERE person = ? AND alert = ?",
        arguments: [person, alert]) ?? 0
    }
  }

  /// Notes that a person has looked at the hits of an alert up to one.
  public func noteLook(at alert: Int64, by person: String, upTo hit: Int64) throws {
    try write { database in
      try database.execute(
        sql: """
          INSERT INTO look (person, alert, hit) SELECT ?1, id, ?3 FROM alert WHERE id = ?2
          ON CONFLICT (person, alert) DO UPDATE SET hit = max(hit, excluded.hit)
          """, arguments: [person, alert, hit])
    }
  }

  /// What names this workspace in feeds.
  public func identifier() throws -> String {
    try write { database in
      try Fact.value(of: "uuid", in: database)
        ?? {
          let fresh = UUID().uuidString.lowercased()
          try Fact.set("uuid", to: fresh, in: database)
          return fresh
        }()
    }
  }
}

/// Single facts by name.
enum Fact {
  static func value(of name: String, in database: Database) throws -> String? {
    try String.fetchOne(database, sql: "SELECT value FROM fact WHERE name = ?", arguments: [name])
  }

  static func set(_ name: String, to value: String, in database: Database) throws {
    try database.execute(
      sql:
        "INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      arguments: [name, value])
  }
}
