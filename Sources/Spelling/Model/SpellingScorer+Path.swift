// SPDX-License-Identifier: GPL-2.0-or-later

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
