// SPDX-License-Identifier: GPL-2.0-or-later

/// Finds the places of a text that a query matched, by the same analysis that indexed it.
struct Highlighter {
  /// A token of the text that a pattern has use for.
  private struct Occurrence {
    var part: Int
    var position: UInt32
    var range: Range<Int>
    /// The hash of its term.
    var term: UInt64
  }

  private let patterns: [HighlightPattern]
  /// By hash of a form: the form, and the patterns and their parts that it belongs to.
  private let parts: [UInt64: (form: String, uses: [(pattern: Int, part: Int)])]
  /// A bit for the lowest bits of each of these hashes: most words of a text are seen to be none of them by it, in
  /// a tenth of the time.
  private var marks = [UInt64](repeating: 0, count: 1 << 6)

  /// A text is read in pieces of about so many bytes, so that a long one needs little memory.
  private static let pieceLength = 1 << 20
  init(_ patterns: [HighlightPattern]) {
    self.patterns = patterns
    var parts: [UInt64: (form: String, uses: [(pattern: Int, part: Int)])] = [:]
    for (pattern, value) in patterns.enumerated() {
      for (part, forms) in value.parts.enumerated() {
        for form in forms {
          parts[FNV1a.hash(form.utf8), default: (form, [])].uses.append((pattern, part))
        }
      }
    }
    self.parts = parts
    for hash in parts.keys { marks[Self.mark(hash).word] |= Self.mark(hash).bit }
  }

  @inline(__always)
  private static func mark(_ hash: UInt64) -> (word: Int, bit: UInt64) {
    (Int(truncatingIfNeeded: hash >> 6 & 0x3f), 1 << (hash & 0x3f))
  }

  /// A span to highlight, with the term that stands there.
  struct Highlight {
    var match: Passage.Match
    var term: String
  }

  /// What the best of all passages would score.
  var greatestScore: Double {
    Passage.greatestScore(terms: patterns.count, ofThemCommon: patterns.count { $0.isCommon })
  }

  /// Calls back with the spans to highlight in one piece of a text after the other, each time ascending
  /// by where they begin, without overlap; stops when the body returns false.
  func forEachPiece(
    of text: UnsafeBufferPointer<UInt8>, isTitle: Bool, analyzer: Analyzer,
    tokens: inout TokenBuffer, _ body: ([Highlight]) -> Bool
  ) {
    var occurrences = [[Occurrence]](repeating: [], count: patterns.count)
    var start = 0
    var position: UInt32 = 1
    while start < text.count {
      let piece = start..<Self.pieceEnd(from: start, in: text)
      for pattern in patterns.indices {
        // What may begin a phrase that goes on in this piece stays.
        let reach = UInt32(
          clamping: max(patterns[pattern].distance ?? 0, patterns[pattern].parts.count))
        occurrences[pattern].removeAll { $0.position + reach < position }
      }
      position = analyzer.analyze(
        UnsafeBufferPointer(rebasing: text[piece]), into: &tokens, firstPosition: position)
      collect(text, from: start, isTitle: isTitle, tokens, into: &occurrences)
      let highlights = patterns.indices.flatMap { pattern in
        Self.matched(patterns[pattern], occurrences[pattern]).map { occurrence in
          Highlight(
            match: Passage.Match(
              range: occurrence.range, term: pattern, isCommon: patterns[pattern].isCommon),
            term: parts[occurrence.term]?.form ?? "")
        }
      }
      guard body(Self.withoutOverlap(highlights)) else { return }
      start = piece.upperBound
    }
  }

  /// The spans to highlight in a short text.
  func highlights(
    in text: UnsafeBufferPointer<UInt8>, isTitle: Bool, analyzer: Analyzer,
    tokens: inout TokenBuffer
  ) -> [Highlight] {
    var highlights: [Highlight] = []
    forEachPiece(of: text, isTitle: isTitle, analyzer: analyzer, tokens: &tokens) {
      highlights += $0
      return true
    }
    return highlights
  }

