// SPDX-License-Identifier: GPL-2.0-or-later

/// A message of JSON-RPC 2.0 from a client.
struct RPCMessage: Sendable {
  /// Nil of a notification, which gets no answer.
  var id: JSONValue?
  var method: String
  var params: JSONValue

  /// Reads a message.
  init(_ value: JSONValue) throws {
    guard case .object = value, value["jsonrpc"]?.text == "2.0" else {
      throw RPCError(.invalidRequest, "Send one message of JSON-RPC 2.0, an object.")
    }
    switch value["id"] {
    case nil: id = nil
    case .string?, .integer?: id = value["id"]
    default: throw RPCError(.invalidRequest, "The id of a message is a text or a whole number.")
    }
    guard let method = value["method"]?.text else {
      throw RPCError(.invalidRequest, "The message names no method.", id: id)
    }
    self.method = method
    params = value["params"] ?? [:]
  }
}

/// Why a message is not answered as wanted.
struct RPCError: Error, Sendable {
  /// The codes of JSON-RPC and of the Model Context Protocol.
  enum Code: Int, Sendable {
    case parse = -32700
    case invalidRequest = -32600
    case noMethod = -32601
    case invalidParams = -32602
    case internalError = -32603
    case headerMismatch = -32020
    case unsupportedVersion = -32022
  }

  var code: Code
  var message: String
  var data: JSONValue?
  var id: JSONValue?

  init(_ code: Code, _ message: String, data: JSONValue? = nil, id: JSONValue? = nil) {
    self.code = code
    self.message = message
    self.data = data
    self.id = id
  }

  /// The answer to the message with an id.
  func response(to id: JSONValue?) -> JSONValue {
    let error = JSONValue.compact([
      "code": .integer(code.rawValue), "message": .string(message), "data": data ?? .null,
    ])
    return ["jsonrpc": "2.0", "id": id ?? self.id ?? .null, "error": error]
  }
}
