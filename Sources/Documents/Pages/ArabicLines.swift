// SPDX-License-Identifier: GPL-2.0-or-later

/// Arabic text as pdftotext gives it, made as it was written.
///
/// pdftotext puts lines into logical order, but turns the letters of a ligature (لا, لى) round with
/// them. A ligature is put right where no Arabic
/// word is written as it stands: alef before alef with hamza or madda and lam (األ), alef maqsura
/// before the end of a word (إىل), and, in a text with such traces, the word ال by itself. Within words
/// what is meant cannot be detected: سالم may be سلام.
package enum ArabicLines {
  /// The text with its ligatures put right.
  package static func repaired(_ text: String) -> String {
    guard text.utf8.contains(0xd8) || text.utf8.contains(0xd9) else { return text }
    var scalars = Array(text.unicodeScalars)
    guard turnPairs(in: &scalars) else { return text }
    turnWord(in: &scalars)
    return String(String.UnicodeScalarView(scalars))
  }

  private static let alef: Unicode.Scalar = "ا"
  private static let lam: Unicode.Scalar = "ل"

  private static func isLetter(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map { 0x621...0x64a ~= $0.value } ?? false
  }

  /// Turns the pairs that stand as in no word; whether there were any.
  private static func turnPairs(in scalars: inout [Unicode.Scalar]) -> Bool {
    var found = false
    for index in scalars.indices.dropLast() where scalars[index + 1] == lam {
      let before = index > 0 ? scalars[index - 1] : nil
      let isHamza = ["أ", "إ", "آ"].contains(scalars[index]) && before == alef
      let isMaqsura = scalars[index] == "ى" && isLetter(before)
      if isHamza || isMaqsura {
        scalars.swapAt(index, index + 1)
        found = true
      }
    }
    return found
  }

  /// Makes لا of the word ال.
  private static func turnWord(in scalars: inout [Unicode.Scalar]) {
    for index in scalars.indices.dropLast() where scalars[index] == alef {
      let before = index > 0 ? scalars[index - 1] : nil
      let after = index + 2 < scalars.count ? scalars[index + 2] : nil
      if scalars[index + 1] == lam && !isLetter(before) && !isLetter(after) {
        scalars.swapAt(index, index + 1)
      }
    }
  }
}
