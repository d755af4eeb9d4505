// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// How common words are in their languages: English, Russian, Arabic, French, German and Ukrainian.
///
/// ```swift
/// WordFrequencies.shared.zipf(of: "market")  // 5.2: 160 times in a million words
/// ```
///
/// The table is an xor filter with values, which `scripts/build-word-frequencies` makes and describes: it holds no
/// words, and one word in 2,048 that is not listed seems to be.
public struct WordFrequencies: Sendable {
  /// The table of the program.
  public static let shared = WordFrequencies(Self.program)

  /// Frequency n of a cell stands for `floor + n * step`.
  private static let floor: Float = 1.8
  private static let step: Float = 0.2
  private static let frequencyBits: UInt16 = 5

  /// Owns the cells.
  private let file: SectionedFile?
  private let seed: UInt64
  private let cells: PackedNumbers<UInt16>

  private static var program: SectionedFile? {
    let table = spelling_word_frequencies()
    return try? SectionedFile(
      ByteStore(program: table.bytes, count: table.count), magic: "ALLOFREQ", version: 1,
      sectionCount: 2)
  }

  private init(_ file: SectionedFile?) {
    func section<T>(_ number: Int) -> PackedNumbers<T> {
      PackedNumbers(file?.section(number) ?? UnsafeRawBufferPointer(start: nil, count: 0))
    }
    let seeds: PackedNumbers<UInt64> = section(0)
    seed = seeds.count > 0 ? seeds[0] : 0
    cells = section(1)
    self.file = file
  }

  /// How often a folded word occurs, on the Zipf scale: the logarithm of its number in a thousand million words. 3 is once
  /// in a million, 6 once in a thousand; 0 for what occurs less than once in ten million words.
  ///
  /// Of several languages that have the word, the one counts that has it most.
  public func zipf(of word: String) -> Float { zipf(of: WordLetters(word)) }

  /// How often a folded word occurs: see ``zipf(of:)-(String)``.
  package func zipf(of word: WordLetters) -> Float {
    let third = UInt64(cells.count / 3)
    guard third > 0 else { return 0 }
    let key = BitMixing.mixed(word.withLetters { BitMixing.hash(of: $0) } ^ seed)
    var value = UInt16(truncatingIfNeeded: BitMixing.mixed(key) >> 53) << Self.frequencyBits
    for part in 0..<3 as Range<UInt64> {
      let bits = key >> (21 * part) & 0x1f_ffff
      value ^= cells[Int(part * third + (bits * third) >> 21)]
    }
    // What is left of a word that is not listed is any number: the mark's bits are not zero.
    guard value > 0, value >> Self.frequencyBits == 0 else { return 0 }
    return Self.floor + Float(value) * Self.step
  }
}
