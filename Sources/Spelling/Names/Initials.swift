// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// Which names an initial may stand for, in its own script and in others, from `tables/initials.tsv` and
/// `tables/letter_names.tsv`.
struct Initials: Sendable {
  static let shared = Initials(
    TableFile(spelling_initials()), letterNames: TableFile(spelling_letter_names()))

  /// Per sound, the beginnings in each script by raw value.
  private let sounds: [[[String]]]

  /// The letters that a word may be the name of.
  private let letters: [String: [String]]

  init(_ rows: TableFile, letterNames: TableFile) {
    var letters: [String: [String]] = [:]
    for row in letterNames where row.count == 2 {
      for name in row[1].words.map({ Folding.folded($0.text) }) {
        letters[name, default: []].append(row[0].text)
      }
    }
    self.letters = letters
    sounds = rows.filter { $0.count == 4 }.map { row in
      // The columns are Latin, Cyrillic, Arabic.
      [1, 3, 2].map { row[$0].words.map { Folding.folded($0.text) } }
    }
  }

  /// Whether a folded word is the name of a letter, as Persian and Urdu write initials.
  func isLetterName(_ word: String) -> Bool { letters[word] != nil }

  /// Whether an initial (a folded letter or digraph) may stand for a folded word.
  func initial(_ initial: String, mayStandFor word: String) -> Bool {
    if let letters = letters[initial] {
      return letters.contains { word == $0 || self.initial($0, mayStandFor: word) }
    }
    let own = Script(of: initial)
    let other = Script(of: word)
    if own == other { return word.hasPrefix(initial) }
    guard own != .other, other != .other else { return false }
    return sounds.contains { sound in
      sound[Int(own.rawValue)].contains(initial)
        && sound[Int(other.rawValue)].contains { word.hasPrefix($0) }
    }
  }
}
