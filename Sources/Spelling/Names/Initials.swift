// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// Which names an initial may stand for, in its own script and in others, from `tables/initials.tsv`.
struct Initials: Sendable {
  static let shared = Initials(TableFile(spelling_initials()))

  /// Per sound, the beginnings in each script by raw value.
  private let sounds: [[[String]]]

  init(_ rows: TableFile) {
    sounds = rows.filter { $0.count == 4 }.map { row in
      // The columns are Latin, Cyrillic, Arabic.
      [1, 3, 2].map { row[$0].words.map { Folding.folded($0.text) } }
    }
  }

  /// Whether an initial (a folded letter or digraph) may stand for a folded word.
  func initial(_ initial: String, mayStandFor word: String) -> Bool {
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
