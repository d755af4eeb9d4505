// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import HTTPTypes
import Hummingbird

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Writes a line on standard error for each request, and counts it.
struct AccessLog: RouterMiddleware {
  typealias Context = ServerContext
  let metrics: Metrics
  var userHeader: HTTPField.Name?

  func handle(
    _ request: Request, context: ServerContext,
    next: (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    let response = try await next(request, context)
    let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
    metrics.count(response.status.code, milliseconds: milliseconds)
    let user = userHeader.flatMap { request.headers[$0] } ?? "-"
    StandardStream.write(
      "\(Date.now.formatted(.iso8601)) \(context.client) \(LogLine.safe(user)) "
        + "\"\(request.method) \(LogLine.safe(request.uri.string))\" \(response.status.code) "
        + "\(response.body.contentLength.map(String.init) ?? "-") \(Int(milliseconds.rounded())) ms\n"
    )
    return response
  }
}

/// Text from anywhere in a line of a log.
enum LogLine {
  /// One line without control characters and quotes, not longer than a log bears.
  static func safe(_ text: String) -> String {
    Safe.line(String(text.unicodeScalars.prefix(2000))).replacing("\"", with: "\u{FFFD}")
  }
}
