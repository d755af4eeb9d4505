// SPDX-License-Identifier: GPL-2.0-or-later
import CSpellingTables

/// Takes clitics and endings off words of running text, so that forms of a word come to the same
/// stem. A word may have several stems, where it can be read in several ways; words that share one
/// are taken for forms of the same word.
///
/// The rules are in `CSpellingTables/tables/light_stems.tsv`. The Arabic ones follow the light
/// stemmers of Larkey, Ballesteros and Connell ("Light Stemming for Arabic Information Retrieval",
/// 2007), but leave short words alone, whose letters are their own: بشار is no شار.
public struct LightStems: Sendable {
  /// The rules of the program.
  public static let shared = LightStems(TableFile(spelling_light_stems()))

  private struct Affix: Sendable {
    let bytes: [UInt8]
    /// The fewest bytes that must be left.
    let minimum: Int
  }

  private struct Rules: Sendable {
    var articles: [Affix] = []
    var clitics: [Affix] = []
    var endings: [Affix] = []
    var nisbas: [Affix] = []
    /// So few that looking through them is quicker than a hash.
    var names: [[UInt8]] = []
  }

  private var rules = [Rules](repeating: Rules(), count: 3)

  /// A number that changes with the table of rules (FNV-1a). Every search needs it, and many no rules.
  public static var checksum: UInt64 {
    let table = spelling_light_stems()
    return UnsafeRawBufferPointer(start: table.bytes, count: table.count)
      .reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  init(_ rows: TableFile) {
    for row in rows where row.count == 4 {
      guard let script = row[0].script else { continue }
      let bytesPerLetter = script == .latin ? 1 : 2
      let affix = Affix(bytes: Array(row[2].bytes), minimum: (row[3].number ?? 3) * bytesPerLetter)
      let index = Int(script.rawValue)
      switch row[1].text {
      case "article": rules[index].articles.append(affix)
      case "clitic": rules[index].clitics.append(affix)
      case "ending": rules[index].endings.append(affix)
      case "nisba": rules[index].nisbas.append(affix)
      default: rules[index].names += row[2].words.map { Array($0.bytes) }
      }
    }
  }

  /// Calls back with each stem of a folded word, the bytes lent for the time of the call; with none
  /// where the script has no rules.
  public func forEachStem(
    of word: UnsafeRawBufferPointer, in script: Script, _ body: (UnsafeRawBufferPointer) -> Void
  ) {
    guard script != .other, !rules[Int(script.rawValue)].endings.isEmpty else { return }
    let rules = rules[Int(script.rawValue)]
    guard !rules.articles.isEmpty else { return Self.eachEnding(of: word, rules, body) }
    if let bare = Self.withoutPrefix(word, rules.articles[...])?.rest {
      return Self.longestEnding(of: bare, rules, body)
    }
    Self.longestEnding(of: word, rules, body)
    var rest = word
    var clitics = rules.clitics[...]
    while let found = Self.withoutPrefix(rest, clitics) {
      rest = found.rest
      clitics = clitics[(found.index + 1)...]
      Self.longestEnding(of: rest, rules, body)
    }
  }

  /// Whether a folded word is another with the ending of a nisba.
  func isNisba(_ word: String, of other: String, in script: Script) -> Bool {
    guard script != .other, word.utf8.starts(with: other.utf8) else { return false }
    let ending = word.utf8.dropFirst(other.utf8.count)
    return rules[Int(script.rawValue)].nisbas.contains {
      other.utf8.count >= $0.minimum && ending.elementsEqual($0.bytes)
    }
  }

  private static func withoutPrefix(
    _ word: UnsafeRawBufferPointer, _ prefixes: ArraySlice<Affix>
  ) -> (rest: UnsafeRawBufferPointer, index: Int)? {
    for (index, prefix) in zip(prefixes.indices, prefixes)
    where word.count >= prefix.bytes.count + prefix.minimum && word.starts(with: prefix.bytes) {
      return (UnsafeRawBufferPointer(rebasing: word[prefix.bytes.count...]), index)
    }
    return nil
  }

  /// The word without the longest ending that it has; the endings are sorted by length.
  private static func longestEnding(
    of word: UnsafeRawBufferPointer, _ rules: Rules, _ body: (UnsafeRawBufferPointer) -> Void
  ) {
    for ending in rules.endings {
      guard let stem = stem(of: word, without: ending) else { continue }
      let isName = rules.names.contains { $0.count == word.count && word.starts(with: $0) }
      return body(isName ? word : stem)
    }
    body(word)
  }

  /// The word itself and the word without each ending that it may have.
  private static func eachEnding(
    of word: UnsafeRawBufferPointer, _ rules: Rules, _ body: (UnsafeRawBufferPointer) -> Void
  ) {
    body(word)
    for ending in rules.endings {
      if let stem = stem(of: word, without: ending) { body(stem) }
    }
  }

  private static func stem(
    of word: UnsafeRawBufferPointer, without ending: Affix
  ) -> UnsafeRawBufferPointer? {
    let length = word.count - ending.bytes.count
    guard length >= ending.minimum else { return nil }
    var offset = ending.bytes.count
    while offset > 0 {
      offset -= 1
      guard word[length + offset] == ending.bytes[offset] else { return nil }
    }
    return UnsafeRawBufferPointer(rebasing: word[..<length])
  }
}
