// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// What letters with marks stand for in plain letters of their script, from `tables/marks.tsv`.
struct Marks: Sendable {
  static let shared = Marks(TableFile(spelling_marks()))

  /// What is written for a letter. As characters, composed and decomposed letters are the same.
  private struct Writing {
    var initial: [Character: String] = [:]
    var final: [Character: String] = [:]
    var anywhere: [Character: String] = [:]
  }

  private let writings: [Script: Writing]

  init(_ rows: TableFile) {
    var writings: [Script: Writing] = [:]
    for row in rows {
      guard let script = row[0].script, let letter = row[1].text.first else { continue }
      let place: WritableKeyPath<Writing, [Character: String]> =
        switch row[2].text {
        case "initial": \.initial
        case "final": \.final
        default: \.anywhere
        }
      writings[script, default: Writing()][keyPath: place][letter] = row[3].text
    }
    self.writings = writings
  }

  /// A word in a script with its marks written out; nil where no letter of it stands for others.
  func writtenOut(_ word: String, _ script: Script) -> String? {
    guard let writing = writings[script] else { return nil }
    let letters = Array(word.lowercased())
    var written = ""
    var isOther = false
    for (place, letter) in letters.enumerated() {
      let text =
        (place == 0 ? writing.initial[letter] : nil)
        ?? (place == letters.count - 1 ? writing.final[letter] : nil) ?? writing.anywhere[letter]
      isOther = isOther || text != nil
      written += text ?? String(letter)
    }
    return isOther ? written : nil
  }
}
