// SPDX-License-Identifier: GPL-2.0-or-later
import HTTPTypes
import Hummingbird

/// Answers as scripts that call a function (JSONP), as OpenRefine's page asks for them.
enum ScriptCallback {
  private static let longestName = 128

  /// The answer as JSON or, where the address names a function, as a call of it.
  ///
  /// - Throws: a problem where the name is more than a name: it would run in the page that asks.
  static func response(_ json: String, _ items: QueryItems) throws -> Response {
    guard let name = items["callback"] else {
      return Response(
        status: .ok, headers: [.contentType: "application/json"],
        body: .init(byteBuffer: .init(string: json)))
    }
    try check(name)
    // Two ends of lines that JSON allows in texts, and scripts of old do not.
    let text = json.replacing("\u{2028}", with: "\\u2028").replacing("\u{2029}", with: "\\u2029")
    return Response(
      status: .ok, headers: [.contentType: "text/javascript; charset=utf-8"],
      body: .init(byteBuffer: .init(string: "/**/\(name)(\(text.trimmingLineEnd));\n")))
  }

  /// Takes names of functions alone, such as `jQuery1234_5678` or `app.done`.
  static func check(_ name: String) throws {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let isName =
      name.utf8.count <= longestName
      && parts.allSatisfy { part in
        guard let first = part.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return part.utf8.allSatisfy {
          switch $0 {
          case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24: true
          default: false
          }
        }
      }
    guard isName else {
      throw Problem(
        .badRequest,
        "callback is the name of a function, of up to \(longestName) letters, digits, _, $ and dots."
      )
    }
  }
}

extension String {
  fileprivate var trimmingLineEnd: Substring { last == "\n" ? dropLast() : self[...] }
}
