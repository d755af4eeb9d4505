// SPDX-License-Identifier: GPL-2.0-or-later
import CSpellingTables

/// The consonant sounds that the letters of each script are written for, from `sounds.tsv`.
/// They are numbered from 1 in the table's order.
package struct Sounds: Sendable {
  /// The names of the sounds; the first has no sound, as sounds are numbered from 1.
  package let names: [String]
  /// What training first takes for alike: the sounds' classes, by number.
  package let classes: [String]
  private let runs: LetterRuns
  private let soundOfRun: [UInt8]

  /// Sounds have 5 bits in a skeleton, and 0 is none.
  package static let limit = 32

  package static let shared = Sounds(rows: TableFile.rows(of: spelling_sounds()))

  init(rows: [[Substring]]) {
    let rows = rows.filter { $0.count == 3 }.prefix(Self.limit - 1)
    names = [""] + rows.map { String($0[0]) }
    classes = [""] + rows.map { String($0[1]) }
    var runs: [[UInt16]] = []
    var soundOfRun: [UInt8] = []
    for (number, row) in rows.enumerated() {
      for letters in TableFile.words(row[2]) {
        runs.append(LetterRuns.letters(letters))
        soundOfRun.append(UInt8(number + 1))
      }
    }
    self.runs = LetterRuns(runs)
    self.soundOfRun = soundOfRun
  }

  /// Calls back with the sounds of a word; doubled letters are one sound, vowels none.
  func forEach(in letters: UnsafeBufferPointer<UInt16>, _ found: (UInt8) -> Void) {
    var last: Int?
    runs.forEach(in: letters) { run in
      if let run, run != last { found(soundOfRun[run]) }
      last = run
    }
  }
}
