// SPDX-License-Identifier: GPL-2.0-or-later
import Dispatch

/// Runs what waits for files and programs apart from the threads that answer.
enum Blocking {
  private static let queue = DispatchQueue(label: "files", attributes: .concurrent)

  /// Runs `body` and answers what it does.
  static func run<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try body() }) }
    }
  }
}
