// SPDX-License-Identifier: GPL-2.0-or-later
internal import CCharset
import Documents

/// The character set of a text that is not Unicode.
///
/// uchardet guesses and ICU gives a second opinion; a guess counts only where the text that it gives
/// has words as texts have them. Measured on 6,720 pieces of 20 to 5,000 bytes of Arabic, Russian and
/// English news in seven character sets: see the article on formats.
enum CharsetGuess {
  /// How much of a text is looked at.
  private static let sampleSize = 64 << 10
  /// Fewer bytes beyond ASCII are not enough to tell one Eastern set from another.
  private static let minEvidence = 10

  /// The text, where its character set can be detected and all of it is in it.
  static func text(of bytes: [UInt8]) -> String? {
    let sample = sample(of: bytes)
    guard let charset = charset(of: sample) else { return nil }
    return CharsetDecoder.text(of: bytes, in: charset)
  }

  /// The set that a sample is in, as iconv names it; nil where it cannot be detected.
  static func charset(of sample: [UInt8]) -> String? {
    let first = name(sample, charset_guess_uchardet)
    let second = name(sample, charset_guess_icu)
    guard let first else { return nil }
    if second == western && latin.contains(first) {
      // A short text in a Western language has few words beyond ASCII.
      return fits(sample, western, tolerance: 0.25) ? western : nil
    }
    guard sample.count(where: { $0 >= 0x80 }) >= minEvidence else { return nil }
    if first == second {
      return fits(sample, first) && !mayBeMacintosh(sample, first) ? first : nil
    }
    if known.contains(first), fits(sample, first) {
      // ICU does not know the set of Macintosh and takes it for its Windows counterpart.
      if let second, known.contains(second), fits(sample, second) { return nil }
      return mayBeMacintosh(sample, first) ? nil : first
    }
    return nil
  }

  /// Whether the text that a set makes of the bytes looks like one.
  static func fits(_ bytes: [UInt8], _ charset: String, tolerance: Double = 0.04) -> Bool {
    guard let text = CharsetDecoder.text(of: bytes, in: charset) else { return false }
    return WordShapes(of: text).areLikely(tolerance: tolerance)
  }

  private static let western = "WINDOWS-1252"
  private static let macintosh = "MAC-CYRILLIC"
  private static let known: Set = [
    "WINDOWS-1251", "WINDOWS-1256", "KOI8-R", "ISO-8859-5", "ISO-8859-6", "IBM866", macintosh,
  ]
  /// Sets of Latin script that uchardet takes Western text for.
  private static let latin: Set = [
    western, "ISO-8859-15", "ISO-8859-2", "ISO-8859-3", "ISO-8859-4", "ISO-8859-9", "ISO-8859-10",
    "ISO-8859-13", "ISO-8859-16", "WINDOWS-1250", "WINDOWS-1254", "WINDOWS-1257", "WINDOWS-1258",
    "IBM852", "IBM865", "MAC-CENTRALEUROPE",
  ]

  /// Small letters are the same in both Cyrillic sets of Windows and Macintosh. A text with letters that
  /// only the neighbours of Russian have in the one, and that reads well in the other, may be either.
  private static func mayBeMacintosh(_ sample: [UInt8], _ charset: String) -> Bool {
    charset == "WINDOWS-1251" && sample.contains { 0x80...0x9f ~= $0 && !punctuation.contains($0) }
      && fits(sample, macintosh)
  }

  /// Signs of Windows-1251 that are no letters. Source: the table of Unicode, CP1251.TXT.
  private static let punctuation: Set<UInt8> = [
    0x82, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8b, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99,
    0x9b,
  ]

  /// What telling is done by: the text from the line with the first byte beyond ASCII on.
  private static func sample(of bytes: [UInt8]) -> [UInt8] {
    guard bytes.count > sampleSize, let first = bytes.firstIndex(where: { $0 >= 0x80 }) else {
      return bytes
    }
    return Array(bytes[max(first - 200, 0)...].prefix(sampleSize))
  }

  private static func name(
    _ bytes: [UInt8],
    _ guess: (UnsafePointer<CChar>?, Int, UnsafeMutablePointer<CChar>?) -> Bool
  ) -> String? {
    var name = [CChar](repeating: 0, count: Int(CHARSET_NAME_SIZE))
    let found = bytes.withUnsafeBytes {
      guess($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count, &name)
    }
    let letters = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return found ? CharsetDecoder.webName(String(decoding: letters, as: UTF8.self)) : nil
  }
}
