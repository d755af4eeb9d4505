// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// Very common words that tell a language from its neighbours in the same script.
///
/// The rows are in `CSpellingTables/words/function_words.tsv`.
public enum FunctionWordTable {
  /// Calls `body` with the ISO 639-1 code, as its two letters in one number, of each language in
  /// which the folded word is very common.
  public static func forEachLanguage(
    of word: UnsafeBufferPointer<UInt8>, _ body: (LanguageCode) -> Void
  ) {
    let words = spelling_words()
    let wanted = hash(word)
    var low = 0
    var high = words.function_word_count
    while low < high {
      let middle = (low + high) / 2
      if words.function_words[middle].hash < wanted { low = middle + 1 } else { high = middle }
    }
    while low < words.function_word_count, words.function_words[low].hash == wanted {
      let code = words.function_words[low].language
      body(LanguageCode(UInt8(bitPattern: code.0), UInt8(bitPattern: code.1)))
      low += 1
    }
  }

  /// FNV-1a, as in `scripts/generate-folding-tables`.
  private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
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
