// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// The character set of names in an archive that are not UTF-8: the programs that wrote them took that of
/// their system and did not say which.
enum MemberNames {
  /// Sets that archives are written in, where the earlier one counts among equals.
  private static let charsets = [
    "IBM866", "WINDOWS-1251", "KOI8-R", "WINDOWS-1256", "IBM850", "WINDOWS-1252",
  ]

  /// The set in which names look most like names; nil where they look like none in all.
  static func charset(of names: [[UInt8]]) -> String? {
    let sample = Array(names.prefix(1000).joined(separator: [0x0a]))
    var best: (charset: String, score: Double)?
    for charset in charsets {
      guard let text = CharsetDecoder.text(of: sample, in: charset) else { continue }
      let score = score(of: text)
      if score > best?.score ?? 0 { best = (charset, score) }
    }
    return best?.charset
  }

  private static let common = Set(RussianLetters.common)

  /// The more a text has of what words have, and the less of what they have not.
  private static func score(of text: String) -> Double {
    var score = 0.0
    var before: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      defer { before = scalar }
      if scalar.isASCII { continue }
      let properties = scalar.properties
      guard properties.isAlphabetic else {
        score -= ["№", "«", "»", "–", "—", "“", "”", "\u{A0}"].contains(scalar) ? 0 : 3
        continue
      }
      let isInWord = before.properties.isAlphabetic
      switch scalar.value {
      case 0x400...0x52f where common.contains(scalar): score += 2
      case 0x400...0x52f, 0x620...0x6ff: score += 1
      // Beyond Latin letters with accents there are only such of mistaken sets.
      case 0xc0...0x17f: score += isInWord && before.isASCII ? 1 : -0.5
      default: score -= 2
      }
      // A capital within a word, or a word of two scripts.
      if isInWord && properties.isUppercase && before.properties.isLowercase { score -= 4 }
      if isInWord && !before.isASCII && (before.value < 0x250) != (scalar.value < 0x250) {
        score -= 4
      }
      if isInWord && before.isASCII && scalar.value >= 0x250 { score -= 2 }
    }
    return score
  }
}
