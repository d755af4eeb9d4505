// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Languages as documents declare them.
enum LanguageTag {
  /// The ISO 639-1 code of a declared language (`ar-SY`, `en_US`, `rus`); nil where there is none.
  static func iso639(_ declared: String) -> String? {
    let primary = declared.unicodeScalars
      .drop { $0.properties.isWhitespace }
      .prefix { $0.properties.isAlphabetic }
    let tag = String(String.UnicodeScalarView(primary)).lowercased()
    guard tag.utf8.allSatisfy({ 0x61...0x7a ~= $0 }) else { return nil }
    if let code = twoLetters[tag] { return code }
    return tag.utf8.count == 2 ? tag : nil
  }

  /// ISO 639-2 and -3 codes, and withdrawn ones, that documents in the languages we serve are seen to
  /// use. Source: Library of Congress, ISO 639-2 code list.
  private static let twoLetters = [
    "ara": "ar", "arb": "ar", "bel": "be", "bul": "bg", "deu": "de", "eng": "en", "fas": "fa",
    "fra": "fr", "fre": "fr", "ger": "de", "heb": "he", "ita": "it", "iw": "he", "kur": "ku",
    "per": "fa", "rus": "ru", "spa": "es", "tur": "tr", "ukr": "uk", "urd": "ur",
  ]
}
