// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Lines of two directions as pdftotext gives them, put into the order of reading.
///
/// pdftotext puts each run of the other direction between marks (U+202A or U+202B … U+202C) and turns the
/// run, but not the space at its edge: of "عام 2011 بعد" it makes "عام ‪ 2011‬بعد", so that the number and the
/// next word would become one. The space goes back to the other edge, and the marks are left out.
enum RightToLeftLines {
  static func ordered(_ text: String) -> String {
    guard text.utf8.contains(0xe2), text.unicodeScalars.contains(where: isMark) else { return text }
    var ordered = String.UnicodeScalarView()
    var line: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      guard scalar == "\n" || scalar == "\u{0C}" else {
        line.append(scalar)
        continue
      }
      ordered.append(contentsOf: plain(line))
      ordered.append(scalar)
      line.removeAll(keepingCapacity: true)
    }
    ordered.append(contentsOf: plain(line))
    return String(ordered)
  }

  /// Marks and embeddings of direction.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    0x202a...0x202e ~= scalar.value || 0x2066...0x2069 ~= scalar.value
      || 0x200e...0x200f ~= scalar.value
  }

  /// A line without marks.
  private static func plain(_ line: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard line.contains(where: isMark) else { return line }
    // What was read in each embedding that is open.
    var open: [[Unicode.Scalar]] = [[]]
    let isArabic = line.contains { 0x620...0x64a ~= $0.value }
    let isWhole = line.first == "\u{202B}" && line.last == "\u{202C}" && isOneRun(line)
    for (index, scalar) in line.enumerated() {
      switch scalar {
      case "\u{202A}", "\u{202B}":
        open.append([])
      case "\u{202C}":
        guard open.count > 1, let run = open.popLast() else { continue }
        let isLine = isWhole && index == line.count - 1
        let isNumber = isArabic && isNumberInGroups(run)
        open[open.count - 1] += isLine ? run : isNumber ? turnedGroups(run) : turned(run)
      default:
        if !isMark(scalar) { open[open.count - 1].append(scalar) }
      }
    }
    return open.flatMap(\.self)
  }

  /// Whether the embedding that a line begins with ends where the line ends.
  private static func isOneRun(_ line: [Unicode.Scalar]) -> Bool {
    var depth = 0
    for (index, scalar) in line.enumerated() {
      if scalar == "\u{202A}" || scalar == "\u{202B}" { depth += 1 }
      if scalar == "\u{202C}" { depth -= 1 }
      if depth == 0 { return index == line.count - 1 }
    }
    return false
  }

  /// Whether a run is a number in groups with hyphens or a plus, which stand from right to left in Arabic text
  /// (rule W4 of the bidirectional algorithm joins digits across a point or a comma only).
  private static func isNumberInGroups(_ run: [Unicode.Scalar]) -> Bool {
    run.contains { $0 == "-" || $0 == "+" }
      && run.contains { $0.properties.numericType != nil }
      && run.allSatisfy {
        $0.properties.numericType != nil || " +-.,:/()%".unicodeScalars.contains($0)
      }
  }

  /// The groups of such a number from right to left.
  private static func turnedGroups(_ run: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var pieces: [[Unicode.Scalar]] = []
    func isDigit(_ scalar: Unicode.Scalar?) -> Bool { scalar?.properties.numericType != nil }
    for (index, scalar) in run.enumerated() {
      let after = index + 1 < run.count ? run[index + 1] : nil
      let joins = ".,:/".unicodeScalars.contains(scalar) && isDigit(after)
      if isDigit(pieces.last?.first), isDigit(scalar) || joins {
        pieces[pieces.count - 1].append(scalar)
      } else {
        pieces.append([scalar])
      }
    }
    return pieces.reversed().flatMap(\.self)
  }

  /// A run whose edge goes to its other side: the signs before its first letter or digit up to a space, and what
  /// closes a sentence or a bracket.
  private static func turned(_ run: [Unicode.Scalar]) -> [Unicode.Scalar] {
    let start = run.firstIndex { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    guard let start else { return run }
    let edge = run[..<start].lastIndex(of: " ").map { $0 + 1 } ?? 0
    let signs = run[edge..<start]
    let closes = !signs.isEmpty && signs.allSatisfy { ".,:;!?)]}".unicodeScalars.contains($0) }
    let word = closes ? run[start...] + signs.reversed() : run[edge...]
    return word + run[..<edge].reversed()
  }
}
