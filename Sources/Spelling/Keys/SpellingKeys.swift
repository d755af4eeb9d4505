// SPDX-License-Identifier: GPL-2.0-or-later

/// The look-up keys of a word: two words that may be spellings of one name share at least one.
///
/// A word's consonant skeleton is taken under several readings of its ambiguous letters; skeletons
/// of five classes and more also with one class missing; short ones together with the word's
/// length in sounds, so that they do not gather half the vocabulary.
struct SpellingKeys {
  private let classes: LetterClasses
  private let alternativesKept: Int
  private var units: [Int] = []
  private var ambiguous: [Int] = []
  private var skeletons: [Skeleton] = []
  /// The keys of the word last given to `compute`, without repetition.
  private(set) var keys: [UInt64] = []

  /// Words of the index keep fewer alternatives than the word searched for.
  enum Side { case index, query }

  init(for side: Side, classes: LetterClasses = .shared) {
    self.classes = classes
    alternativesKept = side == .index ? 4 : 12
  }

  /// Computes the keys of a word.
  mutating func compute(_ letters: UnsafeBufferPointer<UInt16>) {
    units.removeAll(keepingCapacity: true)
    ambiguous.removeAll(keepingCapacity: true)
    skeletons.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    let sounds = classes.units(of: letters) { units.append($0) }
    for unit in units where classes.units[unit].alternatives.count > 1 {
      if !ambiguous.contains(unit) { ambiguous.append(unit) }
    }
    addSkeletons()
    for skeleton in skeletons { addKeys(of: skeleton, sounds: sounds) }
  }

  /// The usual reading first, then one letter read otherwise, then two.
  private mutating func addSkeletons() {
    addSkeleton((-1, 0), (-1, 0))
    for unit in ambiguous {
      for choice in 1..<classes.units[unit].alternatives.count {
        addSkeleton((unit, choice), (-1, 0))
      }
    }
    for (position, first) in ambiguous.enumerated() {
      for second in ambiguous[(position + 1)...] {
        for firstChoice in 1..<classes.units[first].alternatives.count {
          for secondChoice in 1..<classes.units[second].alternatives.count {
            addSkeleton((first, firstChoice), (second, secondChoice))
          }
        }
      }
    }
  }

  private mutating func addSkeleton(
    _ first: (unit: Int, choice: Int), _ second: (unit: Int, choice: Int)
  ) {
    guard skeletons.count < alternativesKept else { return }
    var skeleton = Skeleton()
    for unit in units {
      let choice = unit == first.unit ? first.choice : unit == second.unit ? second.choice : 0
      var sounds = classes.units[unit].alternatives[choice]
      while sounds != 0 {
        skeleton.append(sounds & 15)
        sounds >>= 4
      }
    }
    if !skeletons.contains(skeleton) { skeletons.append(skeleton) }
  }

  private mutating func addKeys(of skeleton: Skeleton, sounds: Int) {
    if skeleton.count >= 3 {
      addKey(skeleton.bits)
    } else {
      let bucket = UInt64(sounds / 2 + 1)
      addKey(skeleton.bits | bucket << 44)
      addKey(skeleton.bits | (bucket + 1) << 44)
    }
    if skeleton.count >= 5 {
      for position in 0..<skeleton.count { addKey(skeleton.deleting(position).bits) }
    }
  }

  private mutating func addKey(_ bits: UInt64) {
    let key = Self.mixed(bits)
    if !keys.contains(key) { keys.append(key) }
  }

  /// Spreads bits over the whole word (the finalizer of MurmurHash3, public domain).
  static func mixed(_ bits: UInt64) -> UInt64 {
    var key = bits
    key = (key ^ key >> 33) &* 0xff51_afd7_ed55_8ccd
    key = (key ^ key >> 33) &* 0xc4ce_b9fe_1a85_ec53
    return key ^ key >> 33
  }
}
