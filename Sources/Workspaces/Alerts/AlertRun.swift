// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
internal import GRDB

/// Looks through the documents that are new since the last run for all that is saved.
///
/// What was found and which documents were looked through become known in one transaction, so that a run that dies
/// leaves nothing lost and nothing doubled: the next one finds the same again.
public struct AlertRun: Sendable {
  private let workspace: Workspace

  /// A run for all alerts of a workspace.
  public init(_ workspace: Workspace) { self.workspace = workspace }

  /// What a run did.
  public struct Outcome: Sendable, Equatable, Encodable {
    public var version = 1
    /// How many alerts there are.
    public var alerts = 0
    /// How many documents were new.
    public var added = 0
    /// How many had another text than before.
    public var changed = 0
    /// How many hits came in.
    public var hits = 0
    /// How long it took.
    public var seconds = 0.0

    /// That of a run that had nothing to do.
    public init(alerts: Int = 0) { self.alerts = alerts }
  }

  /// So many documents are looked through at a time: their words are kept in memory.
  private static let maxDocuments = 20_000
  /// So many names are looked for by a worker at a time.
  private static let share = 200

  /// Runs.
  ///
  /// - Parameter isPatient: whether to wait where another run is at work and one waits already. That one sees all that
  ///   this one would.
  /// - Returns: nil where nothing is saved or noted, or where another run sees to it.
  @discardableResult
  public func run(isPatient: Bool = true) async throws -> Outcome? {
    guard let turn = try RunTurn(workspace.index, isPatient: isPatient) else { return nil }
    defer { withExtendedLifetime(turn) {} }
    let start = ContinuousClock.now
    let alerts = try workspace.alerts()
    guard try !alerts.isEmpty || workspace.hasReviews() else { return nil }
    let index = try SearchIndex(workspace.index)
    let state = try index.state
    var outcome = Outcome(alerts: alerts.count)
    let known = try workspace.read { try KnownDocuments.state(in: $0) }
    guard known != state else { return outcome }
    let marks = try index.marks()
    if known == nil {
      try workspace.write { try KnownDocuments.replace(with: (state, marks), in: $0) }
      return outcome
    }
    let changes = try workspace.read { try KnownDocuments.changes(to: marks, in: $0) }
    let changed = Set(changes.changed)
    let fresh = changes.added + changes.changed
    var found: [Found] = []
    for start in stride(from: 0, to: fresh.count, by: Self.maxDocuments) {
      let part = fresh[start..<min(start + Self.maxDocuments, fresh.count)]
      found += try await self.found(by: alerts, in: part, of: index)
    }
    let identities = Dictionary(
      try fresh.compactMap { mark in try index.key(of: mark).map { ($0.description, mark) } },
      uniquingKeysWith: { first, _ in first })
    let moved = try changes.moved.compactMap { move in
      try index.key(of: move.now).map { (move.former, move.now.identity, $0.description) }
    }
    let settled = found
    outcome.hits = try workspace.write { database in
      var count = 0
      for alert in alerts {
        let own = settled.filter { $0.alert == alert.id }
        count += try Self.insert(own, of: alert, identities, changed, in: database)
      }
      for (former, identity, key) in moved {
        try database.execute(
          sql: "UPDATE OR IGNORE hit SET identity = ?, document = ? WHERE identity = ?",
          arguments: [identity, key, former])
        try database.execute(
          sql: "UPDATE OR IGNORE mark SET identity = ?, document = ? WHERE identity = ?",
          arguments: [identity, key, former])
      }
      try KnownDocuments.apply(changes, state: state, in: database)
      return count
    }
    outcome.added = changes.added.count
    outcome.changed = changes.changed.count
    outcome.seconds = (ContinuousClock.now - start) / .seconds(1)
    return outcome
  }

