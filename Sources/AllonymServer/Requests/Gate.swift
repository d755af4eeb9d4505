// SPDX-License-Identifier: GPL-2.0-or-later
import HTTPTypes
import Hummingbird

/// Lets in requests that this server is meant for and that may come from where they come from.
///
/// A page elsewhere can have its reader's browser send requests to this computer. So the host must be one of ours
/// (against DNS rebinding), and what such a page makes the browser fetch, besides the reader following a link, is
/// refused.
struct Gate: RouterMiddleware {
  typealias Context = ServerContext
  private let hosts: Set<String>
  private let token: String?
  private let tools: ToolAccess

  /// The cookie that holds the token.
  static let cookie = "allonym_token"

  init(_ settings: ServerSettings) {
    var hosts: Set<String> = ["localhost", "127.0.0.1", "[::1]"]
    hosts.formUnion(settings.hosts)
    if case .host(let host, _) = settings.listen.kind {
      hosts.insert(host.contains(":") ? "[\(host)]" : host.lowercased())
    }
    self.hosts = hosts
    token = settings.token
    tools = ToolAccess(settings)
  }

  func handle(
    _ request: Request, context: ServerContext,
    next: (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    try checkHost(request)
    try checkMethod(request)
    try checkOrigin(request)
    if let token, !isOpen(request), !Self.hasToken(token, request) {
      throw Problem(
        .unauthorized,
        "This server asks for a token: send it as 'Authorization: Bearer TOKEN', or type it at /login."
      )
    }
    return try await next(request, context)
  }

  /// The addresses that take something.
  private static let forms: Set<String> = [
    "/lists", "/login", "/alerts", "/review", "/history", "/api/v1/alerts", "/api/v1/review",
    "/api/v1/batch", "/api/v1/match",
  ]
  /// Those of them that have nothing to read.
  private static let onlyForms: Set<String> = ["/api/v1/batch", "/api/v1/match"]
  /// What lies right below these can be deleted and nothing else.
  private static let lists = ["/api/v1/alerts/"]

  private func checkMethod(_ request: Request) throws {
    if ToolAccess.covers(request.uri.path) {
      let allowed = ToolAccess.methods(of: request.uri.path)
      guard allowed.contains(request.method.rawValue) else {
        throw Problem(.methodNotAllowed, "This address takes \(allowed).", allowed: allowed)
      }
      return
    }
    let path = request.uri.path
    let isItem = Self.lists.contains {
      path.hasPrefix($0) && !path.dropFirst($0.count).contains("/")
    }
    var methods: [HTTPRequest.Method] = Self.onlyForms.contains(path) ? [] : [.get, .head]
    if isItem { methods = [.delete] }
    if Self.forms.contains(path) { methods.append(.post) }
    guard methods.contains(request.method) else {
      let allowed = methods.map(\.rawValue).joined(separator: ", ")
      throw Problem(.methodNotAllowed, "This address takes \(allowed).", allowed: allowed)
    }
  }

  /// What everyone may see: the page that asks for the token, and what it is drawn with.
  private func isOpen(_ request: Request) -> Bool {
    ["/login", "/style.css", "/icon.svg", "/page.js", "/api/v1/healthz", "/healthz", "/readyz"]
      .contains(request.uri.path)
  }

  private func checkHost(_ request: Request) throws {
    let host = Self.name(ofHost: request.head.authority ?? "")
    guard hosts.contains(host) else {
      throw Problem(
        .misdirectedRequest,
        "This server does not go by the name '\(host)': start it with --allow-host if it should.")
    }
  }

  /// The name of a host, without its port.
  static func name(ofHost host: String) -> String {
    let host = host.lowercased()
    if host.hasPrefix("["), let end = host.firstIndex(of: "]") { return String(host[...end]) }
    return String(host.prefix { $0 != ":" })
  }

  private func checkOrigin(_ request: Request) throws {
    if ToolAccess.covers(request.uri.path) { return try tools.check(request) }
    let site = Self.header("Sec-Fetch-Site", request) ?? "none"
    let mode = Self.header("Sec-Fetch-Mode", request) ?? "navigate"
    let isRead = request.method == .get || request.method == .head
    let isPage = !request.uri.path.hasPrefix("/api/")
    var isOurs = site == "none" || site == "same-origin"
    // Links from elsewhere may lead to pages, but frames may not, nor may links to what costs.
    let target = Self.header("Sec-Fetch-Dest", request) ?? "document"
    let isLink = mode == "navigate" && target == "document"
    if isRead, isPage, isLink, !Self.isCostly(request.uri.path) { isOurs = true }
    if let origin = request.headers[.origin], !(isRead && isPage) {
      let host = origin.firstRange(of: "://").map { String(origin[$0.upperBound...]) } ?? ""
      if host.isEmpty || host.lowercased() != (request.head.authority ?? "").lowercased() {
        isOurs = false
      }
    }
    guard isOurs else {
      throw Problem(.forbidden, "This request comes from another site: open the page itself.")
    }
  }

  /// Whether an address is one of an export, a picture or a file: what our own pages alone lead to.
  private static func isCostly(_ path: String) -> Bool {
    path == "/export" || path.hasSuffix("/picture") || path.hasSuffix("/original")
  }

  private static func header(_ name: String, _ request: Request) -> String? {
    HTTPField.Name(name).flatMap { request.headers[$0] }
  }

  private static func hasToken(_ token: String, _ request: Request) -> Bool {
    let header = request.headers[.authorization] ?? ""
    // Clients of yente say ApiKey.
    for scheme in ["bearer ", "apikey "] where header.lowercased().hasPrefix(scheme) {
      if isSame(String(header.dropFirst(7)), token) { return true }
    }
    return request.cookies[cookie].map { isSame($0.value, token) } ?? false
  }

  /// Compares in a time that does not tell how far two texts agree.
  static func isSame(_ text: String, _ token: String) -> Bool {
    let text = Array(text.utf8)
    let token = Array(token.utf8)
    guard text.count == token.count else { return false }
    return zip(text, token).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
