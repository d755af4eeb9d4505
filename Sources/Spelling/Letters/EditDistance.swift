// SPDX-License-Identifier: GPL-2.0-or-later

/// Levenshtein's distance of short sequences.
enum EditDistance {
  @inline(__always)
  static func between(_ count: Int, _ otherCount: Int, _ isEqual: (Int, Int) -> Bool) -> Int {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: otherCount + 1) { row in
      for index in 0...otherCount { row[index] = index }
      for i in 0..<count {
        var diagonal = row[0]
        row[0] = i + 1
        for j in 0..<otherCount {
          let above = row[j + 1]
          row[j + 1] = min(
            diagonal + (isEqual(i, j) ? 0 : 1), above + 1, row[j] + 1)
          diagonal = above
        }
      }
      return row[otherCount]
    }
  }
}

extension WordLetters {
  /// The number of letters to change, drop or add.
  func distance(to other: WordLetters) -> Int {
    withLetters { one in
      other.withLetters { two in
        EditDistance.between(one.count, two.count) { one[$0] == two[$1] }
      }
    }
  }
}
