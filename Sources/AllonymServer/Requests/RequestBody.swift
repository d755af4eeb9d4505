// SPDX-License-Identifier: GPL-2.0-or-later
import HTTPTypes
import Hummingbird

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a request brings along.
enum RequestBody {
  /// The body as JSON of a type.
  ///
  /// - Parameter limit: how many bytes it may have.
  /// - Throws: a problem where it is no such JSON, or none at all.
  static func decoded<Body: Decodable & Sendable>(
    _ request: Request, as type: Body.Type, limit: Int
  ) async throws -> Body {
    let media = (request.headers[.contentType] ?? "").prefix { $0 != ";" }.lowercased()
    guard media == "application/json" else {
      throw Problem(.unsupportedMediaType, "Send the body as application/json.")
    }
    return try await decoded(
      try await bytes(of: request, limit: limit), as: type, what: "The body")
  }

  /// A body that is too large is still read up to this, so that clients that first send all get the answer.
  private static let maxPassedOver = 256 << 20

  /// The bytes of a body.
  ///
  /// - Throws: a problem where there are more than `limit`.
  static func bytes(of request: Request, limit: Int) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    var count = 0
    for try await part in request.body {
      count += part.readableBytes
      if count <= limit { bytes += part.readableBytesView }
      if count > maxPassedOver { break }
    }
    guard count <= limit else {
      throw Problem(
        .contentTooLarge, "The request has more than \(limit >> 20) MB: divide it into several.")
    }
    return bytes
  }

  /// Bytes as JSON of a type, read apart from the threads that answer: there may be megabytes.
  ///
  /// - Parameter what: names the bytes in a problem.
  static func decoded<Body: Decodable & Sendable>(
    _ bytes: [UInt8], as type: Body.Type, what: String
  ) async throws -> Body {
    try await Blocking.run {
      do {
        return try JSONDecoder().decode(type, from: Data(bytes))
      } catch let error as DecodingError {
        throw Problem(.badRequest, "\(what) is not as described: \(sentence(error)).")
      } catch let problem as Problem {
        throw problem
      } catch {
        throw Problem(.badRequest, "\(what) is no JSON.")
      }
    }
  }

  private static func sentence(_ error: DecodingError) -> String {
    func place(_ path: [any CodingKey]) -> String {
      path.isEmpty ? "it" : path.map(\.stringValue).joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, _): return "\(key.stringValue) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "\(place(context.codingPath)) is of another kind"
    default: return "it is no JSON"
    }
  }
}
