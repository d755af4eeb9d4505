// SPDX-License-Identifier: GPL-2.0-or-later
import CSpellingTables

/// Which consonant class the letters of each script usually stand for, from `letter_classes.tsv`.
struct LetterClasses: Sendable {
  /// Per run of letters: up to two classes, 4 bits each, the first lowest; 0 is silent.
  let classes: [UInt8]
  private let runs: LetterRuns

  static let shared = LetterClasses(rows: TableFile.rows(of: spelling_letter_classes()))

  private static let classNames: [Character] = ["P", "F", "K", "T", "S", "L", "M", "N", "R"]
  static let sibilant: UInt8 = 5
  static let dental: UInt8 = 4

  init(rows: [[Substring]]) {
    let rows = rows.filter { $0.count == 2 }
    runs = LetterRuns(rows.map { LetterRuns.letters($0[0]) })
    classes = rows.map { row in
      row[1].reversed().reduce(UInt8(0)) { packed, name in
        guard let index = Self.classNames.firstIndex(of: name) else { return packed }
        return packed << 4 | UInt8(index + 1)
      }
    }
  }

  /// Calls back with the classes of each consonant of a word, as in `classes`; vowels are left out.
  func forEach(in letters: UnsafeBufferPointer<UInt16>, _ found: (UInt8) -> Void) {
    runs.forEach(in: letters) { if let run = $0 { found(classes[run]) } }
  }
}
