// SPDX-License-Identifier: GPL-2.0-or-later
import CSpellingTables

/// Which consonant classes the letters of each script may stand for, from `letter_classes.tsv`.
struct LetterClasses: Sendable {
  /// One letter or run of letters and its possible classes, the usual one first.
  struct Unit: Sendable {
    let letters: [UInt16]
    /// Each alternative is up to two classes, 4 bits each, the first lowest; 0 is silent.
    let alternatives: [UInt8]
  }

  let units: [Unit]
  /// Per script and scalar below 0x800: the units that begin with it, as a range in `order`.
  private let starts: [UInt16]
  private let order: [UInt16]

  static let shared = LetterClasses(rows: TableFile.rows(of: spelling_letter_classes()))

  private static let classNames: [Character] = ["P", "F", "K", "T", "S", "L", "M", "N", "R"]
  /// Stands for any run of letters without a class when sounds are counted.
  private static let vowel = -1
  static let sibilant: UInt8 = 5
  static let dental: UInt8 = 4

  init(rows: [[Substring]]) {
    var units: [Unit] = []
    var beginning: [[UInt16]] = Array(repeating: [], count: 0x800)
    for row in rows where row.count == 3 && TableFile.script(row[0]) != nil {
      let letters = row[1].unicodeScalars.map { UInt16(truncatingIfNeeded: $0.value) }
      guard let first = letters.first, first < 0x800 else { continue }
      let alternatives = TableFile.words(row[2]).map { names in
        names.reversed().reduce(UInt8(0)) { packed, name in
          guard let index = Self.classNames.firstIndex(of: name) else { return packed }
          return packed << 4 | UInt8(index + 1)
        }
      }
      beginning[Int(first)].append(UInt16(units.count))
      units.append(Unit(letters: letters, alternatives: alternatives))
    }
    var starts: [UInt16] = [0]
    var order: [UInt16] = []
    for candidates in beginning {
      order += candidates.sorted { units[Int($0)].letters.count > units[Int($1)].letters.count }
      starts.append(UInt16(order.count))
    }
    self.units = units
    self.starts = starts
    self.order = order
  }

  /// Cuts a word into units, longest first, leaving out letters without a class (vowels).
  ///
  /// - Returns: how many sounds the word has: doubled letters, digraphs and runs of vowels are one.
  @discardableResult
  func units(of letters: UnsafeBufferPointer<UInt16>, _ found: (Int) -> Void) -> Int {
    var position = 0
    var sounds = 0
    var last = Int.min
    while position < letters.count {
      let scalar = Int(letters[position])
      var length = 1
      var sound = Self.vowel
      if scalar < 0x800 {
        for slot in Int(starts[scalar])..<Int(starts[scalar + 1]) {
          let index = Int(order[slot])
          let unit = units[index].letters
          guard position + unit.count <= letters.count,
            (1..<max(1, unit.count)).allSatisfy({ letters[position + $0] == unit[$0] })
          else { continue }
          found(index)
          length = unit.count
          sound = index
          break
        }
      }
      if sound != last { sounds += 1 }
      last = sound
      position += length
    }
    return sounds
  }
}
