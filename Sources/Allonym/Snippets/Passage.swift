// SPDX-License-Identifier: GPL-2.0-or-later

/// The part of a document that shows best why it was found, with the spans to highlight.
public struct Passage: Sendable, Equatable {
  /// One line of text as written, except that white space is single spaces, control characters are
  /// gone, and `…` stands where the passage begins or ends inside a sentence.
  public let text: String
  /// The spans to highlight, ascending, without overlap, in Unicode code points of ``text``.
  public let highlights: [Range<Int>]
  /// Where the passage begins in the document's text, in bytes.
  let start: Int

  /// The passage of a document without text.
  static let none = Passage(
    of: UnsafeBufferPointer(start: nil, count: 0), window: 0..<0, highlighting: [])

  /// A place in a document's text that matches a part of the query.
  struct Match {
    /// Bytes of the text.
    var range: Range<Int>
    /// Which part of the query.
    var term: Int
    /// Whether that is a function word.
    var isCommon = false
  }

  /// The longest passage in bytes, about 300 letters of Latin and 150 of Arabic or Cyrillic text
  /// would differ too much: so letters are counted, with a byte limit for the search.
  private static let longest = 280
  /// What a function word counts beside other words.
  private static let commonShare = 0.1
  /// What a further match counts beside another group, up to so many.
  private static let matchShare = 0.05
  private static let maxMatches = 10.0

  /// The passage in a window of a text.
  ///
  /// - Parameter ranges: the spans to highlight, ascending, without overlap, in bytes of the text.
  init(
    of text: UnsafeBufferPointer<UInt8>, window: Range<Int>, highlighting ranges: [Range<Int>]
  ) {
    var writer = PassageWriter(text: text)
    start = window.lowerBound
    writer.write(window, highlighting: ranges)
    self.text = String(decoding: writer.bytes, as: UTF8.self)
    highlights = writer.highlights
  }

  /// A part of a text that may become the passage.
  struct Window {
    var range: Range<Int>
    /// How many groups it covers, and then how many matches.
    var score: Double
  }

  /// The most that a window can score when so many groups are to be covered.
  static func greatestScore(terms: Int, ofThemCommon common: Int) -> Double {
    Double(terms - common) + commonShare * Double(common) + matchShare * maxMatches
  }

  /// The part of a text that covers most groups, function words last, then most matches, then comes
  /// first.
  ///
  /// - Parameter matches: ascending by place.
  static func bestWindow(
    _ text: UnsafeBufferPointer<UInt8>, _ matches: [Match]
  ) -> Window {
    guard !matches.isEmpty else { return Window(range: 0..<0, score: 0) }
    let spans = letterSpans(of: matches, in: text)
    var best = (score: -1.0, first: 0, last: 0)
    var end = 0
    var counts: [Int: Int] = [:]
    var common = 0
    for start in matches.indices {
      while end < matches.count,
        spans[end].upperBound - spans[start].lowerBound <= longest || end == start
      {
        counts[matches[end].term, default: 0] += 1
        if counts[matches[end].term] == 1, matches[end].isCommon { common += 1 }
        end += 1
      }
      let covered = Double(counts.count - common) + commonShare * Double(common)
      let score = covered + matchShare * min(Double(end - start), maxMatches)
      if score > best.score { best = (score, start, end - 1) }
      let term = matches[start].term
      counts[term] = counts[term].flatMap { $0 > 1 ? $0 - 1 : nil }
      if counts[term] == nil, matches[start].isCommon { common -= 1 }
    }
    let window = matches[best.first].range.lowerBound..<matches[best.last].range.upperBound
    return Window(range: window, score: best.score)
  }

