// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// Arabic words as scholars and maps romanize them, from `tables/romanization.tsv`: back to Arabic letters, where
/// dots, long vowels and ayn tell nearly every letter, and voweled Arabic words to Latin.
struct Romanization: Sendable {
  static let shared = Romanization(TableFile(spelling_romanization()))

  /// What Latin letters are written as.
  private struct Writing {
    let arabic: String
    /// Only romanized Arabic has these letters.
    let isDistinctive: Bool
  }

  private var initial: [String: Writing] = [:]
  private var final: [String: Writing] = [:]
  private var anywhere: [String: Writing] = [:]
  /// The usual Latin for an Arabic letter.
  private var latin: [Unicode.Scalar: String] = [:]
  /// The short vowels, as signs; empty for the sign that there is none.
  private var signs: [Unicode.Scalar: String] = [:]

  private static let shadda: Unicode.Scalar = "\u{651}"
  /// Where Unicode has the signs, from fathatan to the small alef.
  private static let diacritics: ClosedRange<Unicode.Scalar> = "\u{64B}"..."\u{670}"
  /// Vowels that Arabic does not write, but at the ends of words.
  private static let shortVowels: Set<Character> = [
    "a", "e", "i", "o", "u", "é", "è", "ë", "ï", "á", "í", "à", "ạ",
  ]
  private static let hamzas: Set<Character> = ["’", "ʼ", "'", "´"]
  private static let ayns: Set<Character> = ["‘", "ʻ"]
  /// No row is longer, in letters.
  private static let longest = 3

  init(_ rows: TableFile) {
    for row in rows {
      let (arabic, latin) = (row[0].text, row[1].text)
      let writing = Writing(arabic: arabic, isDistinctive: row[3].text == "yes")
      let scalars = arabic.unicodeScalars
      guard let letter = scalars.first else { continue }
      switch row[2].text {
      case "sign":
        signs[letter] = latin
        continue
      case "initial": initial[latin] = writing
      case "final": final[latin] = writing
      default: anywhere[latin] = writing
      }
      if scalars.count == 1, self.latin[letter] == nil { self.latin[letter] = latin }
    }
  }

  // MARK: To Arabic

  /// A romanized word in Arabic letters; nil where nothing tells that it is one, or it has other letters.
  func inArabic(_ word: String) -> String? {
    let letters = word.lowercased().map(Self.sign)
    var written = ""
    var last = ""
    var isDistinctive = false
    var start = 0
    while start < letters.count {
      guard let (latin, writing) = unit(at: start, of: letters) else {
        guard Self.shortVowels.contains(letters[start]) else { return nil }
        last = ""
        start += 1
        continue
      }
      // A doubled consonant is one letter with a mark.
      if latin != last { written += writing.arabic }
      isDistinctive = isDistinctive || writing.isDistinctive
      last = latin
      start += latin.count
    }
    return isDistinctive ? written : nil
  }

  /// One letter for all signs of hamza, and one for ayn.
  private static func sign(_ letter: Character) -> Character {
    hamzas.contains(letter) ? "ʾ" : ayns.contains(letter) ? "ʿ" : letter
  }

  /// The longest run of letters from a place on that is written in Arabic.
  private func unit(at start: Int, of letters: [Character]) -> (latin: String, Writing)? {
    for length in (1...Self.longest).reversed() where start + length <= letters.count {
      let latin = String(letters[start..<start + length])
      let writing =
        (start == 0 ? initial[latin] : nil)
        ?? (start + length == letters.count ? final[latin] : nil) ?? anywhere[latin]
      if let writing { return (latin, writing) }
    }
    return nil
  }

  // MARK: To Latin

  /// A word with signs of vowels in Latin letters; nil without such signs, or with letters that are not Arabic.
  static func inLatin(_ word: String) -> String? {
    // Most words have none, and need no table.
    word.unicodeScalars.contains { diacritics.contains($0) } ? shared.inLatin(word) : nil
  }

  private func inLatin(_ word: String) -> String? {
    guard word.unicodeScalars.contains(where: { isSign($0) }) else { return nil }
    let scalars = withoutArticle(Array(word.unicodeScalars))
    var parts: [(text: String, isVowel: Bool)] = []
    var consonant = ""
    for (index, scalar) in scalars.enumerated() {
      let vowel = parts.last.flatMap { $0.isVowel ? $0.text : nil }
      let isVoweled = index + 1 < scalars.count && isSpoken(scalars[index + 1])
      if scalar == Self.shadda {
        let end = vowel == nil ? parts.count : parts.count - 1
        // No word begins with a doubled letter: it is the article's l that is spoken so.
        if end > 1 { parts.insert((consonant, false), at: end) }
      } else if let sign = signs[scalar] {
        if !sign.isEmpty { parts.append((sign, true)) }
      } else {
        guard let plain = plain(scalar), let letter = latin[scalar] ?? latin[plain] else {
          return nil
        }
        switch (scalar, plain) {
        case ("ء", _), ("ؤ", _), ("ئ", _): parts.append(("", false))
        case ("ة", _) where vowel == "a", ("ى", _) where vowel == "a": break
        case (_, "ا"):
          // It carries the vowel that follows, or makes the one before long.
          if !isVoweled, vowel != "a" { parts.append((letter, true)) }
        case (_, "و") where vowel == "u" && !isVoweled: break
        case (_, "ي") where vowel == "i" && !isVoweled: break
        case (_, "و") where index > 0 && vowel == nil && !isVoweled: parts.append(("u", true))
        case (_, "ي") where index > 0 && vowel == nil && !isVoweled && scalar != "ى":
          parts.append(("i", true))
        default: parts.append((letter, false))
        }
        consonant = letter
      }
    }
    return parts.map(\.text).joined()
  }

  /// The letters behind an article.
  private func withoutArticle(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    let letters = scalars.indices.filter { !isSign(scalars[$0]) }
    guard letters.count >= 5, plain(scalars[letters[0]]) == "ا", scalars[letters[1]] == "ل" else {
      return scalars
    }
    return Array(scalars[letters[2]...])
  }

  private func isSign(_ scalar: Unicode.Scalar) -> Bool {
    scalar == Self.shadda || signs[scalar] != nil
  }

  /// Whether a sign gives the letter before it a sound of its own.
  private func isSpoken(_ scalar: Unicode.Scalar) -> Bool {
    scalar == Self.shadda || signs[scalar].map { !$0.isEmpty } ?? false
  }

  /// A letter as folded: one for all kinds of alef, kaf and yeh.
  private func plain(_ letter: Unicode.Scalar) -> Unicode.Scalar? {
    Folding.folded(String(letter)).unicodeScalars.first
  }
}
