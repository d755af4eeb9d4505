// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Xapian

/// The stems of words as look-up keys of the vocabulary, so that words with the same stem are found
/// together. Stems are never stored as words.
///
/// English and Russian stems are Snowball's (https://snowballstem.org) through Xapian; Arabic ones,
/// and more of Russian nouns, come from ``LightStems``. Snowball takes the first letter off بشار and
/// the last two off систем, and finds fewer of the forms of a word. Ways to write a number are forms
/// of one word, too. Belongs to one thread, as Snowball's stemmers do.
final class StemKeys {
  private let english: Stem
  private let russian: Stem

  /// Stems of shorter words merge what has nothing in common.
  private static let shortestWord = 3
  /// Keeps keys of light stems apart from Snowball's.
  private static let lightMark = "light".utf8

  init() throws(XapianError) {
    english = try Stem("english")
    russian = try Stem("russian")
  }

  /// The keys of a folded word: none where it has no stem.
  func keys(_ word: String) -> [UInt64] {
    let script = Script(of: word)
    var word = word
    return word.withUTF8 { keys($0, script) }
  }

  /// The keys of a folded word in a script.
  func keys(_ word: UnsafeBufferPointer<UInt8>, _ script: Script) -> [UInt64] {
    guard word.count >= Self.shortestWord else { return [] }
    if let digits = NumberReading.digits(of: word) {
      return [FNV1a.hash("number".utf8, FNV1a.hash(digits))]
    }
    var keys: [UInt64] = []
    switch script {
    case .latin: keys.append(Self.key(word, english, "english"))
    case .cyrillic: keys.append(Self.key(word, russian, "russian"))
    case .arabic, .other: break
    }
    LightStems.shared.forEachStem(of: UnsafeRawBufferPointer(word), in: script) { stem in
      let key = FNV1a.hash(Self.lightMark, FNV1a.hash(stem))
      if !keys.contains(key) { keys.append(key) }
    }
    return keys
  }

  /// The key of a word's stem in a language.
  private static func key(
    _ word: UnsafeBufferPointer<UInt8>, _ stem: Stem, _ language: String
  ) -> UInt64 {
    stem.withStem(of: word) { FNV1a.hash(language.utf8, FNV1a.hash($0)) }
  }
}
