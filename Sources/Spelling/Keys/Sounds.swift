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

  package static let shared = Sounds(TableFile(spelling_sounds()))

  init(_ rows: TableFile) {
    var names = [""]
    var classes = [""]
    var runs = LetterRuns.Builder()
    var soundOfRun: [UInt8] = []
    for row in rows where row.count == 3 && names.count < Self.limit {
      for letters in row[2].words {
        runs.add(letters)
        soundOfRun.append(UInt8(names.count))
      }
      names.append(row[0].text)
      classes.append(row[1].text)
    }
    self.names = names
    self.classes = classes
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
