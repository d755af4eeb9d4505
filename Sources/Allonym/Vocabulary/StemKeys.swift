// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Xapian

/// The stems of words as look-up keys of the vocabulary, so that words with the same stem are found
/// together. Stems are never stored as words.
///
/// The stemmers are Snowball's (https://snowballstem.org) through Xapian, one for each script.
/// Belongs to one thread, as they do.
final class StemKeys {
  private let stemmers: [Script: (language: String, stem: Stem)]

  /// The language whose stemmer serves a script.
  private static let languages: [(Script, String)] = [
    (.latin, "english"), (.arabic, "arabic"), (.cyrillic, "russian"),
  ]
  /// Stems of shorter words merge what has nothing in common.
  private static let shortestWord = 3

  init() throws(XapianError) {
    var stemmers: [Script: (language: String, stem: Stem)] = [:]
    for (script, language) in Self.languages {
      stemmers[script] = (language, try Stem(language))
    }
    self.stemmers = stemmers
  }

  /// The keys of a folded word: none where it has no stem.
  func keys(_ word: String) -> [UInt64] {
    let script = Script(of: word)
    var word = word
    return word.withUTF8 { keys($0, script) }
  }

  /// The keys of a folded word in a script.
  func keys(_ word: UnsafeBufferPointer<UInt8>, _ script: Script) -> [UInt64] {
    guard let (language, stem) = stemmers[script], word.count >= Self.shortestWord else {
      return []
    }
    return stem.withStem(of: word) { [FNV1a.hash(language.utf8, FNV1a.hash($0))] }
  }
}
