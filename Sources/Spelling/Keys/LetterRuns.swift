// SPDX-License-Identifier: GPL-2.0-or-later

/// Cuts words into the longest of some runs of letters.
struct LetterRuns: Sendable {
  private let runs: [[UInt16]]
  /// Per scalar below 0x800: the runs that begin with it, the longest first, as a range in `order`.
  private let starts: [UInt16]
  private let order: [UInt16]

  init(_ runs: [[UInt16]]) {
    var beginning: [[UInt16]] = Array(repeating: [], count: 0x800)
    for (number, run) in runs.enumerated() {
      guard let first = run.first, first < 0x800 else { continue }
      beginning[Int(first)].append(UInt16(number))
    }
    var starts: [UInt16] = [0]
    var order: [UInt16] = []
    for candidates in beginning {
      order += candidates.sorted { runs[Int($0)].count > runs[Int($1)].count }
      starts.append(UInt16(order.count))
    }
    self.runs = runs
    self.starts = starts
    self.order = order
  }

  /// The letters of a table's cell.
  static func letters(_ cell: some StringProtocol) -> [UInt16] {
    cell.unicodeScalars.map { UInt16(truncatingIfNeeded: $0.value) }
  }

  /// Calls back with the number of each run in a word, nil for a letter that begins none.
  @inline(__always)
  func forEach(in letters: UnsafeBufferPointer<UInt16>, _ found: (Int?) -> Void) {
    var position = 0
    while position < letters.count {
      let run = longest(in: letters, from: position)
      found(run)
      position += run.map { runs[$0].count } ?? 1
    }
  }

  private func longest(in letters: UnsafeBufferPointer<UInt16>, from position: Int) -> Int? {
    let scalar = Int(letters[position])
    guard scalar < 0x800 else { return nil }
    for slot in Int(starts[scalar])..<Int(starts[scalar + 1]) {
      let run = runs[Int(order[slot])]
      guard position + run.count <= letters.count else { continue }
      var length = 1
      while length < run.count, letters[position + length] == run[length] { length += 1 }
      if length == run.count { return Int(order[slot]) }
    }
    return nil
  }
}
