// SPDX-License-Identifier: GPL-2.0-or-later

/// Finds the places of a text that a query matched, by the same analysis that indexed it.
struct Highlighter {
  /// A token of the text that a light has use for.
  private struct Occurrence {
    var part: Int
    var position: UInt32
    var range: Range<Int>
  }

  private let lights: [Light]
  /// By hash of a form: the lights and their parts that it belongs to.
  private let parts: [UInt64: [(light: Int, part: Int)]]

  init(_ lights: [Light]) {
    self.lights = lights
    var parts: [UInt64: [(light: Int, part: Int)]] = [:]
    for (light, value) in lights.enumerated() {
      for (part, forms) in value.parts.enumerated() {
        for form in forms { parts[FNV1a.hash(form.utf8), default: []].append((light, part)) }
      }
    }
    self.parts = parts
  }

  /// A place to light, with the term that stands there.
  struct Place {
    var match: Passage.Match
    var term: String
  }

  /// The places to light, ascending by where they begin, without overlap.
  func places(
    in text: UnsafeBufferPointer<UInt8>, isTitle: Bool, analyzer: Analyzer,
    tokens: inout TokenBuffer
  ) -> [Place] {
    analyzer.analyze(text, into: &tokens)
    var occurrences = [[Occurrence]](repeating: [], count: lights.count)
    var terms: [Int: String] = [:]
    var article: Token?
    for token in tokens.tokens {
      if token.kind == .article { article = token }
      let hash = tokens.withTerm(of: token) { FNV1a.hash($0) }
      guard let found = parts[hash] else { continue }
      var range = token.range
      if let article, article.position == token.position {
        range = article.range.lowerBound..<range.upperBound
      }
      terms[range.lowerBound] = tokens.term(of: token)
      for (light, part) in found where isTitle || !lights[light].inTitleOnly {
        occurrences[light].append(
          Occurrence(
            part: part, position: token.position, range: Self.beginning(of: range, in: text)))
      }
    }
    var places: [Place] = []
    for (light, found) in occurrences.enumerated() {
      for range in Self.matched(lights[light], found) {
        places.append(
          Place(
            match: Passage.Match(range: range, group: light), term: terms[range.lowerBound] ?? ""))
      }
    }
    return Self.withoutOverlap(places)
  }

  /// What is lit of a word at most, in bytes: a longer one is no word that anyone reads.
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

  private static func matched(_ light: Light, _ occurrences: [Occurrence]) -> [Range<Int>] {
    guard light.parts.count > 1 else { return occurrences.map(\.range) }
    guard let distance = light.distance else { return phrases(light, occurrences) }
    return near(light, occurrences, distance: UInt32(clamping: distance))
  }

  /// Occurrences in which the parts stand side by side in order.
  private static func phrases(_ light: Light, _ occurrences: [Occurrence]) -> [Range<Int>] {
    var byPlace: [UInt64: Range<Int>] = [:]
    func key(_ part: Int, _ position: UInt32) -> UInt64 { UInt64(position) << 16 | UInt64(part) }
    for occurrence in occurrences {
      byPlace[key(occurrence.part, occurrence.position)] = occurrence.range
    }
    var ranges: [Range<Int>] = []
    for start in occurrences where start.part == 0 {
      let whole = light.parts.indices.compactMap {
        byPlace[key($0, start.position + UInt32($0))]
      }
      if whole.count == light.parts.count { ranges += whole }
    }
    return ranges
  }

  /// Occurrences of windows that hold all parts, each once.
  private static func near(
    _ light: Light, _ occurrences: [Occurrence], distance: UInt32
  ) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var parts: [Int: Int] = [:]
    var positions: [UInt32: Int] = [:]
    // The window is start..<end; what is before `lit` has been lit.
    var end = 0
    var lit = 0
    for (start, first) in occurrences.enumerated() {
      while end < occurrences.count, occurrences[end].position - first.position <= distance {
        parts[occurrences[end].part, default: 0] += 1
        positions[occurrences[end].position, default: 0] += 1
        end += 1
      }
      if parts.count == light.parts.count, positions.count >= light.parts.count {
        lit = max(lit, start)
        if lit < end { ranges += occurrences[lit..<end].map(\.range) }
        lit = max(lit, end)
      }
      parts[first.part] = parts[first.part].flatMap { $0 > 1 ? $0 - 1 : nil }
      positions[first.position] = positions[first.position].flatMap { $0 > 1 ? $0 - 1 : nil }
    }
    return ranges
  }

  private static func withoutOverlap(_ places: [Place]) -> [Place] {
    let sorted = places.sorted {
      ($0.match.range.lowerBound, $1.match.range.upperBound)
        < ($1.match.range.lowerBound, $0.match.range.upperBound)
    }
    var kept: [Place] = []
    for place in sorted {
      if let last = kept.last, place.match.range.lowerBound < last.match.range.upperBound {
        continue
      }
      kept.append(place)
    }
    return kept
  }
}
