// SPDX-License-Identifier: GPL-2.0-or-later

/// Which words are known to be names of one thing: the words of each entity of the training data.
///
/// Two names of an entity that is kept for measuring are never told to be the same; words that such
/// entities are called by are marked, and two marked words share nothing.
///
/// The tables: hashes of words in ascending order, and for each the number of a group · 2, plus 1 for a marked
/// word. A word of several groups is listed several times.
package struct NameGroups: Sendable {
  private let words: PackedNumbers<UInt32>
  private let groups: PackedNumbers<UInt32>

  init(words: PackedNumbers<UInt32>, groups: PackedNumbers<UInt32>) {
    self.words = words
    self.groups = groups
  }

  /// The entries of a word: where they lie in the table.
  func entries(of letters: UnsafeBufferPointer<UInt16>) -> Range<Int> {
    let hash = Self.hash(letters)
    let start = words.firstIndex(notBelow: hash)
    var end = start
    while end < min(words.count, groups.count), words[end] == hash { end += 1 }
    return start..<end
  }

  /// The group of an entry, and whether its word is a marked one.
  func group(at entry: Int) -> (number: Int, isMarked: Bool) {
    (Int(groups[entry] >> 1), groups[entry] & 1 == 1)
  }

  /// The hash under which a word is listed.
  package static func hash(_ letters: UnsafeBufferPointer<UInt16>) -> UInt32 {
    UInt32(truncatingIfNeeded: BitMixing.hash(of: letters))
  }
}