  /// Runs where there are alerts, before one more is saved.
  ///
  /// - Returns: the documents that there are, where none are known.
  func catchUp() async throws -> (state: String, marks: [DocumentMark])? {
    if try await run() != nil { return nil }
    let index = try SearchIndex(workspace.index)
    return (try index.state, try index.marks())
  }

  // MARK: Looking

  /// A hit that is not stored yet.
  private struct Found: Sendable {
    var alert: Int64
    var line: Int
    var document: String
    var content: AlertHit.Content
  }

  private func found(
    by alerts: [Alert], in marks: ArraySlice<DocumentMark>, of index: SearchIndex
  ) async throws -> [Found] {
    let selection = try index.selection(of: marks)
    var found: [Found] = []
    for alert in alerts {
      guard let search = alert.search else { continue }
      do {
        found += try index.hits(of: search.query, options: search.options, among: selection).map {
          Found(alert: alert.id, line: 0, document: $0.key.description, content: .init($0.hit))
        }
      } catch is QueryError {
        // It was read when it was saved; a folder in it may be gone.
        continue
      }
    }
    let names = try workspace.read { database in
      try Row.fetchAll(database, sql: "SELECT alert, line, name FROM name ORDER BY name").map {
        ListedName(alert: $0["alert"], line: $0["line"], name: $0["name"])
      }
    }
    guard !names.isEmpty else { return found }
    return found + (try await Self.found(names, in: selection, of: index.generation))
  }

  private struct ListedName: Sendable {
    var alert: Int64
    var line: Int
    var name: String
  }

  /// Looks for names on all cores, each with an index of its own.
  private static func found(
    _ names: [ListedName], in selection: DocumentSelection, of generation: Generation
  ) async throws -> [Found] {
    let shares = Shares(count: names.count, size: share)
    return try await withThrowingTaskGroup(of: [Found].self) { group in
      for _ in 0..<max(1, ProcessInfo.processInfo.activeProcessorCount) {
        group.addTask {
          let index = try SearchIndex(generation)
          let percolation = NamePercolation(selection, of: index)
          var found: [Found] = []
          while let range = await shares.next() {
            for listed in names[range] {
              guard let hits = try? percolation.hits(of: listed.name) else { continue }
              found += hits.map {
                Found(
                  alert: listed.alert, line: listed.line, document: $0.key.description,
                  content: .init($0.hit))
              }
            }
          }
          return found
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
  }

  /// Stores hits, but for those that are there already, and notes what is to be sent.
  private static func insert(
    _ found: [Found], of alert: Alert, _ identities: [String: DocumentMark],
    _ changed: Set<DocumentMark>, in database: Database
  ) throws -> Int {
    let insert = try database.makeStatement(
      sql: """
        INSERT OR IGNORE INTO hit (alert, line, identity, document, passage, found, isChange, content)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
    let now = Workspace.text(of: Date())
    var numbers: [Int64] = []
    for hit in found.sorted(by: { ($0.line, $0.document) < ($1.line, $1.document) }) {
      // What came in meanwhile is for the next run.
      guard let mark = identities[hit.document] else { continue }
      let passage = hit.content.passage.isEmpty ? hit.content.title : hit.content.passage
      try insert.execute(arguments: [
        alert.id, hit.line, mark.identity, hit.document, passage, now, changed.contains(mark),
        try Stored.text(hit.content),
      ])
      if database.changesCount > 0 { numbers.append(database.lastInsertedRowID) }
    }
    if alert.webhook != nil, let first = numbers.first, let last = numbers.last {
      try Delivery.note(of: alert, from: first, through: last, in: database)
    }
    return numbers.count
  }
}

/// Gives out ranges of a list to workers.
private actor Shares {
  private let count: Int
  private let size: Int
  private var taken = 0

  init(count: Int, size: Int) {
    self.count = count
    self.size = size
  }

  func next() -> Range<Int>? {
    guard taken < count else { return nil }
    let range = taken..<min(taken + size, count)
    taken = range.upperBound
    return range
  }
}
