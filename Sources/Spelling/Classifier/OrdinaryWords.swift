// SPDX-License-Identifier: GPL-2.0-or-later

/// Which words are in the dictionary of a script's languages: a Bloom filter over hashes of folded
/// words, so a few per cent of all others seem to be in it, too.
package struct OrdinaryWords: Sendable {
  /// How many bits stand for a word.
  private static let probes = 4

  private let bits: PackedNumbers<UInt8>

  init(_ bits: PackedNumbers<UInt8>) { self.bits = bits }

  /// Whether a word is listed; false without a table.
  package func contains(_ letters: UnsafeBufferPointer<UInt16>) -> Bool {
    let limit = bits.count * 8
    guard limit > 0, limit & (limit - 1) == 0 else { return false }
    var isListed = true
    OrdinaryWords.forEachBit(of: letters, limit: limit) { bit in
      if bits[bit >> 3] >> UInt8(bit & 7) & 1 == 0 { isListed = false }
    }
    return isListed
  }

  /// Calls back with the bits that stand for a word in a table of `limit` bits, a power of two.
  package static func forEachBit(
    of letters: UnsafeBufferPointer<UInt16>, limit: Int, _ body: (Int) -> Void
  ) {
    let hash = BitMixing.hash(of: letters)
    let step = hash >> 32 | 1
    for probe in 0..<UInt64(probes) {
      body(Int(truncatingIfNeeded: (hash &+ probe &* step) & UInt64(limit - 1)))
    }
  }
}

/// What is known of a word by itself.
package struct WordRating: Sendable {
  /// How much it looks like a name, as log-odds.
  package var nameness: Float
  /// 2 for a word of the dictionary, 1 for one under a clitic or an ending, 0 for others.
  package var ordinariness: Float
  /// What its suffix neighbours in a vocabulary add to its nameness.
  package var suffixEvidence: Float
  /// How many different pairs of endings it has with them.
  package var suffixNeighbourCount: Float

  package init(
    nameness: Float, ordinariness: Float, suffixEvidence: Float = 0, suffixNeighbourCount: Float = 0
  ) {
    self.nameness = nameness
    self.ordinariness = ordinariness
    self.suffixEvidence = suffixEvidence
    self.suffixNeighbourCount = suffixNeighbourCount
  }
}

extension SpellingModel {
  /// What the model knows of a word by itself, and by its suffix neighbours.
  package func rating(
    of letters: WordLetters, in script: Script, suffixNeighbours: SuffixNeighbours?
  ) -> WordRating {
    guard script != .other else { return WordRating(nameness: 0, ordinariness: 0) }
    return WordRating(
      nameness: nameness(of: letters, in: script),
      ordinariness: ordinariness(of: letters, in: script),
      suffixEvidence: suffixNeighbours.map { suffixModels[Int(script.rawValue)].logOdds($0) } ?? 0,
      suffixNeighbourCount: Float(suffixNeighbours?.count ?? 0))
  }

  /// How much a word looks like a name, as log-odds; 0 in scripts that are not the model's.
  func nameness(of letters: WordLetters, in script: Script) -> Float {
    script == .other
      ? 0 : letters.withLetters { nameness[Int(script.rawValue)].logOdds($0) }
  }

  /// Whether a word is in the dictionary: 2 as written, 1 under one of its analyses.
  package func ordinariness(of letters: WordLetters, in script: Script) -> Float {
    let words = ordinaryWords[Int(script.rawValue)]
    if letters.withLetters({ words.contains($0) }) { return 2 }
    guard script == .arabic else { return 0 }
    // The Arabic dictionary lists words without their clitics; the others list inflected forms.
    var text = ""
    letters.withLetters { letters in
      for letter in letters {
        if let scalar = Unicode.Scalar(letter) { text.unicodeScalars.append(scalar) }
      }
    }
    var isListed = false
    text.withUTF8 { utf8 in
      AffixRules.shared.apply(to: UnsafeRawBufferPointer(utf8), in: script) { _, _, stem in
        isListed = isListed || WordLetters(stem).withLetters { words.contains($0) }
      }
    }
    return isListed ? 1 : 0
  }
}