  /// Where matches lie, counted in letters from the first; each is looked at once.
  private static func letterSpans(
    of matches: [Match], in text: UnsafeBufferPointer<UInt8>
  ) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    spans.reserveCapacity(matches.count)
    var offset = matches.first?.range.lowerBound ?? 0
    var letter = 0
    for match in matches {
      letter += letters(text, offset..<match.range.lowerBound)
      spans.append(letter..<letter + letters(text, match.range))
      offset = match.range.lowerBound
    }
    return spans
  }

  /// How many letters a range holds, looking no further than needed.
  private static func letters(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    if range.count > longest * 4 { return range.count }
    var count = 0
    for index in range where !isContinuation(text[index]) { count += 1 }
    return count
  }

  /// A window widened to the sentence around it where that fits, else to whole words.
  static func extended(
    _ window: Range<Int>, in text: UnsafeBufferPointer<UInt8>
  ) -> Range<Int> {
    var spare = max(40, longest - letters(text, window))
    var start = window.lowerBound
    var wordStart = start
    var before = spare / 3
    while start > 0, before > 0, !endsSentence(text, at: start) {
      start -= 1
      if !isContinuation(text[start]) { before -= 1 }
      if isSpace(text[start]) { wordStart = start + 1 }
    }
    if start > 0, !endsSentence(text, at: start) { start = wordStart }
    spare -= letters(text, start..<window.lowerBound)
    var end = window.upperBound
    var wordEnd = end
    while end < text.count, spare > 0 {
      if end > window.upperBound, spare < longest / 3, endsSentence(text, at: end) { break }
      if isSpace(text[end]) { wordEnd = end }
      if !isContinuation(text[end]) { spare -= 1 }
      end += 1
    }
    if end < text.count, !endsSentence(text, at: end) {
      end = wordEnd > window.upperBound ? wordEnd : window.upperBound
    }
    return start..<end
  }

  /// Whether a sentence or a line ends right before a place.
  private static func endsSentence(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard index > 0 else { return true }
    if text[index - 1] == UInt8(ascii: "\n") { return true }
    if isSpace(text[index - 1]) { return SentenceEnd.isBefore(index - 1, in: text) }
    return text[index - 1] >= 0x80 && SentenceEnd.isWideBefore(index, in: text)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
      || byte == UInt8(ascii: "\r")
  }

  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}

/// Writes a part of a text as one clean line and keeps track of the spans to highlight.
private struct PassageWriter {
  let text: UnsafeBufferPointer<UInt8>
  var bytes: [UInt8] = []
  var highlights: [Range<Int>] = []
  private var scalars = 0

  init(text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  mutating func write(_ window: Range<Int>, highlighting ranges: [Range<Int>]) {
    if window.lowerBound > 0, !isAfterSentence(window.lowerBound) { append(scalar: "…") }
    var highlighted = ranges[...].drop { $0.upperBound <= window.lowerBound }
    var start: Int?
    var index = window.lowerBound
    while index < window.upperBound {
      if let next = highlighted.first, next.lowerBound <= index, start == nil { start = scalars }
      index += copyScalar(at: index)
      while let next = highlighted.first, next.upperBound <= index {
        if let begin = start, begin < scalars { highlights.append(begin..<scalars) }
        start = nil
        highlighted = highlighted.dropFirst()
      }
    }
    while bytes.last == UInt8(ascii: " ") {
      bytes.removeLast()
      scalars -= 1
    }
    if window.upperBound < text.count, !isAfterSentence(window.upperBound) { append(scalar: "…") }
  }

  /// Whether nothing but spaces lies between a place and the end of a sentence or line before it.
  private func isAfterSentence(_ index: Int) -> Bool {
    let before = text[..<index]
    guard
      let last = before.lastIndex(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\r") })
    else { return true }
    return text[last] == UInt8(ascii: "\n") || SentenceEnd.isBefore(last + 1, in: text)
  }

  private mutating func append(scalar: Unicode.Scalar) {
    if scalar.isASCII {
      bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      bytes += UTF8.encode(scalar).map(Array.init) ?? []
    }
    scalars += 1
  }

  /// Copies the scalar at a place and returns how many bytes it took there.
  private mutating func copyScalar(at index: Int) -> Int {
    let first = text[index]
    if first <= 0x20 || first == 0x7F {
      if let last = bytes.last, last != UInt8(ascii: " ") { append(scalar: " ") }
      return 1
    }
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard index + length <= text.count else {
      append(scalar: "\u{FFFD}")
      return text.count - index
    }
    if length == 2, first == 0xC2, text[index + 1] < 0xA0 { return 2 }  // C1 controls
    for byte in text[index..<index + length] { bytes.append(byte) }
    scalars += 1
    return length
  }
}
