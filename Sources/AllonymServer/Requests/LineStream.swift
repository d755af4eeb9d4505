// SPDX-License-Identifier: GPL-2.0-or-later
import HTTPTypes
import Hummingbird

/// An answer that is made while it is read: whoever reads slowly holds nothing but a place among the long answers.
struct LineStream: Sendable {
  private let permit: Permit
  private let patience: Double

  /// Takes a place among the long answers, and gives it back at the end of its life.
  private final class Permit: Sendable {
    let heavy: HeavyWork
    init(_ heavy: HeavyWork) throws {
      try heavy.enter()
      self.heavy = heavy
    }
    deinit { heavy.leave() }
  }

  /// A stream.
  ///
  /// - Throws: a problem where too many are made already.
  init(_ server: Server) throws { try self.init(server.heavy, server.settings.limits) }

  init(_ heavy: HeavyWork, _ limits: ServerLimits) throws {
    permit = try Permit(heavy)
    patience = limits.patience
  }

  /// Writes a piece of the answer, and waits while the reader is behind.
  typealias Write = (String) async throws -> Void

  /// The answer. What fails on the way ends the connection before the end, so that a cut answer is not taken for
  /// a whole one.
  func response(
    _ headers: HTTPFields, _ body: @escaping @Sendable (Write) async throws -> Void
  ) -> Response {
    bytes(headers) { write in
      try await body { text in try await write(Array(text.utf8)) }
    }
  }

  /// The answer of bytes, as ``response(_:_:)`` makes it of text.
  func bytes(
    _ headers: HTTPFields,
    _ body: @escaping @Sendable (([UInt8]) async throws -> Void) async throws -> Void
  ) -> Response {
    let (permit, patience) = (permit, patience)
    return Response(
      status: .ok, headers: headers,
      body: ResponseBody { writer in
        do {
          try await PatientWriter.run(writer, seconds: patience) { writer in
            try await body { bytes in
              if !bytes.isEmpty { try await writer.write(ByteBuffer(bytes: bytes)) }
            }
          }
        } catch {
          StandardStream.report("an answer was cut off: \(Problem(error).detail)")
          throw error
        }
        withExtendedLifetime(permit) {}
      })
  }
}
