// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// The names of persons, places and bodies that open data knows, by the word that they begin with.
///
/// The table is made by `scripts/build-known-names` and is used where it lies: opening it reads its
/// header, and a look-up reads the entries of one word and the groups that they point at.
///
///     0  UInt32 a bucket and one more: where its entries begin; a word's bucket is the high bits of its hash
///     1  UInt8 an entry: the low byte of the hash of a word that a name begins with
///     2  UInt32 an entry: where a group with such a name begins in section 3
///     3  the groups: see `GazetteerGroups`
package struct Gazetteer: Sendable {
  /// The table of the program; nil when the program was built with a table that is none.
  package static let shared: Gazetteer? = {
    let table = spelling_known_names()
    return try? Gazetteer(ByteStore(program: table.bytes, count: table.count))
  }()

  package static let magic = "ALLOGAZE"
  package static let version: UInt32 = 1
  private static let sectionCount = 4

  /// Owns the sections.
  private let file: SectionedFile
  private let starts: PackedNumbers<UInt32>
  private let marks: PackedNumbers<UInt8>
  private let offsets: PackedNumbers<UInt32>
  private let groups: GazetteerGroups
  /// How many of a hash's high bits number its bucket.
  private let bucketBits: Int

  /// Opens a file, and reads all of it once to see that it is sound.
  package init(path: String) throws {
    do {
      try self.init(ByteStore(path: path))
    } catch let error as VocabularyError {
      throw GazetteerError(path: path, error)
    }
    guard file.isIntact else {
      throw GazetteerError(path: path, .damaged("its checksum is another one"))
    }
  }

  /// Opens a table in memory.
  package init(bytes: [UInt8]) throws {
    try self.init(ByteStore(copying: bytes))
  }

  private init(_ store: ByteStore) throws {
    file = try SectionedFile(
      store, magic: Self.magic, version: Self.version, sectionCount: Self.sectionCount)
    starts = PackedNumbers(file.section(0))
    marks = PackedNumbers(file.section(1))
    offsets = PackedNumbers(file.section(2))
    groups = GazetteerGroups(bytes: file.section(3))
    let buckets = starts.count - 1
    guard buckets > 0, buckets.nonzeroBitCount == 1, buckets.trailingZeroBitCount <= 32 else {
      throw VocabularyError.damaged("its number of buckets is no power of two")
    }
    guard marks.count == offsets.count, Int(starts[buckets]) == offsets.count else {
      throw VocabularyError.damaged("its entries are not as many as it says")
    }
    bucketBits = buckets.trailingZeroBitCount
  }

  /// The Arabic article, which the table leaves out and notes for each name.
  package static let article = "ال"
  /// Words of fewer letters have no article taken off.
  private static let minLettersWithArticle = 5

  /// A folded word as the table lists it: without the Arabic article.
  package static func withoutArticle(_ word: String) -> String {
    word.hasPrefix(article) && word.unicodeScalars.count >= minLettersWithArticle
      ? String(word.unicodeScalars.dropFirst(article.unicodeScalars.count)) : word
  }

  /// The entities with a name that is a folded word or begins with it.
  package func entities(withNameBeginningWith word: String) -> [NamedEntity] {
    entries(of: word).compactMap { entry in
      groups.hasName(beginningWith: word, at: Int(offsets[entry]))
        ? groups.entity(at: Int(offsets[entry])) : nil
    }
  }

  /// The entries that may be those of a word.
  private func entries(of word: String) -> [Int] {
    guard !word.isEmpty else { return [] }
    let hash = WordLetters(word).withLetters { NameGroups.hash($0) }
    let bucket = bucketBits == 0 ? 0 : Int(hash >> UInt32(32 - bucketBits))
    let end = min(Int(starts[bucket + 1]), offsets.count)
    let start = min(Int(starts[bucket]), end)
    return (start..<end).filter { marks[$0] == UInt8(truncatingIfNeeded: hash) }
  }

  /// How many entities are called by a folded word by itself.
  func entityCount(named word: String) -> Int {
    entries(of: word).lazy.filter { groups.hasName(word, at: Int(offsets[$0])) }.count
  }

  /// The entities with a name that is a folded word by itself, or folded words with a space between two.
  package func entities(named text: String) -> [NamedEntity] {
    entries(of: String(text.prefix { $0 != " " })).compactMap { entry in
      groups.hasName(text, at: Int(offsets[entry])) ? groups.entity(at: Int(offsets[entry])) : nil
    }
  }
}

/// Why a table of known names cannot be used.
package struct GazetteerError: Error, CustomStringConvertible, Equatable {
  package let description: String

  init(path: String, _ error: VocabularyError) {
    switch error {
    case .damaged(let what):
      description = "\(path) is no table of known names, or is damaged: \(what)"
    case .version(let found, let supported):
      description =
        "\(path) has format \(found); this program reads tables of known names of format \(supported)"
    case .system, .tooLarge: description = error.description
    }
  }
}
