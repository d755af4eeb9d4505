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
          Occurrence(part: part, position: token.position, range: range))
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

  /// Occurrences of windows that hold all parts.
  private static func near(
    _ light: Light, _ occurrences: [Occurrence], distance: UInt32
  ) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for (index, start) in occurrences.enumerated() {
      let window = occurrences[index...].prefix { $0.position <= start.position + distance }
      let positions = Set(window.map(\.position))
      guard Set(window.map(\.part)).count == light.parts.count,
        positions.count >= light.parts.count
      else { continue }
      ranges += window.map(\.range)
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
