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
