// SPDX-License-Identifier: GPL-2.0-or-later

/// The part of a document that shows best why it was found, with the places to light.
public struct Passage: Sendable, Equatable {
  /// One line of text as written, except that white space is single spaces, control characters are
  /// gone, and `…` stands where the passage begins or ends inside a sentence.
  public let text: String
  /// The places to light, ascending, without overlap, in Unicode code points of ``text``.
  public let highlights: [Range<Int>]
  /// Where the passage begins in the document's text, in bytes.
  let start: Int

  /// The passage of a document without text.
  static let none = Passage(of: UnsafeBufferPointer(start: nil, count: 0), matches: [])

  /// A place in a document's text that matches a part of the query.
  struct Match {
    /// Bytes of the text.
    var range: Range<Int>
    /// Which part of the query.
    var group: Int
  }

  /// The longest passage in bytes, about 300 letters of Latin and 150 of Arabic or Cyrillic text
  /// would differ too much: so letters are counted, with a byte limit for the search.
  private static let longest = 280

  /// The passage of `text` that covers most groups, then most matches, then comes first.
  ///
  /// - Parameter matches: ascending by place.
  init(of text: UnsafeBufferPointer<UInt8>, matches: [Match]) {
    let window = Self.bestWindow(text, matches)
    var writer = PassageWriter(text: text)
    start = window.lowerBound
    writer.write(window, highlighting: matches.map(\.range))
    self.text = String(decoding: writer.bytes, as: UTF8.self)
    highlights = writer.highlights
  }

  private static func bestWindow(
    _ text: UnsafeBufferPointer<UInt8>, _ matches: [Match]
  ) -> Range<Int> {
    guard !matches.isEmpty else { return extended(0..<0, in: text) }
    var best = (score: -1.0, first: 0, last: 0)
    var end = 0
    var counts: [Int: Int] = [:]
    for start in matches.indices {
      while end < matches.count,
        letters(text, matches[start].range.lowerBound..<matches[end].range.upperBound) <= longest
          || end == start
      {
        counts[matches[end].group, default: 0] += 1
        end += 1
      }
      let score = Double(counts.count) + 0.05 * Double(min(end - start, 10))
      if score > best.score { best = (score, start, end - 1) }
      let group = matches[start].group
      counts[group] = counts[group].flatMap { $0 > 1 ? $0 - 1 : nil }
    }
    let window = matches[best.first].range.lowerBound..<matches[best.last].range.upperBound
    return extended(window, in: text)
  }

  /// How many letters a range holds, looking no further than needed.
  private static func letters(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    if range.count > longest * 4 { return range.count }
    return range.reduce(0) { $0 + (isContinuation(text[$1]) ? 0 : 1) }
  }

  /// A window widened to the sentence around it where that fits, else to whole words.
  private static func extended(
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
  private static func endsSentence(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    guard place > 0 else { return true }
    if text[place - 1] == UInt8(ascii: "\n") { return true }
    guard place > 1, isSpace(text[place - 1]) else { return false }
    switch text[place - 2] {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): return true
    case 0x9F: return place > 2 && text[place - 3] == 0xD8  // ؟
    default: return false
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
      || byte == UInt8(ascii: "\r")
  }

  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}

/// Writes a part of a text as one clean line and keeps track of the places to light.
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
    var lit = ranges[...].drop { $0.upperBound <= window.lowerBound }
    var start: Int?
    var place = window.lowerBound
    while place < window.upperBound {
      if let next = lit.first, next.lowerBound <= place, start == nil { start = scalars }
      place += copyScalar(at: place)
      while let next = lit.first, next.upperBound <= place {
        if let begin = start, begin < scalars { highlights.append(begin..<scalars) }
        start = nil
        lit = lit.dropFirst()
      }
    }
    while bytes.last == UInt8(ascii: " ") {
      bytes.removeLast()
      scalars -= 1
    }
    if window.upperBound < text.count, !isAfterSentence(window.upperBound) { append(scalar: "…") }
  }

  /// Whether nothing but spaces lies between a place and the end of a sentence or line before it.
  private func isAfterSentence(_ place: Int) -> Bool {
    let before = text[..<place]
    guard
      let last = before.lastIndex(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\r") })
    else { return true }
    if text[last] == 0x9F { return last > 0 && text[last - 1] == 0xD8 }  // ؟
    return ".!?\n".utf8.contains(text[last])
  }

  private mutating func append(scalar: Unicode.Scalar) {
    bytes += UTF8.encode(scalar).map(Array.init) ?? []
    scalars += 1
  }

  /// Copies the scalar at a place and returns how many bytes it took there.
  private mutating func copyScalar(at place: Int) -> Int {
    let first = text[place]
    if first <= 0x20 || first == 0x7F {
      if let last = bytes.last, last != UInt8(ascii: " ") { append(scalar: " ") }
      return 1
    }
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard place + length <= text.count else {
      append(scalar: "\u{FFFD}")
      return text.count - place
    }
    if length == 2, first == 0xC2, text[place + 1] < 0xA0 { return 2 }  // C1 controls
    bytes += text[place..<place + length]
    scalars += 1
    return length
  }
}
