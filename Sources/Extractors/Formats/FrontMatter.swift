// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// The lines between `---` and `---` before a Markdown text: of YAML, plain `key: value` lines are
/// read and everything else is passed over.
struct FrontMatter {
  private(set) var title: String?
  private(set) var author: String?
  private(set) var date: String?
  private(set) var language: String?
  /// What follows.
  let body: Substring

  /// Front matter longer than this is a text between two rules.
  private static let maxLines = 200

  init(of text: String) {
    var rest = text[...]
    guard Self.takeLine(from: &rest) == "---" else {
      body = text[...]
      return
    }
    var values: [String: String] = [:]
    for _ in 0..<Self.maxLines where !rest.isEmpty {
      let line = Self.takeLine(from: &rest)
      if line == "---" || line == "..." {
        title = values["title"].flatMap { Title.oneLine($0) }
        author = values["author"].flatMap { Title.oneLine($0) }
        date = values["date"].flatMap(PublicationDate.compact)
        language = (values["lang"] ?? values["language"]).flatMap(LanguageTag.iso639)
        body = rest
        return
      }
      if let colon = line.firstIndex(of: ":") {
        values[line[..<colon].lowercased()] = Self.unquoted(line[line.index(after: colon)...])
      }
    }
    body = text[...]
  }

  /// The next line without its end and without space after it.
  private static func takeLine(from text: inout Substring) -> Substring {
    let end = text.utf8.firstIndex(of: 0x0a) ?? text.endIndex
    var line = text.utf8[..<end]
    while let last = line.last, last == 0x0d || last == 0x20 || last == 0x09 { line.removeLast() }
    text = Substring(end == text.endIndex ? text.utf8[end...] : text.utf8[end...].dropFirst())
    return Substring(line)
  }

  private static func unquoted(_ value: Substring) -> String {
    let trimmed = value.drop { $0 == " " || $0 == "\t" }
    guard let quote = trimmed.first, quote == "\"" || quote == "'", trimmed.count > 1,
      trimmed.last == quote
    else { return String(trimmed) }
    return String(trimmed.dropFirst().dropLast())
  }
}
