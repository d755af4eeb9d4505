// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Subtitles in SubRip and WebVTT: what is said, without numbers, times and marks.
enum Subtitles {
  static func content(of input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    let decoded = try TextDecoding.text(of: try input.bytes())
    var said: [String] = []
    var isNote = false
    for line in decoded.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let line = line.drop { $0.isWhitespace }
      if line.isEmpty { isNote = false }
      isNote = isNote || ["NOTE", "STYLE", "REGION", "WEBVTT"].contains { line.hasPrefix($0) }
      let isNumber = line.allSatisfy { $0.isASCII && $0.isNumber }
      if isNote || isNumber || line.contains("-->") { continue }
      let plain = withoutTags(line)
      // A line that moves up the screen is said once.
      if !plain.isEmpty && plain != said.last { said.append(plain) }
    }
    return Content(
      titleOrigin: .fileName, text: said.joined(separator: "\n"), brokenParts: decoded.flaws)
  }

  /// The line without `<i>`, `<v Name>` and `{\an8}`.
  private static func withoutTags(_ line: Substring) -> String {
    var plain = ""
    var closing: Character?
    for character in line {
      if let end = closing {
        if character == end { closing = nil }
      } else if character == "<" || character == "{" {
        closing = character == "<" ? ">" : "}"
      } else {
        plain.append(character)
      }
    }
    return closing == nil ? plain : String(line)
  }
}
