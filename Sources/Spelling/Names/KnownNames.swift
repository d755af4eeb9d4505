// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// What open data knows of a word as a name.
struct KnownName: Sendable {
  /// An Arabic name that the word stands for.
  struct Meaning: Sendable {
    /// The Arabic name's number.
    let name: Int
    /// How much the word stands for it, 1 for the name that it stands for most.
    let share: Double
  }

  /// What is known of a word that the lexicon does not list.
  static let unknown = KnownName(meanings: [], isGiven: false)
  /// Two words that agree so much are the same name.
  static let minAgreement = 0.6

  let meanings: [Meaning]
  /// Whether the word is a given name, and so may be a father's name, too.
  let isGiven: Bool

  /// How far two words stand for the same name, 0 to 1; nil where the data is silent on one of them.
  func agreement(with other: KnownName) -> Double? {
    guard !meanings.isEmpty, !other.meanings.isEmpty else { return nil }
    var best = 0.0
    for meaning in meanings {
      for candidate in other.meanings where candidate.name == meaning.name {
        best = max(best, min(meaning.share, candidate.share))
      }
    }
    return best
  }
}

/// Which Arabic names a word of any script stands for, from `tables/names.lexicon`, which
/// `scripts/build-name-lexicon` makes of Wikidata's name parts and describes.
struct KnownNames: Sendable {
  static let shared = KnownNames()

  private static let noName = 1 << 23 - 1
  /// Owns the sections.
  private let file: SectionedFile?
  private let words: PackedNumbers<UInt32>
  private let starts: PackedNumbers<UInt32>
  private let names: PackedNumbers<UInt32>

  private init() {
    let table = spelling_name_lexicon()
    let file = try? SectionedFile(
      ByteStore(program: table.bytes, count: table.count), magic: "ALLONAME", version: 1,
      sectionCount: 3)
    func section(_ number: Int) -> PackedNumbers<UInt32> {
      PackedNumbers(file?.section(number) ?? UnsafeRawBufferPointer(start: nil, count: 0))
    }
    words = section(0)
    starts = section(1)
    names = section(2)
    self.file = file
  }

  /// What is known of a folded word.
  subscript(word: String) -> KnownName {
    let entries = entries(of: word)
    guard !entries.isEmpty else { return .unknown }
    let meanings = entries.compactMap { entry -> KnownName.Meaning? in
      let name = Int(entry & 0x7fff_ffff) >> 8
      guard name != Self.noName else { return nil }
      return KnownName.Meaning(name: name, share: Double(entry & 0xff) / 255)
    }
    return KnownName(meanings: meanings, isGiven: entries.contains { $0 >> 31 == 1 })
  }

  /// Whether a folded word is a given name.
  func isGiven(_ word: String) -> Bool { entries(of: word).contains { $0 >> 31 == 1 } }

  private func entries(of word: String) -> Slice<UnsafeBufferPointer<UInt32>> {
    let hash = WordLetters(word).withLetters { NameGroups.hash($0) }
    let low = words.firstIndex(notBelow: hash)
    guard low < words.count, words[low] == hash, low + 1 < starts.count else {
      return names.values[0..<0]
    }
    let end = min(Int(starts[low + 1]), names.count)
    return names.values[min(Int(starts[low]), end)..<end]
  }
}
