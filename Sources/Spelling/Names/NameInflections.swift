// SPDX-License-Identifier: GPL-2.0-or-later

/// Tells names apart that have the same stem: Иванов is no form of Иван, nor السعودية of سعود.
///
/// A stemmer knows words, not names. What carries an article, a clitic or a case ending besides a name is
/// found without stems: see ``Vocabulary/inflections(of:)``.
package struct NameInflections {
  private let word: String
  private let script: Script
  private let known: KnownName
  private let analyses: [String]

  /// The forms of a folded word.
  package init(of word: String) {
    self.word = word
    script = Script(of: word)
    known = KnownNames.shared[word]
    analyses = script == .arabic ? Self.analyses(of: word) : []
  }

  /// Whether a form with the same stem is another name.
  package func isOtherName(_ form: String) -> Bool {
    if script == .arabic, isOtherWord(form) { return true }
    guard !known.meanings.isEmpty,
      let agreement = known.agreement(with: KnownNames.shared[form])
    else { return false }
    // Mark and marks, though there are people called Marks.
    return agreement < KnownName.minAgreement
      && !(isOrdinary(word) && isOrdinary(form))
  }

  /// Whether one of the two is a given name and the other a word made of it.
  private func isOtherWord(_ form: String) -> Bool {
    let others = Self.analyses(of: form)
    return analyses.contains { own in
      others.contains { other in
        isNisba(own, of: other) || isNisba(other, of: own)
      }
    }
  }

  private func isNisba(_ word: String, of name: String) -> Bool {
    LightStems.shared.isNisba(word, of: name, in: script) && KnownNames.shared[name].isGiven
  }

  /// A word, and what is left of it without an article or a clitic.
  private static func analyses(of word: String) -> [String] {
    var analyses = [word]
    var word = word
    word.withUTF8 { utf8 in
      AffixRules.shared.apply(to: UnsafeRawBufferPointer(utf8), in: .arabic) { _, _, stem in
        analyses.append(String(decoding: stem, as: UTF8.self))
      }
    }
    return analyses
  }

  /// Whether a word is in the dictionary.
  private func isOrdinary(_ word: String) -> Bool {
    guard script != .other, let model = SpellingModel.shared else { return false }
    return model.ordinariness(of: WordLetters(word), in: script) > 0
  }
}
