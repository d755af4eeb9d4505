// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation

/// Stands in for `Folding` until the analysis branch is merged.
enum NameFolding {
  private static let maps: [Character: String] = [
    "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th",
    "ə": "a", "ё": "е", "ک": "ك", "ی": "ي", "ى": "ي", "ہ": "ه", "ە": "ه", "ة": "ه", "ٱ": "ا",
  ]

  static func folded(_ word: String) -> String {
    var result = ""
    let lower = word.precomposedStringWithCompatibilityMapping.lowercased()
    for character in lower.decomposedStringWithCanonicalMapping.unicodeScalars {
      if character.value == 0x306, let last = result.last, last == "и" || last == "у" {
        result.removeLast()
        result.append(last == "и" ? "й" : "ў")
      } else if character.value == 0x308, result.last == "і" {
        result.removeLast()
        result.append("ї")
      } else if character.properties.generalCategory == .nonspacingMark
        || "'’‘ʿʾʼ`´ʻ".unicodeScalars.contains(character) || character.value == 0x640
        || character.properties.generalCategory == .format
      {
        continue
      } else if let mapped = maps[Character(character)] {
        result += mapped
      } else {
        result.unicodeScalars.append(character)
      }
    }
    return result.precomposedStringWithCanonicalMapping
  }
}
