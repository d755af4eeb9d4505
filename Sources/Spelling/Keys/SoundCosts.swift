// SPDX-License-Identifier: GPL-2.0-or-later
import CSpellingTables

/// What it costs to take sounds of a word for sounds of another, from `sound_costs.tsv`: how much less
/// is then gained, in quarter units of log-odds, than by the best that could stand there.
package struct SoundCosts: Sendable {
  /// The cost of taking a sound for another, or of leaving it out, where the table has none.
  package static let unlikely: UInt8 = 48
  /// The cost of taking two sounds for one where the table has none.
  static let never: UInt8 = 200
  /// Where in a word a sound is left out or added.
  package enum Place: Int { case first, inside, last }

  /// `[sound of the word][sound of the other]`.
  private(set) var substitutions: [UInt8]
  /// `[place][sound]`: of the word, left out.
  private(set) var deletions: [UInt8]
  /// `[place][sound]`: of the other, added.
  private(set) var insertions: [UInt8]
  /// `[first][second][sound of the other]`: two sounds of the word for one.
  private(set) var contractions: [UInt8]
  /// By sound of the word: what it costs to take it for two, `first * Sounds.limit + second`.
  private(set) var expansions: [[(pair: Int, cost: UInt8)]]

  package static let shared = SoundCosts(rows: TableFile.rows(of: spelling_sound_costs()))

  /// Rows: sounds of the word, sounds of the other, cost. `^` and `$` are the word's beginning and end,
  /// an empty cell no sound.
  init(rows: [[Substring]], sounds: Sounds = .shared) {
    let limit = Sounds.limit
    substitutions = Array(repeating: Self.unlikely, count: limit * limit)
    deletions = Array(repeating: Self.unlikely, count: 3 * limit)
    insertions = deletions
    contractions = Array(repeating: Self.never, count: limit * limit * limit)
    expansions = Array(repeating: [], count: limit)
    var numbers: [Substring: Int] = [:]
    for (number, name) in sounds.names.enumerated() { numbers[name[...]] = number }
    for row in rows where row.count == 3 {
      guard let cost = UInt8(row[2]), let (place, from) = Self.sounds(row[0], numbers),
        let (otherPlace, to) = Self.sounds(row[1], numbers)
      else { continue }
      switch (from.count, to.count) {
      case (1, 1): substitutions[from[0] * limit + to[0]] = cost
      case (1, 0): deletions[place.rawValue * limit + from[0]] = cost
      case (0, 1): insertions[otherPlace.rawValue * limit + to[0]] = cost
      case (2, 1): contractions[(from[0] * limit + from[1]) * limit + to[0]] = cost
      case (1, 2): expansions[from[0]].append((to[0] * limit + to[1], cost))
      default: continue
      }
    }
  }

  /// The sounds of a cell and their place; nil when one is unknown.
  private static func sounds(
    _ cell: Substring, _ known: [Substring: Int]
  ) -> (Place, [Int])? {
    var place = Place.inside
    var numbers: [Int] = []
    for name in TableFile.words(cell) {
      if name == "^" {
        place = .first
      } else if name == "$" {
        place = .last
      } else if let number = known[name] {
        numbers.append(number)
      } else {
        return nil
      }
    }
    return (place, numbers)
  }
}
