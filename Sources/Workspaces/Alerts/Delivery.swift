// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
public import Foundation
internal import GRDB

/// Sends new hits to webhooks: one POST of JSON for each run and alert, tried again until it is taken.
///
/// What is to be sent is noted in the transaction that stores the hits, so that nothing is lost. A process that dies
/// between the answer and its note sends once more, with the same `Idempotency-Key`.
public struct Delivery: Sendable {
  private let workspace: Workspace
  private let patience: Int

  /// Deliveries of a workspace.
  ///
  /// - Parameter patience: how long a webhook may take, in seconds.
  public init(_ workspace: Workspace, patience: Int = 10) {
    self.workspace = workspace
    self.patience = patience
  }

  /// Seconds until it is tried again, by how often it was tried; then it is given up.
  private static let pauses: [Int64] = [30, 120, 600, 3600, 4 * 3600, 12 * 3600, 24 * 3600]
  /// More hits than these are counted and not sent: the receiver asks for them.
  private static let maxHits = 1000
  /// So many are sent at a time.
  private static let atOnce = 8

  static func note(
    of alert: Alert, from first: Int64, through last: Int64, in database: Database
  ) throws {
    try database.execute(
      sql: "INSERT INTO delivery (id, alert, first, last, due) VALUES (?, ?, ?, ?, ?)",
      arguments: [UUID().uuidString.lowercased(), alert.id, first, last, seconds(Date())])
  }

  private static func seconds(_ date: Date) -> Int64 { Int64(date.timeIntervalSince1970) }

  /// One delivery that is due.
  private struct Due: Sendable {
    var id: String
    var alert: Alert
    var first: Int64
    var last: Int64
    var attempts: Int
  }

  /// Whether anything is due.
  public func isAnyDue(asOf date: Date = Date()) throws -> Bool {
    try workspace.read { database in
      try Bool.fetchOne(
        database, sql: "SELECT 1 FROM delivery WHERE due <= ? LIMIT 1",
        arguments: [Self.seconds(date)]) ?? false
    }
  }

  /// Sends what is due.
  ///
  /// - Returns: how many were taken.
  @discardableResult
  public func sendDue(asOf date: Date = Date()) async throws -> Int {
    let due = try claim(asOf: date)
    guard !due.isEmpty else { return 0 }
    return try await withThrowingTaskGroup(of: Bool.self) { group in
      var rest = due[...]
      var sent = 0
      for _ in 0..<Self.atOnce {
        guard let next = rest.popFirst() else { break }
        group.addTask { try await send(next) }
      }
      while let isTaken = try await group.next() {
        sent += isTaken ? 1 : 0
        if let next = rest.popFirst() { group.addTask { try await send(next) } }
      }
      return sent
    }
  }

  /// Takes what is due for this process: for another it is due only when this one must have ended.
  private func claim(asOf date: Date) throws -> [Due] {
    let now = Self.seconds(date)
    return try workspace.write { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT delivery.* FROM delivery JOIN alert ON alert.id = delivery.alert
          WHERE due <= ? AND webhook IS NOT NULL ORDER BY due LIMIT 1000
          """, arguments: [now])
      let end = now + Int64(patience * 2 * (rows.count / Self.atOnce + 1))
      return try rows.compactMap { row in
        try database.execute(
          sql: "UPDATE delivery SET due = ? WHERE id = ?", arguments: [end, row["id"] as String])
        let id: Int64 = row["alert"]
        let alert = try Row.fetchOne(
          database, sql: "SELECT \(Alert.columns) FROM alert WHERE id = ?", arguments: [id])
        return alert.map {
          Due(
            id: row["id"], alert: Alert(row: $0), first: row["first"], last: row["last"],
            attempts: row["attempts"])
        }
      }
    }
  }

  private struct Message: Encodable {
    var version = 1
    var alert: String
    var alertId: Int64
    var total: Int
    var hits: [AlertHit]
  }

  private func send(_ due: Due) async throws -> Bool {
    let hits = try workspace.hits(of: due.alert.id, after: due.first - 1)
      .filter { $0.id <= due.last }
    let message = try Stored.text(
      Message(
        alert: due.alert.name, alertId: due.alert.id, total: hits.count,
        hits: Array(hits.reversed().prefix(Self.maxHits))))
    let problem = await Webhook(address: due.alert.webhook ?? "", patience: patience)
      .problem(sending: message, id: due.id)
    try note(problem, of: due)
    return problem == nil
  }

  /// Notes what became of a delivery.
  private func note(_ problem: String?, of due: Due) throws {
    try workspace.write { database in
      guard let problem else {
        return try database.execute(sql: "DELETE FROM delivery WHERE id = ?", arguments: [due.id])
      }
      let isLast = due.attempts >= Self.pauses.count
      let next = isLast ? Int64.max : Self.seconds(Date()) + Self.pauses[due.attempts]
      try database.execute(
        sql: "UPDATE delivery SET attempts = ?, due = ?, problem = ? WHERE id = ?",
        arguments: [
          due.attempts + 1, next,
          problem + (isLast ? "; given up after \(due.attempts + 1) attempts" : ""), due.id,
        ])
    }
  }
}
