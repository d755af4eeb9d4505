// SPDX-License-Identifier: GPL-2.0-or-later
import HTTPTypes
import Hummingbird

/// Which web pages may use the addresses that speak other tools' protocols.
///
/// OpenRefine is itself a page, on a port of its own, which asks this server from the browser. Pages of this computer
/// may, and those that `--allow-origin` names; any other page that its reader happens to visit may not read the
/// archive.
struct ToolAccess: Sendable {
  /// Origins such as `http://refine.lan:3333`, in lower case.
  let origins: Set<String>

  init(_ settings: ServerSettings) {
    origins = Set(settings.origins)
  }

  private static let prefixes = ["/reconcile/", "/match/", "/search/", "/entities/"]
  private static let addresses: Set<String> = [
    "/reconcile", "/catalog", "/algorithms", "/healthz", "/readyz", "/mcp",
  ]

  /// Whether an address speaks the protocol of another tool.
  static func covers(_ path: String) -> Bool {
    addresses.contains(path) || prefixes.contains { path.hasPrefix($0) }
  }

  /// The methods that an address takes.
  static func methods(of path: String) -> String {
    if path.hasPrefix("/reconcile/") { return "GET, HEAD, POST, OPTIONS" }
    if path == "/mcp" || path.hasPrefix("/match/") { return "POST, OPTIONS" }
    return "GET, HEAD, OPTIONS"
  }

  /// Throws where a page that may not asks.
  func check(_ request: Request) throws {
    guard let origin = Self.origin(of: request) else {
      // Programs say nothing of the kind. A link from elsewhere may be followed: its page cannot read the answer.
      let site = Self.header("Sec-Fetch-Site", request) ?? "none"
      let isLink = Self.header("Sec-Fetch-Mode", request) == "navigate" && request.method == .get
      guard ["none", "same-origin"].contains(site) || isLink else { throw Self.refusal("") }
      return
    }
    guard isAllowed(origin, request) else { throw Self.refusal(origin) }
  }

  private static func refusal(_ origin: String) -> Problem {
    let page =
      origin.isEmpty || origin == "null" ? "a page that does not say where it is from" : origin
    return Problem(
      .forbidden,
      "This request comes from \(page): start the server with --allow-origin and the page's origin, such as "
        + "http://refine.lan:3333, if it may ask.")
  }

  /// Whether a page may ask: one of ours, of this computer, or one that was named.
  func isAllowed(_ origin: String, _ request: Request) -> Bool {
    let origin = origin.lowercased()
    if origins.contains(origin) { return true }
    guard let scheme = origin.firstRange(of: "://"),
      ["http", "https"].contains(origin[..<scheme.lowerBound])
    else { return false }
    let authority = String(origin[scheme.upperBound...])
    return authority == (request.head.authority ?? "").lowercased()
      || ["localhost", "127.0.0.1", "[::1]"].contains(Gate.name(ofHost: authority))
  }

  /// The page that a browser asks for: by the header of that name or, of scripts and pictures, by the referrer.
  static func origin(of request: Request) -> String? {
    if let origin = request.headers[.origin] { return origin }
    guard header("Sec-Fetch-Mode", request) != "navigate",
      let referrer = header("Referer", request),
      let scheme = referrer.firstRange(of: "://")
    else { return nil }
    return String(referrer[..<scheme.upperBound])
      + referrer[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" }
  }

  private static func header(_ name: String, _ request: Request) -> String? {
    HTTPField.Name(name).flatMap { request.headers[$0] }
  }
}

/// Lets pages that may ask read the answers (CORS), errors included, and answers what browsers ask before they ask.
struct CrossOrigin: RouterMiddleware {
  typealias Context = ServerContext
  private let access: ToolAccess
  /// Who may show an answer in a frame.
  private let policy: String

  init(_ settings: ServerSettings) {
    access = ToolAccess(settings)
    let hosts = ["http://localhost:*", "http://127.0.0.1:*", "http://[::1]:*"] + settings.origins
    policy =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
      + "frame-ancestors 'self' \(hosts.joined(separator: " "))"
  }

  func handle(
    _ request: Request, context: ServerContext,
    next: (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    let path = request.uri.path
    guard ToolAccess.covers(path) else { return try await next(request, context) }
    let origin = request.headers[.origin].flatMap { access.isAllowed($0, request) ? $0 : nil }
    var response: Response
    if request.method == .options, origin != nil {
      response = Response(status: .noContent)
    } else {
      response = try await next(request, context)
    }
    response.headers[.vary] = "Origin"
    response.headers[.contentSecurityPolicy] = policy
    for (name, value) in Self.headers(path, origin) {
      if let name = HTTPField.Name(name) { response.headers[name] = value }
    }
    return response
  }

  private static func headers(_ path: String, _ origin: String?) -> [(String, String)] {
    guard let origin else { return [("Cross-Origin-Resource-Policy", "cross-origin")] }
    return [
      ("Cross-Origin-Resource-Policy", "cross-origin"), ("Access-Control-Allow-Origin", origin),
      ("Access-Control-Allow-Methods", ToolAccess.methods(of: path)),
      (
        "Access-Control-Allow-Headers",
        "Authorization, Content-Type, MCP-Protocol-Version, Mcp-Method, Mcp-Name"
      ),
      ("Access-Control-Allow-Private-Network", "true"), ("Access-Control-Max-Age", "600"),
    ]
  }
}
