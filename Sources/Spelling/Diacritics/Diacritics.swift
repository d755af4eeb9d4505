// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// What letters with marks stand for in plain letters of their script, from `tables/diacritics.tsv`.
struct Diacritics: Sendable {
  static let shared = Diacritics(TableFile(spelling_diacritics()))

  /// Where in a word a row counts.
  private enum Position {
    case initial, final, anywhere
  }

  /// What is written for a letter. As a character, it is the same composed and decomposed.
  private struct Writing {
    let letter: Character
    let position: Position
    let text: String
  }

  /// By script, in the table's order: so few that looking through them is quicker than a hash.
  private var writings = [[Writing]](repeating: [], count: Script.allCases.count)

  init(_ rows: TableFile) {
    for row in rows {
      guard let script = row[0].script, let letter = row[1].text.first else { continue }
      let position: Position =
        switch row[2].text {
        case "initial": .initial
        case "final": .final
        default: .anywhere
        }
      writings[Int(script.rawValue)].append(
        Writing(letter: letter, position: position, text: row[3].text))
    }
  }

  /// A word in a script with its marks written out; nil where no letter of it stands for others.
  func writtenOut(_ word: String, _ script: Script) -> String? {
    let writings = writings[Int(script.rawValue)]
    let letters = Array(word.lowercased())
    var written = ""
    var isOther = false
    for (position, letter) in letters.enumerated() {
      // A row for an end of the word stands before the one for any place.
      let writing = writings.first {
        switch $0.position {
        case .initial where position > 0, .final where position < letters.count - 1: false
        default: $0.letter == letter
        }
      }
      isOther = isOther || writing != nil
      written += writing?.text ?? String(letter)
    }
    return isOther ? written : nil
  }
}
