// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Glibc

/// A part of a line that looks alike.
struct Span {
  /// How it looks.
  enum Look: Equatable {
    case plain, title, match
    /// A path, with the file that it leads to.
    case path(String)
  }

  var text: String
  var look = Look.plain

  init(_ text: String, _ look: Look = .plain) {
    self.text = text
    self.look = look
  }
}

/// Lays text out on a screen: broken between words where it has a width, each further line indented.
struct TextLayout {
  let screen: Screen

  /// A space at which no line is broken; written as a space.
  static let joint: Character = "\u{A0}"

  /// Text that stands on one line where there is room for it.
  static func joined(_ text: String) -> String {
    String(text.map { $0 == " " ? joint : $0 })
  }

  /// A character of a line.
  private struct Cell {
    var character: Character
    var columns: Int
    var look: Span.Look
  }

  /// The lines of some text.
  ///
  /// - Parameters:
  ///   - head: what the first line begins with.
  ///   - indent: how many spaces the others begin with.
  func lines(_ spans: [Span], head: String = "", indent: Int) -> [String] {
    guard let width = screen.width else {
      let text = spans.map { styled($0.text, $0.look) }.joined(by: "")
      return [head + Self.unjoined(text)]
    }
    let cells = Self.cells(spans)
    let space = max(10, width - max(indent, head.count))
    let start = String(repeating: " ", count: indent)
    return Self.broken(cells, into: space).enumerated().map { number, range in
      (number == 0 ? head : start) + rendered(cells[range])
    }
  }

  /// Plain text, laid out.
  func lines(_ text: String, indent: Int) -> [String] { lines([Span(text)], indent: indent) }

  /// A part of some text that fits two lines, with as many matches as may be; all of it on no screen.
  func excerpt(_ spans: [Span], indent: Int) -> [Span] {
    guard let width = screen.width else { return spans }
    let space = max(10, width - indent)
    let cells = Self.cells(spans)
    if Self.broken(cells, into: space).count <= 2 { return spans }
    let words = cells.split { $0.character == " " }
    let starts = words.indices.filter { words[$0].contains { $0.look == .match } }
    var best = (matches: -1, range: 0..<0)
    for index in starts.isEmpty ? [0] : starts {
      let range = Self.filling(words, around: index, lines: 2, of: space)
      let matches = words[range].count { $0.contains { $0.look == .match } }
      if matches > best.matches { best = (matches, range) }
    }
    let kept = words[best.range]
    var text = best.range.lowerBound > 0 ? [Span("…")] : []
    for (number, word) in kept.enumerated() {
      if number > 0 { text.append(Span(" ")) }
      text += word.map { Span(String($0.character), $0.look) }
    }
    if best.range.upperBound < words.count { text.append(Span("…")) }
    return text
  }

  /// The words that fit so many lines, beginning a little before one of them.
  private static func filling(
    _ words: [ArraySlice<Cell>], around index: Int, lines: Int, of space: Int
  ) -> Range<Int> {
    func columns(_ word: ArraySlice<Cell>) -> Int { word.reduce(0) { $0 + $1.columns } }
    var start = index
    var before = space / 3
    while start > 0, columns(words[start - 1]) < before {
      before -= columns(words[start - 1]) + 1
      start -= 1
    }
    var end = start
    var (line, used) = (0, start > 0 ? 1 : 0)
    while end < words.count {
      let needed = columns(words[end])
      // The last line keeps a column for the sign that text was left out.
      let room = line == lines - 1 ? space - 1 : space
      if used + (used > 0 ? 1 : 0) + needed <= room {
        used += (used > 0 ? 1 : 0) + needed
        end += 1
      } else if used > 0, line < lines - 1 {
        (line, used) = (line + 1, 0)
      } else {
        break
      }
    }
    return start..<max(end, start + 1)
  }

  // MARK: Cells

  private static func cells(_ spans: [Span]) -> [Cell] {
    spans.flatMap { span in
      span.text.map { Cell(character: $0, columns: Screen.columns(of: $0), look: span.look) }
    }
  }

  /// The ranges of the lines: broken at spaces, a longer word wherever it has to be.
  private static func broken(_ cells: [Cell], into space: Int) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    var lastSpace: Int?
    var used = 0
    var index = 0
    while index < cells.count {
      if cells[index].character == " " { lastSpace = index }
      used += cells[index].columns
      if used > space, index > start {
        let end = lastSpace.flatMap { $0 > start ? $0 : nil } ?? index
        lines.append(start..<end)
        start = cells[end].character == " " ? end + 1 : end
        index = start
        (lastSpace, used) = (nil, 0)
      } else {
        index += 1
      }
    }
    if start < cells.count || lines.isEmpty { lines.append(start..<cells.count) }
    return lines
  }

  private func rendered(_ cells: ArraySlice<Cell>) -> String {
    var text = ""
    var rest = cells[...]
    while let first = rest.first {
      let run = rest.prefix { $0.look == first.look }
      text += styled(Self.unjoined(String(run.map(\.character))), first.look)
      rest = rest.dropFirst(run.count)
    }
    return text
  }

  private static func unjoined(_ text: String) -> String {
    guard text.contains(joint) else { return text }
    return String(text.map { $0 == joint ? " " : $0 })
  }

  // MARK: Looks

  private func styled(_ text: String, _ look: Span.Look) -> String {
    switch look {
    case .plain: text
    case .title: colored(text, "1")
    case .match: colored(text, "1;31")
    case .path(let file): linked(colored(text, "35"), to: file)
    }
  }

  private func colored(_ text: String, _ code: String) -> String {
    screen.hasColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// Text that a terminal opens a file by
  /// (https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda).
  private func linked(_ text: String, to file: String) -> String {
    guard screen.hasLinks else { return text }
    return "\u{1B}]8;;file://\(Self.host)\(Self.escaped(file))\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
  }

  private static var host: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "" }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The path of a URL for a path as it is shown.
  private static func escaped(_ shown: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var text = ""
    for byte in RawPath(shown: shown).bytes {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
    return text
  }
}
