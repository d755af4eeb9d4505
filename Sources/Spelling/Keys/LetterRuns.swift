// SPDX-License-Identifier: GPL-2.0-or-later

/// Cuts words into the longest of some runs of letters.
struct LetterRuns: Sendable {
  /// The letters of all runs, one run behind the other.
  private let letters: [UInt16]
  /// Where each run ends in `letters`, the first behind 0.
  private let ends: [UInt16]
  /// Per scalar below `scalarLimit`: the runs that begin with it, the longest first, as a range in `order`.
  private let starts: [UInt16]
  private let order: [UInt16]
  private static let scalarLimit = 0x800

  /// Gathers runs, which are numbered from 0.
  struct Builder {
    fileprivate var letters: [UInt16] = []
    fileprivate var ends: [UInt16] = [0]

    /// Adds the letters of a table's cell.
    mutating func add(_ cell: TableCell) {
      for scalar in cell.text.unicodeScalars {
        letters.append(UInt16(truncatingIfNeeded: scalar.value))
      }
      ends.append(UInt16(letters.count))
    }
  }

  init(_ runs: Builder) {
    letters = runs.letters
    ends = runs.ends
    func first(_ run: Int) -> Int? {
      let start = Int(runs.ends[run])
      guard start < Int(runs.ends[run + 1]), runs.letters[start] < Self.scalarLimit else {
        return nil
      }
      return Int(runs.letters[start])
    }
    func length(_ run: UInt16) -> UInt16 { runs.ends[Int(run) + 1] - runs.ends[Int(run)] }
    var starts = [UInt16](repeating: 0, count: Self.scalarLimit + 1)
    let count = runs.ends.count - 1
    for run in 0..<count { if let first = first(run) { starts[first + 1] += 1 } }
    for scalar in 0..<Self.scalarLimit { starts[scalar + 1] += starts[scalar] }
    var order = [UInt16](repeating: 0, count: Int(starts[Self.scalarLimit]))
    var placed = [UInt16](repeating: 0, count: Self.scalarLimit)
    for run in 0..<count {
      guard let first = first(run) else { continue }
      // Behind those at least as long.
      var slot = Int(starts[first] + placed[first])
      while slot > Int(starts[first]), length(order[slot - 1]) < length(UInt16(run)) {
        order[slot] = order[slot - 1]
        slot -= 1
      }
      order[slot] = UInt16(run)
      placed[first] += 1
    }
    self.starts = starts
    self.order = order
  }

  /// Calls back with the number of each run in a word, nil for a letter that begins none.
  @inline(__always)
  func forEach(in letters: UnsafeBufferPointer<UInt16>, _ found: (Int?) -> Void) {
    var position = 0
    while position < letters.count {
      let run = longest(in: letters, from: position)
      found(run)
      position += run.map { Int(ends[$0 + 1] - ends[$0]) } ?? 1
    }
  }

  private func longest(in word: UnsafeBufferPointer<UInt16>, from position: Int) -> Int? {
    let scalar = Int(word[position])
    guard scalar < Self.scalarLimit else { return nil }
    for slot in Int(starts[scalar])..<Int(starts[scalar + 1]) {
      let run = Int(order[slot])
      let start = Int(ends[run])
      let count = Int(ends[run + 1]) - start
      guard position + count <= word.count else { continue }
      var length = 1
      while length < count, word[position + length] == letters[start + length] { length += 1 }
      if length == count { return run }
    }
    return nil
  }
}
