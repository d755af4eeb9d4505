// SPDX-License-Identifier: GPL-2.0-or-later

/// Which words are known to be one name, for what no rule can know: groups of words that stand
/// together in open name data, as hashes of words and the numbers of their groups.
package struct NameLexicon: Sendable {
  private let words: PackedNumbers<UInt32>
  private let starts: PackedNumbers<UInt32>
  private let groups: PackedNumbers<UInt32>

  init(
    words: UnsafeRawBufferPointer, starts: UnsafeRawBufferPointer, groups: UnsafeRawBufferPointer
  ) {
    self.words = PackedNumbers(words)
    self.starts = PackedNumbers(starts)
    self.groups = PackedNumbers(groups)
  }

  /// The hash under which a word is listed.
  package static func hash(_ letters: UnsafeBufferPointer<UInt16>) -> UInt32 {
    var hash: UInt64 = 0x1e71_c0de
    for letter in letters { hash = (hash ^ UInt64(letter)) &* 0x100_0000_01b3 }
    return UInt32(truncatingIfNeeded: SpellingKeys.mixed(hash))
  }

  /// The groups of a word, ascending.
  func groups(of letters: UnsafeBufferPointer<UInt16>) -> Slice<UnsafeBufferPointer<UInt32>> {
    let hash = NameLexicon.hash(letters)
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle] < hash { low = middle + 1 } else { high = middle }
    }
    guard low < words.count, words[low] == hash, low + 1 < starts.count else {
      return groups.values[0..<0]
    }
    let end = min(Int(starts[low + 1]), groups.count)
    return groups.values[min(Int(starts[low]), end)..<end]
  }

  /// Whether a word belongs to one of some groups.
  func isMember(
    _ letters: UnsafeBufferPointer<UInt16>, ofOneOf wanted: Slice<UnsafeBufferPointer<UInt32>>
  ) -> Bool {
    !wanted.isEmpty && groups(of: letters).contains { wanted.contains($0) }
  }
}
