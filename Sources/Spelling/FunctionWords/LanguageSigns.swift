// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// What tells a language from its neighbours in the same script: very common words, and letters the
/// others do not have.
///
/// The rows are in `CSpellingTables/words`, `function_words.tsv` and `distinctive_letters.tsv`.
public enum LanguageSigns {
  /// Calls `body` with each language in which a folded word is very common.
  public static func forEachLanguage(
    ofWord word: UnsafeBufferPointer<UInt8>, _ body: (LanguageCode) -> Void
  ) {
    let words = spelling_words()
    let rows = UnsafeBufferPointer(start: words.function_words, count: words.function_word_count)
    forEachLanguage(of: word, in: rows, body)
  }

  /// Calls `body` with each language of which a folded letter, in UTF-8, is a sign.
  public static func forEachLanguage(
    ofLetter letter: UnsafeBufferPointer<UInt8>, _ body: (LanguageCode) -> Void
  ) {
    let words = spelling_words()
    let rows = UnsafeBufferPointer(
      start: words.distinctive_letters, count: words.distinctive_letter_count)
    forEachLanguage(of: letter, in: rows, body)
  }

  private static func forEachLanguage(
    of sign: UnsafeBufferPointer<UInt8>, in rows: UnsafeBufferPointer<spelling_language_sign>,
    _ body: (LanguageCode) -> Void
  ) {
    let wanted = hash(sign)
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].hash < wanted { low = middle + 1 } else { high = middle }
    }
    while low < rows.count, rows[low].hash == wanted {
      let code = rows[low].language
      body(LanguageCode(UInt8(bitPattern: code.0), UInt8(bitPattern: code.1)))
      low += 1
    }
  }

  /// FNV-1a, as in `scripts/generate-folding-tables`.
  private static func hash(_ sign: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in sign { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return value
  }
}

/// The two letters of an ISO 639-1 code.
public struct LanguageCode: Hashable, Sendable, CustomStringConvertible {
  private let first: UInt8
  private let second: UInt8

  /// A code from its letters, in ASCII.
  public init(_ first: UInt8, _ second: UInt8) {
    self.first = first
    self.second = second
  }

  /// The code as text: `en`.
  public var description: String { String(decoding: [first, second], as: UTF8.self) }
}
