// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Glibc
import Hummingbird
import Synchronization
import Workspaces

/// The workspace of the index, opened when it is first needed, and anew where its file is another one.
final class OpenWorkspace: Sendable {
  private let index: IndexDirectory
  private let state = Mutex<(workspace: Workspace, file: UInt)?>(nil)

  init(_ index: IndexDirectory) { self.index = index }

  /// Runs `body` with the workspace, apart from the threads that answer; nil where there is none.
  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Workspace) throws -> Value
  ) async throws -> Value? {
    try await Blocking.run { try self.opened(makes: false).map(body) }
  }

  /// Runs `body` with the workspace, which is made where there is none.
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (Workspace) throws -> Value
  ) async throws -> Value {
    try await Blocking.run {
      guard let workspace = try self.opened(makes: true) else { throw Problem.busy }
      return try body(workspace)
    }
  }

  /// The workspace, made where there is none.
  func made() async throws -> Workspace { try await write { $0 } }

  private func opened(makes: Bool) throws -> Workspace? {
    try state.withLock { state in
      var status = stat()
      let isThere = stat(index.workspacePath, &status) == 0
      if let state, isThere, state.file == status.st_ino { return state.workspace }
      state = nil
      guard isThere || makes else { return nil }
      let workspace = try Workspace(of: index)
      if stat(index.workspacePath, &status) == 0 { state = (workspace, status.st_ino) }
      return workspace
    }
  }
}

extension ServerSettings {
  /// Who asks, where a trusted server in front names people; empty otherwise.
  func person(_ request: Request) -> String { userHeader.flatMap { request.headers[$0] } ?? "" }
}
