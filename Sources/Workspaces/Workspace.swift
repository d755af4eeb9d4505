// SPDX-License-Identifier: GPL-2.0-or-later
public import Allonym
import Foundation
internal import GRDB

/// What people keep beside an index: saved searches with what they found, and marks on documents.
///
/// One SQLite file in the folder of the index, outside its generations, so that it stays when the index is made anew.
/// Each change is a transaction: a process that dies leaves the state before it or the state after it. Several
/// processes may use it at a time.
public final class Workspace: Sendable {
  /// The index that it lies beside.
  public let index: IndexDirectory
  let database: DatabaseQueue

  /// Seconds that a change waits for that of another process.
  private static let patience = 30.0

  /// Opens the workspace of an index, and makes it where there is none.
  ///
  /// - Throws: where there is no index, or the file cannot be read or written.
  public init(of index: IndexDirectory) throws {
    _ = try index.currentGeneration()
    self.index = index
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(Self.patience)
    do {
      database = try DatabaseQueue(path: index.workspacePath, configuration: configuration)
      try Layout.migrator.migrate(database)
    } catch {
      throw WorkspaceError(path: index.workspacePath, error)
    }
  }

  /// The workspace of an index where there is one.
  public static func existing(of index: IndexDirectory) throws -> Workspace? {
    FileManager.default.fileExists(atPath: index.workspacePath) ? try Workspace(of: index) : nil
  }

  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do { return try database.read(body) } catch { throw problem(error) }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do { return try database.write(body) } catch { throw problem(error) }
  }

  private func problem(_ error: any Error) -> any Error {
    error is DatabaseError ? WorkspaceError(path: index.workspacePath, error) : error
  }

  /// A moment as it is stored: in UTC, to the second.
  static func text(of date: Date) -> String { date.formatted(.iso8601) }
}

/// Why a workspace cannot be used: one sentence that names the file.
public struct WorkspaceError: Error, CustomStringConvertible, Sendable {
  /// The sentence.
  public let description: String

  init(path: String, _ error: any Error) {
    let reason = (error as? DatabaseError).map { $0.message ?? "\($0.resultCode)" } ?? "\(error)"
    description =
      "Cannot use \(path) (\(reason)): check that you may write there and that the disk has room; "
      + "if the file is damaged, move it away and save the searches again."
  }
}
