// SPDX-License-Identifier: GPL-2.0-or-later
import HTTPTypes
import Hummingbird

extension Pages {
  /// The largest form that the token comes in.
  private static let largestForm = 8192

  /// The page that asks for the token.
  func login(_ request: Request, problem: Problem?) -> Response {
    let items = (try? QueryItems(request)) ?? QueryItems()
    let phrases = phrases(for: request, items["lang"])
    let isLogin = request.uri.path == "/login"
    let body = templates.html(
      "login",
      [
        "t": phrases.texts, "wrong": problem != nil,
        "to": isLogin ? items["to"] ?? "/" : request.uri.string,
      ])
    var address = SearchAddress()
    address.language = items["lang"]
    return page(
      body, title: phrases["loginTitle"], kind: "login", request, address, phrases,
      status: isLogin && problem == nil ? .ok : .unauthorized)
  }

  /// Takes the token from the form, and keeps it in a cookie that scripts and other sites do not see.
  func logIn(_ request: Request) async throws -> Response {
    let body = try await request.body.collect(upTo: Self.largestForm)
    let form = try QueryItems(String(buffer: body))
    guard let token = server.settings.token, Gate.isSame(form["token"] ?? "", token) else {
      return login(request, problem: Problem(.unauthorized, ""))
    }
    let cookie = "\(Gate.cookie)=\(token); Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000"
    return Response(
      status: .seeOther, headers: [.setCookie: cookie, .location: Self.local(form["to"] ?? "/")])
  }

  /// An address of this server, whatever the form says.
  static func local(_ address: String) -> String {
    let isLocal =
      address.hasPrefix("/") && !address.hasPrefix("//") && !address.hasPrefix("/\\")
      && address.utf8.allSatisfy { 0x21...0x7E ~= $0 }
    return isLocal ? address : "/"
  }
}
