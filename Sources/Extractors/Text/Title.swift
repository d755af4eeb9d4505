// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// The title of a document that may not have one.
enum Title {
  /// A first line longer than this is a paragraph, not a title.
  static let longestLine = 120

  /// The title of a file: its own, the first line if it is short, or the name of the file.
  static func of(_ content: Content, orFileName path: RawPath) -> (String, TitleOrigin) {
    if let title = content.title { return (title, content.titleOrigin) }
    let line = content.titleOrigin == .fileName ? "" : firstLine(of: content.text)
    if !line.isEmpty && beginning(of: line) == nil { return (String(line), .firstLine) }
    return (RawPath(bytes: path.name).shown, .fileName)
  }

  /// The title of a line of JSON Lines: its own, or the beginning of the text.
  static func of(declared: String?, text: String, orFileName path: RawPath)
    -> (String, TitleOrigin)
  {
    if let declared, let title = oneLine(declared) { return (title, .declared) }
    let line = firstLine(of: text)
    if line.isEmpty { return (RawPath(bytes: path.name).shown, .fileName) }
    guard let cut = beginning(of: line) else { return (String(line), .firstLine) }
    let words = cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut
    return (words + "…", .firstLine)
  }

  /// As much of the line as a title holds, nil if that is all of it. Counts no further.
  private static func beginning(of line: Substring) -> Substring? {
    let scalars = line.unicodeScalars
    let limit = scalars.index(
      scalars.startIndex, offsetBy: longestLine, limitedBy: scalars.endIndex)
    guard let limit, limit != scalars.endIndex else { return nil }
    return line[..<limit]
  }

  /// The text on one line without space around it, nil if nothing is left.
  static func oneLine(_ text: String) -> String? {
    var line = TextBuilder()
    line.append(text.utf8)
    return line.isEmpty ? nil : line.text
  }

  /// The first line with anything on it, without space around it; looks no further than a title may
  /// reach.
  private static func firstLine(of text: String) -> Substring {
    let scalars = text.unicodeScalars
    guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }) else { return "" }
    let rest = text[start...]
    let end = rest.utf8.firstIndex { $0 == 0x0a || $0 == 0x0d } ?? rest.endIndex
    let line = rest[..<end]
    let last = line.unicodeScalars.lastIndex { !$0.properties.isWhitespace } ?? start
    return line[...last]
  }
}
