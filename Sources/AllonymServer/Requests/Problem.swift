// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import HTTPTypes
import Hummingbird
import NIOCore

/// Why a request is not answered as wanted: one sentence that says what to do.
struct Problem: Error, Sendable {
  var status: HTTPResponse.Status
  var detail: String
  /// After how many seconds to try again.
  var retryAfter: Int?
  /// Two lines that show the place in the query.
  var excerpt: String?
  /// The methods that the address takes.
  var allowed: String?

  init(
    _ status: HTTPResponse.Status, _ detail: String, retryAfter: Int? = nil, excerpt: String? = nil,
    allowed: String? = nil
  ) {
    self.allowed = allowed
    self.status = status
    self.detail = detail
    self.retryAfter = retryAfter
    self.excerpt = excerpt
  }

  /// Too much is being done already.
  static let busy = Problem(
    .serviceUnavailable, "Too many searches are waiting: try again in a moment.", retryAfter: 1)
  /// It took too long.
  static let late = Problem(
    .serviceUnavailable, "The search takes too long: ask for less, or try again in a moment.",
    retryAfter: 5)
  /// Too many long answers are being made already.
  static let tooMany = Problem(
    .tooManyRequests, "Too many exports, lists and pictures are being made: try again in a moment.",
    retryAfter: 5)
  /// There is no such document.
  static let noDocument = Problem(
    .notFound,
    "The index holds no such document: it may have been deleted or moved since; search for it anew."
  )

  /// The problem behind any error.
  init(_ error: any Error, query: String? = nil) {
    switch error {
    case let problem as Problem: self = problem
    case let error as QueryError:
      let isBlank = query?.allSatisfy(\.isWhitespace) ?? true
      self.init(
        .badRequest, error.message, excerpt: isBlank ? nil : error.excerpt(of: query ?? ""))
    case AllonymError.invalidArgument(let sentence): self.init(.badRequest, sentence)
    case let error as AllonymError: self.init(.serviceUnavailable, "\(error)", retryAfter: 10)
    case let error as HTTPError:
      self.init(error.status, error.body ?? Self.sentence(for: error.status))
    case is NIOTooManyBytesError:
      self.init(.contentTooLarge, Self.sentence(for: .contentTooLarge))
    case is CancellationError: self = .late
    default: self.init(.internalServerError, "The server failed: \(error).")
    }
  }

  private static func sentence(for status: HTTPResponse.Status) -> String {
    switch status {
    case .notFound: "There is nothing at this address."
    case .contentTooLarge: "The request is too large: divide it."
    case .methodNotAllowed: "This address does not take this method."
    default: "The request cannot be answered (\(status.reasonPhrase))."
    }
  }

  /// The problem for programs (RFC 9457).
  var json: String {
    JSONLine.encoded(
      ProblemJSON(
        title: status.reasonPhrase, status: status.code, detail: detail, excerpt: excerpt))
  }

  /// The problem as an answer for programs.
  var response: Response {
    var headers: HTTPFields = [.contentType: "application/problem+json"]
    if let retryAfter { headers[.retryAfter] = String(retryAfter) }
    if let allowed { headers[.allow] = allowed }
    if status == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
    return Response(status: status, headers: headers, body: .init(byteBuffer: .init(string: json)))
  }
}

private struct ProblemJSON: Encodable {
  var type = "about:blank"
  var title: String
  var status: Int
  var detail: String
  var excerpt: String?
}

/// Makes answers of errors: a page for people, problem+json for programs.
struct ProblemAnswers: RouterMiddleware {
  typealias Context = ServerContext
  let pages: Pages

  func handle(
    _ request: Request, context: ServerContext,
    next: (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch {
      let problem = Problem(error)
      if request.uri.path.hasPrefix("/api/") || ToolAccess.covers(request.uri.path) {
        return problem.response
      }
      if problem.status == .unauthorized { return pages.login(request, problem: nil) }
      return pages.problem(problem, request)
    }
  }
}
