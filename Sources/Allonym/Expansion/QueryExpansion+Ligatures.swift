// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

extension QueryExpansion {
  /// What may stand before an Arabic word as a part of it.
  private static let heads = ["", "ال", "و", "ب", "ل", "ف", "وال", "بال", "لل", "وب", "فال"]

  /// Words of the index that are an Arabic word with the letters of لا turned round, as text from PDF has
  /// it where both are one sign (دوالر for دولار). Only for a word of the dictionary, and where what comes
  /// of it is none: سالم is another word than سلام.
  func turnedLigatures(of term: String) -> [Int] {
    guard term.utf8.first.map({ $0 >= 0xd8 && $0 <= 0xdb }) == true, term.contains("لا"),
      isListed(term)
    else { return [] }
    let letters = Array(term.unicodeScalars)
    var found: [Int] = []
    for position in letters.indices.dropLast()
    where position > 0 && letters[position] == "ل" && letters[position + 1] == "ا" {
      var turned = letters
      turned.swapAt(position, position + 1)
      let word = String(String.UnicodeScalarView(turned))
      if isListed(word) { continue }
      found += Self.heads.compactMap { vocabulary.index(of: $0 + word) }
    }
    return found
  }

  private func isListed(_ word: String) -> Bool {
    SpellingModel.shared.map { $0.ordinariness(of: WordLetters(word), in: .arabic) > 0 } ?? false
  }
}
