// SPDX-License-Identifier: GPL-2.0-or-later

/// The segments of two words that correspond in the best segmentation, `^` and `$` being the first and the last
/// symbol of each.
struct RewritePath {
  /// Two words of the most letters and their ends, each symbol a segment by itself.
  static let capacity = 64

  /// The transducer's score in quarter units.
  let score: Int16
  private(set) var count = 0
  /// From the last segment to the first: how many symbols of each word have been read at its end.
  private var ends: (SIMD64<UInt8>, SIMD64<UInt8>) = (.zero, .zero)

  init(score: Int16) { self.score = score }

  /// Adds the segments before those that are there.
  mutating func prepend(end: Int, otherEnd: Int) {
    guard count < RewritePath.capacity else { return }
    ends.0[count] = UInt8(truncatingIfNeeded: end)
    ends.1[count] = UInt8(truncatingIfNeeded: otherEnd)
    count += 1
  }

  /// The symbols of the one word and of the other in a step, counted from the first.
  func step(_ index: Int) -> (Range<Int>, Range<Int>) {
    let node = count - 1 - index
    let end = (Int(ends.0[node]), Int(ends.1[node]))
    guard index > 0 else { return (0..<end.0, 0..<end.1) }
    return (Int(ends.0[node + 1])..<end.0, Int(ends.1[node + 1])..<end.1)
  }
}

extension SpellingScorer {
  /// Scores a word and tells by which segments; nil when it cannot be scored.
  func path(of letters: UnsafeBufferPointer<UInt16>, in target: Script) -> RewritePath? {
    guard let score = score(letters, in: target, floor: SpellingScorer.impossible + 1) else {
      return nil
    }
    let symbols = letters.count + 2
    return withUnsafeTemporaryAllocation(of: (Int16, Int16, Int16).self, capacity: symbols + 1) {
      segments in
      var reader = SegmentReader()
      for position in 1...symbols {
        let read = reader.segments(
          endingAt: position, of: letters, in: model.segments[Int(target.rawValue)])
        segments[position] = (read.single, read.pair, read.triple)
      }
      var path = RewritePath(score: score)
      var node = (word.count, symbols)
      while node.0 > 0 || node.1 > 0 {
        path.prepend(end: node.0, otherEnd: node.1)
        guard let before = self.node(before: node, segments) else { return nil }
        node = before
      }
      return path
    }
  }

  /// From where the best score at a place was reached.
  private func node(
    before node: (Int, Int), _ segments: UnsafeMutableBufferPointer<(Int16, Int16, Int16)>
  ) -> (Int, Int)? {
    let (lane, column) = node
    let best = score(at: lane, column)
    guard best > SpellingScorer.impossible else { return nil }
    let (single, pair, triple) = segments[column]
    for (otherLength, segment) in [(1, single), (2, pair), (3, triple)]
    where segment >= 0 && otherLength <= column {
      for length in (otherLength == 1 ? 0 : 1)...(otherLength == 3 ? 2 : 3) where length <= lane {
        let weight = row(of: segment, length: length)[lane]
        if score(at: lane - length, column - otherLength) &+ weight >= best {
          return (lane - length, column - otherLength)
        }
      }
    }
    guard lane > 0, score(at: lane - 1, column) &+ row(of: 0, length: 1)[lane] >= best else {
      return nil
    }
    return (lane - 1, column)
  }

  private func score(at lane: Int, _ column: Int) -> Int16 {
    columns[column * SpellingScorer.columnStride + SpellingScorer.margin + lane]
  }
}