  /// Adds the tokens of a piece that a pattern has use for.
  private func collect(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, isTitle: Bool,
    _ tokens: borrowing TokenBuffer, into occurrences: inout [[Occurrence]]
  ) {
    var article: Token?
    for token in tokens.tokens {
      if token.kind == .article { article = token }
      let hash = tokens.withTerm(of: token) { FNV1a.hash($0) }
      let mark = Self.mark(hash)
      guard marks[mark.word] & mark.bit != 0, let found = parts[hash] else { continue }
      var range = token.range
      if let article, article.position == token.position {
        range = article.range.lowerBound..<range.upperBound
      }
      range = range.lowerBound + start..<range.upperBound + start
      for (pattern, part) in found.uses where isTitle || !patterns[pattern].inTitleOnly {
        occurrences[pattern].append(
          Occurrence(
            part: part, position: token.position, range: Self.beginning(of: range, in: text),
            term: hash))
      }
    }
  }

  /// The end of the piece that begins at a place: behind a space, if one is near, else behind a
  /// scalar.
  private static func pieceEnd(from start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    guard text.count - start > pieceLength else { return text.count }
    let end = start + pieceLength
    if let space = text[end - 4096..<end].lastIndex(where: { $0 <= 0x20 }) { return space + 1 }
    return text[end - 4..<end].lastIndex { $0 & 0xC0 != 0x80 } ?? end
  }

  /// What is highlighted of a word at most, in bytes: a longer one is no word that anyone reads.
  private static let longestWord = 300

  /// The range of a word, of a very long one its beginning, up to the end of a scalar.
  private static func beginning(
    of word: Range<Int>, in text: UnsafeBufferPointer<UInt8>
  ) -> Range<Int> {
    guard word.count > longestWord else { return word }
    var end = word.lowerBound + longestWord
    while end > word.lowerBound, text[end] & 0xC0 == 0x80 { end -= 1 }
    return word.lowerBound..<end
  }

  private static func matched(_ pattern: HighlightPattern, _ occurrences: [Occurrence])
    -> [Occurrence]
  {
    guard pattern.parts.count > 1 else { return occurrences }
    guard let distance = pattern.distance else { return phrases(pattern, occurrences) }
    return near(pattern, occurrences, distance: UInt32(clamping: distance))
  }

  /// Occurrences in which the parts stand side by side in order.
  private static func phrases(_ pattern: HighlightPattern, _ occurrences: [Occurrence])
    -> [Occurrence]
  {
    var byPlace: [UInt64: Occurrence] = [:]
    func key(_ part: Int, _ position: UInt32) -> UInt64 { UInt64(position) << 16 | UInt64(part) }
    for occurrence in occurrences {
      byPlace[key(occurrence.part, occurrence.position)] = occurrence
    }
    var found: [Occurrence] = []
    for start in occurrences where start.part == 0 {
      let whole = pattern.parts.indices.compactMap {
        byPlace[key($0, start.position + UInt32($0))]
      }
      if whole.count == pattern.parts.count { found += whole }
    }
    return found
  }

  /// Occurrences of windows that hold all parts, each once.
  private static func near(
    _ pattern: HighlightPattern, _ occurrences: [Occurrence], distance: UInt32
  ) -> [Occurrence] {
    var found: [Occurrence] = []
    var parts: [Int: Int] = [:]
    var positions: [UInt32: Int] = [:]
    // The window is start..<end; what is before `highlighted` has been highlighted.
    var end = 0
    var highlighted = 0
    for (start, first) in occurrences.enumerated() {
      while end < occurrences.count, occurrences[end].position - first.position <= distance {
        parts[occurrences[end].part, default: 0] += 1
        positions[occurrences[end].position, default: 0] += 1
        end += 1
      }
      if parts.count == pattern.parts.count, positions.count >= pattern.parts.count {
        highlighted = max(highlighted, start)
        if highlighted < end { found += occurrences[highlighted..<end] }
        highlighted = max(highlighted, end)
      }
      parts[first.part] = parts[first.part].flatMap { $0 > 1 ? $0 - 1 : nil }
      positions[first.position] = positions[first.position].flatMap { $0 > 1 ? $0 - 1 : nil }
    }
    return found
  }

  private static func withoutOverlap(_ highlights: [Highlight]) -> [Highlight] {
    let sorted = highlights.sorted {
      ($0.match.range.lowerBound, $1.match.range.upperBound)
        < ($1.match.range.lowerBound, $0.match.range.upperBound)
    }
    var kept: [Highlight] = []
    for highlight in sorted {
      if let last = kept.last, highlight.match.range.lowerBound < last.match.range.upperBound {
        continue
      }
      kept.append(highlight)
    }
    return kept
  }
}
