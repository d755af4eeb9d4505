// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// What letters with marks stand for in plain letters of their script, from `tables/marks.tsv`.
struct Marks: Sendable {
  static let shared = Marks(TableFile(spelling_marks()))

  /// Where in a word a row counts.
  private enum Place {
    case initial, final, anywhere
  }

  /// What is written for a letter. As a character, it is the same composed and decomposed.
  private struct Writing {
    let letter: Character
    let place: Place
    let text: String
  }

  /// By script, in the table's order: so few that looking through them is quicker than a hash.
  private var writings = [[Writing]](repeating: [], count: Script.allCases.count)

  init(_ rows: TableFile) {
    for row in rows {
      guard let script = row[0].script, let letter = row[1].text.first else { continue }
      let place: Place =
        switch row[2].text {
        case "initial": .initial
        case "final": .final
        default: .anywhere
        }
      writings[Int(script.rawValue)].append(
        Writing(letter: letter, place: place, text: row[3].text))
    }
  }

  /// A word in a script with its marks written out; nil where no letter of it stands for others.
  func writtenOut(_ word: String, _ script: Script) -> String? {
    let writings = writings[Int(script.rawValue)]
    let letters = Array(word.lowercased())
    var written = ""
    var isOther = false
    for (place, letter) in letters.enumerated() {
      // A row for an end of the word stands before the one for any place.
      let writing = writings.first {
        switch $0.place {
        case .initial where place > 0, .final where place < letters.count - 1: false
        default: $0.letter == letter
        }
      }
      isOther = isOther || writing != nil
      written += writing?.text ?? String(letter)
    }
    return isOther ? written : nil
  }
}
