// SPDX-License-Identifier: GPL-2.0-or-later
import CServerFiles
import Mustache

/// The files that are compiled into the server.
enum ServerFiles {
  /// The bytes of a file; empty where there is none of this name.
  static func bytes(_ name: String) -> UnsafeBufferPointer<UInt8> {
    for number in 0..<server_file_count() {
      let file = server_file_at(number)
      if String(cString: file.name) == name {
        return UnsafeBufferPointer(start: file.bytes, count: file.count)
      }
    }
    return UnsafeBufferPointer(start: nil, count: 0)
  }

  /// The text of a file.
  static func text(_ name: String) -> String { String(decoding: bytes(name), as: UTF8.self) }
}

/// What pages are made with.
struct Templates: Sendable {
  private let library: MustacheLibrary

  /// What stands in a template, by name: texts, truth values, more of the same, and lists of these.
  typealias Values = [String: Any]

  private static let names = [
    "layout", "search", "document", "page", "lists", "about", "login", "problem",
    "alerts", "alert", "save", "review", "history",
  ]

  /// Reads the templates.
  init() throws {
    MustacheContentTypes.register(EscapedHTML(), named: "HTML")
    var library = MustacheLibrary()
    for name in Self.names {
      let text = ServerFiles.text(name + ".mustache")
      try library.register("{{% CONTENT_TYPE:HTML}}\n" + text, named: name)
    }
    self.library = library
  }

  /// A template filled in.
  func html(_ name: String, _ values: Values) -> String {
    library.render(values, withTemplate: name) ?? ""
  }
}
