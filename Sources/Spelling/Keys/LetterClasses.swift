// SPDX-License-Identifier: GPL-2.0-or-later
import CSpellingTables

/// Which consonant class the letters of each script usually stand for, from `letter_classes.tsv`.
struct LetterClasses: Sendable {
  /// Per run of letters: up to two classes, 4 bits each, the first lowest; 0 is silent.
  let classes: [UInt8]
  private let runs: LetterRuns

  static let shared = LetterClasses(TableFile(spelling_letter_classes()))

  private static let classNames = "PFKTSLMNR".utf8
  static let sibilant: UInt8 = 5
  static let dental: UInt8 = 4

  init(_ rows: TableFile) {
    var runs = LetterRuns.Builder()
    var classes: [UInt8] = []
    for row in rows where row.count == 2 {
      runs.add(row[0])
      classes.append(
        row[1].bytes.reversed().reduce(0) { packed, name in
          guard let index = Self.classNames.enumerated().first(where: { $1 == name })?.offset
          else { return packed }
          return packed << 4 | UInt8(index + 1)
        })
    }
    self.runs = LetterRuns(runs)
    self.classes = classes
  }

  /// Calls back with the classes of each consonant of a word, as in `classes`; vowels are left out.
  func forEach(in letters: UnsafeBufferPointer<UInt16>, _ found: (UInt8) -> Void) {
    runs.forEach(in: letters) { if let run = $0 { found(classes[run]) } }
  }
}
