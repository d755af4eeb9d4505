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
  static let leastAgreement = 0.6

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
  private let lexicon: NameLexicon?
  /// Owns the sections that `lexicon` points into.
  private let file: SectionedFile?

  private init() {
    let table = spelling_name_lexicon()
    file = try? SectionedFile(
      ByteStore(program: table.bytes, count: table.count), magic: "ALLONAME", version: 1,
      sectionCount: 3)
    lexicon = file.map {
      NameLexicon(words: $0.section(0), starts: $0.section(1), groups: $0.section(2))
    }
  }

  /// What is known of a folded word.
  subscript(word: String) -> KnownName {
    guard let lexicon else { return .unknown }
    let entries = WordLetters(word).withLetters { lexicon.groups(of: $0) }
    guard !entries.isEmpty else { return .unknown }
    let meanings = entries.compactMap { entry -> KnownName.Meaning? in
      let name = Int(entry & 0x7fff_ffff) >> 8
      guard name != Self.noName else { return nil }
      return KnownName.Meaning(name: name, share: Double(entry & 0xff) / 255)
    }
    return KnownName(meanings: meanings, isGiven: entries.contains { $0 >> 31 == 1 })
  }
}
