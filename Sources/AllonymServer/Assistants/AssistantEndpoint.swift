// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import HTTPTypes
import Hummingbird

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The Model Context Protocol over HTTP, at `/mcp`: a message a request, an answer a message.
struct AssistantEndpoint: Sendable {
  let server: Server

  init(_ server: Server) { self.server = server }

  func addRoutes(to router: Router<ServerContext>) {
    router.post("mcp") { request, _ in try await answer(request) }
  }

  /// The largest message, in bytes.
  static let largestMessage = 1 << 20

  private func answer(_ request: Request) async throws -> Response {
    let bytes = try await RequestBody.bytes(of: request, limit: Self.largestMessage)
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)) else {
      return Self.response(
        RPCError(.parse, "The body is no JSON: send one message of JSON-RPC 2.0.").response(
          to: nil),
        status: .badRequest)
    }
    let version = value["params"]?["_meta"]?[Assistant.versionKey]?.text
    do {
      try Self.checkHeaders(request, value, version)
    } catch let error as RPCError {
      return Self.response(error.response(to: value["id"]), status: .badRequest)
    }
    guard let answer = await Assistant(server).answer(to: value) else {
      return Response(status: .accepted)
    }
    return Self.response(answer, status: Self.status(of: answer, isPresent: version != nil))
  }

  private static func response(_ value: JSONValue, status: HTTPResponse.Status) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json"],
      body: .init(byteBuffer: .init(string: JSONLine.encoded(value))))
  }

  private static func status(of answer: JSONValue, isPresent: Bool) -> HTTPResponse.Status {
    switch answer["error"]?["code"]?.int {
    case nil: .ok
    case RPCError.Code.noMethod.rawValue: isPresent ? .notFound : .ok
    case RPCError.Code.unsupportedVersion.rawValue, RPCError.Code.invalidRequest.rawValue:
      .badRequest
    default: .ok
    }
  }

  private static func header(_ name: String, _ request: Request) -> String? {
    HTTPField.Name(name).flatMap { request.headers[$0] }
  }

  /// Throws where headers say otherwise than the message: others on the way may have gone by them.
  private static func checkHeaders(
    _ request: Request, _ message: JSONValue, _ version: String?
  ) throws {
    let said = header("MCP-Protocol-Version", request)
    guard let version else {
      guard said == nil || Assistant.former.contains(said ?? "") || said == "2025-03-26" else {
        if said == Assistant.present {
          throw RPCError(
            .headerMismatch, "Header mismatch: the message has no protocol version in its _meta")
        }
        throw RPCError(
          .unsupportedVersion, "Unsupported protocol version",
          data: [
            "supported": .array(Assistant.versions.map { .string($0) }),
            "requested": JSONValue(said),
          ])
      }
      return
    }
    let method = message["method"]?.text ?? ""
    var wanted = [("MCP-Protocol-Version", version), ("Mcp-Method", method)]
    if method == "tools/call" {
      wanted.append(("Mcp-Name", message["params"]?["name"]?.text ?? ""))
    }
    for (name, value) in wanted {
      guard let said = header(name, request).map(decoded) else {
        throw RPCError(.headerMismatch, "Header mismatch: the header \(name) is missing")
      }
      guard said == value else {
        throw RPCError(
          .headerMismatch,
          "Header mismatch: \(name) header value '\(said.prefix(100))' does not match body value '\(value.prefix(100))'"
        )
      }
    }
  }

  /// A value of a header, which may be written in Base64.
  private static func decoded(_ text: String) -> String {
    guard text.hasPrefix("=?base64?"), text.hasSuffix("?="), text.utf8.count >= 11,
      let data = Data(base64Encoded: String(text.dropFirst(9).dropLast(2)))
    else { return text }
    return String(decoding: data, as: UTF8.self)
  }
}
