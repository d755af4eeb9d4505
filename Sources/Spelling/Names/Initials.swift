// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// Which names an initial may stand for, in its own script and in others, from `tables/initials.tsv`.
struct Initials: Sendable {
  static let shared = Initials(rows: TableFile.rows(of: spelling_initials()))

  /// Per sound, the beginnings in each script by raw value.
  private let sounds: [[[String]]]

  init(rows: [[Substring]]) {
    sounds = rows.filter { $0.count == 4 }.map { row in
      row.dropFirst().map { $0.split(separator: " ").map { Folding.folded(String($0)) } }
    }
    .map { [$0[0], $0[2], $0[1]] }
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
