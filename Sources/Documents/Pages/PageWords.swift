// SPDX-License-Identifier: GPL-2.0-or-later

/// A word on a page of a PDF with the box around it.
public struct PageWord: Sendable, Equatable {
  /// The word in logical order, however its letters lie on the page.
  public var text: String
  /// The box, in points (1/72 inch) from the page's upper left corner.
  public var left: Double
  public var top: Double
  public var right: Double
  public var bottom: Double
}

/// The words of a page of a PDF in the order of reading.
public struct PageWords: Sendable, Equatable {
  /// The size of the page in points.
  public var width = 0.0
  public var height = 0.0
  /// The words.
  public var words: [PageWord] = []

  /// Nothing on it.
  init() {}

  /// Reads what `pdftotext -bbox` writes of one page: words from the left to the right, also the letters of
  /// words written from the right to the left.
  init(boundingBoxes text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      let line = line.drop { $0 == " " }
      if line.hasPrefix("<page ") {
        width = Self.number("width", in: line)
        height = Self.number("height", in: line)
      } else if line.hasPrefix("<word "), let start = line.firstIndex(of: ">"),
        let end = line.lastIndex(of: "<"), start < end
      {
        words.append(
          PageWord(
            text: VisualText.logical(Self.unescaped(line[line.index(after: start)..<end])),
            left: Self.number("xMin", in: line), top: Self.number("yMin", in: line),
            right: Self.number("xMax", in: line), bottom: Self.number("yMax", in: line)))
      }
    }
    words = Self.lines(of: words).flatMap(Self.ordered)
  }

  /// Reads the table that Tesseract writes of a picture with so many dots an inch.
  init(table: String, resolution: Double) {
    let scale = 72 / resolution
    for line in table.split(whereSeparator: \.isNewline).dropFirst() {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard cells.count >= 12, let level = Int(cells[0]) else { continue }
      let numbers = cells[6..<10].compactMap { Double(String($0)) }.map { $0 * scale }
      guard numbers.count == 4 else { continue }
      if level == 1 { (width, height) = (numbers[2], numbers[3]) }
      guard level == 5, cells[11].contains(where: { !$0.isWhitespace }) else { continue }
      words.append(
        PageWord(
          text: String(cells[11]), left: numbers[0], top: numbers[1],
          right: numbers[0] + numbers[2], bottom: numbers[1] + numbers[3]))
    }
  }

  /// The words with spaces between them, and where in it each stands, in UTF-8 bytes.
  public var text: (text: String, ranges: [Range<Int>]) {
    var text = ""
    var ranges: [Range<Int>] = []
    for word in words {
      if !text.isEmpty { text += " " }
      let start = text.utf8.count
      text += word.text
      ranges.append(start..<text.utf8.count)
    }
    // Swaps letters of the same length.
    return (ArabicLines.repaired(text), ranges)
  }

  /// The words cut into lines: a word that begins below the middle of the one before, or above its top, begins one.
  private static func lines(of words: [PageWord]) -> [[PageWord]] {
    var lines: [[PageWord]] = []
    for word in words {
      if let last = lines.last?.last, word.top < (last.top + last.bottom) / 2,
        word.bottom > (last.top + last.bottom) / 2
      {
        lines[lines.count - 1].append(word)
      } else {
        lines.append([word])
      }
    }
    return lines
  }

  /// A line in the order of reading: one that is mostly written from the right to the left is turned round, runs of
  /// words of the other direction in it are not.
  private static func ordered(_ line: [PageWord]) -> [PageWord] {
    let rightToLeft = line.count { VisualText.isRightToLeft($0.text) }
    guard rightToLeft * 2 > line.count else { return line }
    var turned: [PageWord] = []
    var run: [PageWord] = []
    for word in line.reversed() {
      if VisualText.isLeftToRight(word.text) {
        run.insert(word, at: 0)
      } else {
        turned += run + [word]
        run = []
      }
    }
    return turned + run
  }

  private static func number(_ name: String, in line: Substring) -> Double {
    guard let start = line.firstRange(of: " \(name)=\"")?.upperBound else { return 0 }
    return Double(String(line[start...].prefix { $0 != "\"" })) ?? 0
  }

  /// The text with the signs that pdftotext writes as entities.
  private static func unescaped(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return String(text) }
    var plain = String(text)
    // The sign that all entities begin with comes last.
    for (name, sign) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&"),
    ] {
      plain = plain.replacing(name, with: sign)
    }
    return plain
  }
}

/// Words whose letters come as they lie on a page, from the left to the right.
enum VisualText {
  /// The letters in the order of reading: a word written from the right to the left is turned round, numbers and
  /// Latin letters in it are not.
  static func logical(_ word: String) -> String {
    guard isRightToLeft(word) else { return word }
    var turned: [Unicode.Scalar] = []
    var run: [Unicode.Scalar] = []
    for scalar in word.unicodeScalars.reversed() {
      if isLeftToRight(scalar) || scalar.properties.numericType != nil {
        run.insert(scalar, at: 0)
      } else {
        turned += run + [scalar]
        run = []
      }
    }
    return String(String.UnicodeScalarView(turned + run))
  }

  /// Whether a word has a letter of a script written from the right to the left.
  static func isRightToLeft(_ word: String) -> Bool {
    word.unicodeScalars.contains(where: isRightToLeft)
  }

  /// Whether a word is written from the left to the right: it has a letter or digit, and none of the other kind.
  static func isLeftToRight(_ word: String) -> Bool {
    !isRightToLeft(word)
      && word.unicodeScalars.contains { isLeftToRight($0) || $0.properties.numericType != nil }
  }

  private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Hebrew, Arabic and their neighbours; the digits among them are written from the left.
    case 0x0660...0x0669, 0x06F0...0x06F9: false
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC: true
    default: false
    }
  }

  private static func isLeftToRight(_ scalar: Unicode.Scalar) -> Bool {
    !isRightToLeft(scalar) && scalar.properties.isAlphabetic
  }
}
