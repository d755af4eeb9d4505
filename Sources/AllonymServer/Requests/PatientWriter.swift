// SPDX-License-Identifier: GPL-2.0-or-later
import Hummingbird
import Synchronization

/// Writes an answer piece by piece, and gives a reader up who takes nothing for long: places among the long answers,
/// files and connections are not held for good.
///
/// Proof of `@unchecked`: one task writes, and the one that watches sees the time alone, which has a lock.
final class PatientWriter: @unchecked Sendable {
  private var writer: any ResponseBodyWriter
  /// Since when a piece waits for the reader.
  private let waiting = Mutex<ContinuousClock.Instant?>(nil)

  private init(_ writer: any ResponseBodyWriter) { self.writer = writer }

  /// Has `body` write an answer, and ends it.
  ///
  /// - Parameter seconds: how long a piece may wait for the reader.
  /// - Throws: a problem where one waits longer.
  static func run(
    _ writer: any ResponseBodyWriter, seconds: Double,
    _ body: @escaping @Sendable (PatientWriter) async throws -> Void
  ) async throws {
    let writer = PatientWriter(writer)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await body(writer)
        try await writer.finish()
      }
      group.addTask { try await writer.watch(seconds) }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  /// Writes a piece, and waits while the reader is behind.
  func write(_ piece: ByteBuffer) async throws {
    waiting.withLock { $0 = .now }
    try await writer.write(piece)
    waiting.withLock { $0 = nil }
  }

  private func finish() async throws {
    waiting.withLock { $0 = .now }
    try await writer.finish(nil)
  }

  private func watch(_ seconds: Double) async throws {
    while true {
      try await Task.sleep(for: .seconds(seconds / 4))
      if let since = waiting.withLock({ $0 }), .now - since > .seconds(seconds) {
        throw Problem(.requestTimeout, "The reader took nothing for \(Int(seconds)) seconds.")
      }
    }
  }
}
