// SPDX-License-Identifier: GPL-2.0-or-later

/// How a word's ending goes together with those of its suffix neighbours: the forms of a vocabulary that differ from it in
/// their endings only, such as walks and walking beside walk.
package struct SuffixNeighbours {
  /// Looked at are so many forms in both directions of the byte order.
  private static let reach = 6
  /// The fewest letters in common, and the most that a word and its suffix neighbours may have besides.
  private static let minCommon = 3
  private static let longestEnding = 3
  private static let longestOtherEnding = 4

  /// The number of different pairs of endings.
  package private(set) var count = 0
  private var hashes = SIMD16<UInt32>()

  /// Hashes of the pairs of endings, each once.
  package var endings: some Sequence<UInt32> { (0..<count).lazy.map { [hashes] in hashes[$0] } }

  /// The suffix neighbours of a word whose place among the forms is known: its own, or that of the first form behind it.
  init(
    of word: UnsafeRawBufferPointer, in script: Script, near index: Int, of vocabulary: Vocabulary
  ) {
    let lengths = Lengths(script)
    var other = index - 1
    while other >= max(0, index - Self.reach),
      add(vocabulary.bytes(at: other), of: word, lengths)
    { other -= 1 }
    let isListed =
      index < vocabulary.count && FormOrder.compare(vocabulary.bytes(at: index), word) == 0
    other = isListed ? index + 1 : index
    let end = min(vocabulary.count, other + Self.reach)
    while other < end, add(vocabulary.bytes(at: other), of: word, lengths) { other += 1 }
  }

  /// The limits in bytes of a script.
  private struct Lengths {
    let minCommon: Int
    let ending: Int
    let otherEnding: Int

    init(_ script: Script) {
      let letter = script == .latin ? 1 : 2
      minCommon = SuffixNeighbours.minCommon * letter
      ending = SuffixNeighbours.longestEnding * letter
      otherEnding = SuffixNeighbours.longestOtherEnding * letter
    }
  }

  /// Adds a form if it is a suffix neighbour; false when no form beyond it can be.
  private mutating func add(
    _ form: UnsafeRawBufferPointer, of word: UnsafeRawBufferPointer, _ lengths: Lengths
  ) -> Bool {
    let shorter = min(word.count, form.count)
    var common = 0
    while common < shorter, word[common] == form[common] { common += 1 }
    // Not in the midst of a letter.
    while common > 0, common < word.count, word[common] & 0xc0 == 0x80 { common -= 1 }
    guard common >= lengths.minCommon, word.count - common <= lengths.ending else {
      return false
    }
    guard form.count - common <= lengths.otherEnding else { return true }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in common..<word.count { hash = (hash ^ UInt64(word[index])) &* 0x100_0000_01b3 }
    hash = (hash ^ 0xff) &* 0x100_0000_01b3
    for index in common..<form.count { hash = (hash ^ UInt64(form[index])) &* 0x100_0000_01b3 }
    let ending = UInt32(truncatingIfNeeded: BitMixing.mixed(hash))
    for known in 0..<count where hashes[known] == ending { return true }
    hashes[count] = ending
    count += 1
    return true
  }
}

/// What a word's suffix neighbours say of it: ordinary words stand in texts with their inflections and derivations, names
/// with few and other ones. Weights of the pairs of endings, hashed into a table.
package struct SuffixModel: Sendable {
  private let weights: PackedNumbers<Int8>

  init(_ weights: PackedNumbers<Int8>) { self.weights = weights }

  /// What is added to the log-odds of a word's being a name; 0 without suffix neighbours.
  func logOdds(_ suffixNeighbours: SuffixNeighbours) -> Float {
    guard weights.count > 0, weights.count & (weights.count - 1) == 0 else { return 0 }
    let mask = weights.count - 1
    var sum = 0
    for ending in suffixNeighbours.endings { sum += Int(weights[Int(ending) & mask]) }
    return Float(sum) / Nameness.steps
  }
}

extension Vocabulary {
  /// The suffix neighbours of a folded word.
  package func suffixNeighbours(of word: String, in script: Script) -> SuffixNeighbours {
    var word = word
    return word.withUTF8 { suffixNeighbours(of: UnsafeRawBufferPointer($0), in: script) }
  }

  func suffixNeighbours(of word: UnsafeRawBufferPointer, in script: Script) -> SuffixNeighbours {
    SuffixNeighbours(of: word, in: script, near: firstIndex(notBefore: word), of: self)
  }
}
