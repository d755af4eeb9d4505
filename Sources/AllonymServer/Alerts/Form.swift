// SPDX-License-Identifier: GPL-2.0-or-later
import HTTPTypes
import Hummingbird

/// What a form of a page holds, whichever way the browser sends it.
struct Form: Sendable {
  private var uploaded: UploadedForm?
  private var items = QueryItems()

  /// Reads the body of a request.
  init(_ request: Request, upTo limit: Int) async throws {
    let body = try await request.body.collect(upTo: limit)
    let type = request.headers[.contentType] ?? ""
    if type.lowercased().hasPrefix("application/x-www-form-urlencoded") {
      items = try QueryItems(String(buffer: body))
    } else {
      uploaded = try UploadedForm(Array(buffer: body), type: type)
    }
  }

  /// The name of the file that came; empty where none did.
  var fileName: String { uploaded?.fileName ?? "" }

  /// A field; empty where there is none.
  func text(_ name: String) -> String { uploaded?.text(name) ?? items[name] ?? "" }

  /// The bytes of a field or a file.
  func bytes(_ name: String) -> [UInt8] { uploaded?.bytes(name) ?? Array((items[name] ?? "").utf8) }
}
