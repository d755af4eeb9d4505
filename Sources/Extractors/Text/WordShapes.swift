// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Whether the words of a text look as words do: text that was decoded from the wrong character set
/// has capitals within words, words of two scripts, and control characters.
struct WordShapes {
  /// Words with a letter beyond ASCII.
  private var words = 0
  /// Those of them that no text has, and other signs of a wrong set.
  private var odd = 0
  /// Letters beyond ASCII that stand alone: prepositions and list marks, which say nothing.
  private var lone = 0

  private enum Script { case latin, cyrillic, arabic, other }

  /// A word as far as it was read.
  private struct Word {
    var script: Script
    var isLower: Bool
    var hasASCII: Bool
    var hasOther: Bool
    var length = 1
    var isOdd = false
  }

  init(of text: String) {
    var word: Word?
    for scalar in text.unicodeScalars {
      let properties = scalar.properties
      // Arabic vowel signs and the tatweel stand within words.
      if properties.isAlphabetic || 0x640...0x652 ~= scalar.value {
        extend(&word, with: scalar, isLower: properties.isLowercase)
      } else {
        close(&word)
        if isControl(scalar) { odd += 3 }
      }
    }
    close(&word)
  }

  /// Whether there are words with a letter beyond ASCII.
  var hasWords: Bool { words > 0 }

  /// Whether at most this share of the words is odd.
  func areLikely(tolerance: Double) -> Bool {
    (words > 0 || lone == 0) && Double(odd) <= Double(words) * tolerance
  }

  private func extend(_ word: inout Word?, with scalar: Unicode.Scalar, isLower: Bool) {
    let script = Self.script(of: scalar)
    let isASCII = scalar.isASCII
    guard var known = word else {
      word = Word(script: script, isLower: isLower, hasASCII: isASCII, hasOther: !isASCII)
      return
    }
    if script != known.script || (known.isLower && scalar.properties.isUppercase) {
      known.isOdd = true
    }
    known.length += 1
    known.script = script
    known.isLower = isLower
    known.hasASCII = known.hasASCII || isASCII
    known.hasOther = known.hasOther || !isASCII
    word = known
  }

  private mutating func close(_ word: inout Word?) {
    guard let known = word else { return }
    word = nil
    guard known.hasOther else { return }
    if known.length == 1 {
      lone += 1
      return
    }
    words += 1
    // A longer word of Latin script has plain letters, too.
    if known.isOdd || (known.script == .latin && !known.hasASCII) { odd += 1 }
  }

  private static func script(of scalar: Unicode.Scalar) -> Script {
    switch scalar.value {
    case ..<0x250: .latin
    case 0x400..<0x530: .cyrillic
    case 0x600..<0x700: .arabic
    default: .other
    }
  }

  private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    0x80..<0xa0 ~= scalar.value || scalar.value < 0x09 || 0x0e..<0x1b ~= scalar.value
  }
}
