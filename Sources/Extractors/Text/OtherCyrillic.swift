// SPDX-License-Identifier: GPL-2.0-or-later

/// Cyrillic in one of its sets that was read as if it were in another: "оПХБЕР" (Windows-1251 taken for KOI8-R),
/// "╧ЁштхЄ" (taken for that of DOS), "Џа ўҐв" (the other way round) for "Привет".
enum OtherCyrillic {
  /// The text as it was meant; nil where no pair of sets makes words of it.
  static func repaired(_ text: String, sample: String) -> String? {
    let shapes = WordShapes(of: sample)
    guard
      shapes.hasWords && !shapes.areLikely(tolerance: 0.2) || signs(in: sample)
        || isInCapitals(sample)
    else { return nil }
    // In another set other letters are the common ones.
    var best: (pair: Pair, share: Double)?
    let minimum = max(commonShare(of: sample) + 0.15, 0.5)
    for pair in pairs {
      guard let meant = decoded(sample, pair), WordShapes(of: meant).areLikely(tolerance: 0.05),
        isMostlyCyrillic(meant)
      else { continue }
      let share = commonShare(of: meant)
      if share >= max(minimum, best?.share ?? 0) { best = (pair, share) }
    }
    return best.flatMap { decoded(text, $0.pair) }
  }

  private struct Pair: Sendable {
    /// The set that the text was taken for, and that it is in.
    var taken: TwiceEncoded.Table
    var meant: String
  }

  private static let pairs = [
    Pair(taken: TwiceEncoded.cyrillic, meant: "KOI8-R"),
    Pair(taken: TwiceEncoded.Table("IBM866"), meant: "WINDOWS-1251"),
    Pair(taken: TwiceEncoded.cyrillic, meant: "IBM866"),
    Pair(taken: TwiceEncoded.Table("KOI8-R"), meant: "WINDOWS-1251"),
  ]

  private static func decoded(_ text: String, _ pair: Pair) -> String? {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if let byte = pair.taken.byte(of: scalar) {
        bytes.append(byte)
      } else if scalar == "\u{FFFD}" {
        // What another program could not read.
        bytes.append(UInt8(ascii: "?"))
      } else {
        return nil
      }
    }
    return CharsetDecoder.text(of: bytes, in: pair.meant)
  }

  /// Whether signs stand where letters should: at least one for six letters beyond ASCII. Signs that sound texts
  /// have do not count, among them the spaces that do not break.
  private static func signs(in text: String) -> Bool {
    var letters = 0
    var signs = 0
    for scalar in text.unicodeScalars where !scalar.isASCII && !punctuation.contains(scalar) {
      if scalar.properties.isAlphabetic { letters += 1 } else { signs += 1 }
    }
    return letters > 0 && signs * 6 >= letters
  }

  private static let punctuation = Set("\u{A0}«»—–„“”’…•№§".unicodeScalars)

  /// Whether most letters are capitals: KOI8-R has small letters where Windows-1251 has capitals.
  private static func isInCapitals(_ text: String) -> Bool {
    let letters = text.unicodeScalars.filter { 0x410...0x44f ~= $0.value }
    return letters.count >= 30 && letters.count { $0.value < 0x430 } * 10 >= letters.count * 7
  }

  /// The share of the ten letters that are two thirds of Russian text.
  private static func commonShare(of text: String) -> Double {
    let letters = text.unicodeScalars.filter { !$0.isASCII }
    let common = letters.count { maxCommon.contains($0) }
    return letters.isEmpty ? 0 : Double(common) / Double(letters.count)
  }

  private static let maxCommon = Set(
    RussianLetters.common.prefix(10) + RussianLetters.commonCapitals.prefix(10))

  private static func isMostlyCyrillic(_ text: String) -> Bool {
    let others = text.unicodeScalars.filter { !$0.isASCII }
    let letters = others.count { 0x410...0x44f ~= $0.value || $0 == "ё" || $0 == "Ё" }
    return letters * 10 >= others.count * 9
  }
}
