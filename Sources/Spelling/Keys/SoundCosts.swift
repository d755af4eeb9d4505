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
  package enum Position: Int { case first, inside, last }

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

  package static let shared = SoundCosts(TableFile(spelling_sound_costs()))

  /// Rows: sounds of the word, sounds of the other, cost. `^` and `$` are the word's beginning and end,
  /// an empty cell no sound.
  init(_ rows: TableFile, sounds: Sounds = .shared) {
    let limit = Sounds.limit
    substitutions = Array(repeating: Self.unlikely, count: limit * limit)
    deletions = Array(repeating: Self.unlikely, count: 3 * limit)
    insertions = deletions
    contractions = Array(repeating: Self.never, count: limit * limit * limit)
    expansions = Array(repeating: [], count: limit)
    let codes = sounds.names.map(Self.code)
    codes.withUnsafeBufferPointer { take(rows, names: $0) }
  }

  private mutating func take(_ rows: TableFile, names: UnsafeBufferPointer<UInt64>) {
    let limit = Sounds.limit
    // Rows of the same sounds stand together.
    var last: (cell: TableCell, side: Side)?
    for row in rows where row.count == 3 {
      if let known = last, !known.cell.isEqual(to: row[0]) { last = nil }
      guard let cost = row[2].number.flatMap({ UInt8(exactly: $0) }),
        let from = last?.side ?? Side(row[0], names), let to = Side(row[1], names)
      else { continue }
      last = (row[0], from)
      switch (from.count, to.count) {
      case (1, 1): substitutions[from.first * limit + to.first] = cost
      case (1, 0): deletions[from.position.rawValue * limit + from.first] = cost
      case (0, 1): insertions[to.position.rawValue * limit + to.first] = cost
      case (2, 1): contractions[(from.first * limit + from.second) * limit + to.first] = cost
      case (1, 2): expansions[from.first].append((to.first * limit + to.second, cost))
      default: continue
      }
    }
  }

  /// A sound's name of few letters as a number.
  private static func code(_ name: some Sequence<UInt8>) -> UInt64 {
    name.reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static func code(_ name: String) -> UInt64 { code(name.utf8) }

  /// The sounds of a cell, at most two, and their place.
  private struct Side {
    var position = Position.inside
    var count = 0
    var first = 0
    var second = 0

    /// Nil when a sound is unknown; `names` are those of the sounds, as numbers.
    init?(_ cell: TableCell, _ names: UnsafeBufferPointer<UInt64>) {
      var code: UInt64 = 0
      for byte in cell.bytes {
        if byte != UInt8(ascii: " ") {
          code = code << 8 | UInt64(byte)
        } else if !add(&code, names) {
          return nil
        }
      }
      guard add(&code, names) else { return nil }
    }

    /// Adds the sound of a name, which is then empty; false when there is none.
    private mutating func add(_ code: inout UInt64, _ names: UnsafeBufferPointer<UInt64>) -> Bool {
      switch code {
      case 0: break
      case UInt64(UInt8(ascii: "^")): position = .first
      case UInt64(UInt8(ascii: "$")): position = .last
      default:
        guard let number = names.firstIndex(of: code) else { return false }
        (first, second) = count == 0 ? (number, 0) : (first, number)
        count += 1
      }
      code = 0
      return true
    }
  }
}
