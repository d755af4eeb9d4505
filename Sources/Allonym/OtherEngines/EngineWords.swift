// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

/// How another engine writes the forms of a vocabulary.
struct EngineWords {
  /// The engine's terms, where there is a list of them.
  let terms: TermVocabulary?

  /// The ways to write a folded form, the form itself first where the terms are not known.
  func ways(toWrite form: String) -> [String] {
    if let terms { return terms.terms(for: form) }
    return Script(of: form) == .arabic ? Self.arabicWays(toWrite: form) : [form]
  }

  /// What may stand before the first letter of an Arabic word as a part of it, the longest first.
  private static let heads = [
    "وال", "بال", "فال", "كال", "ال", "ول", "وب", "و", "ب", "ف", "ل", "ك", "",
  ]
  /// What the letters may have been before folding, at the beginning, within and at the end of a word: an engine that
  /// does not fold has either.
  private static let firstLetters: [Character: [Character]] = ["ا": ["أ", "إ", "آ"]]
  private static let innerLetters: [Character: Character] = ["ي": "ئ", "و": "ؤ", "ا": "أ"]
  private static let lastLetters: [Character: Character] = ["ي": "ى", "ه": "ة"]

  /// An Arabic word with the letters that folding makes the same, one or two of them at a time: Datashare and
  /// Elasticsearch's standard analyzer keep them apart.
  private static func arabicWays(toWrite form: String) -> [String] {
    let letters = Array(form)
    guard letters.count > 2 else { return [form] }
    var ways = [letters]
    var start = 0
    for head in heads where form.hasPrefix(head) {
      start = head.count
      guard start + 1 < letters.count else { continue }
      ways += (firstLetters[letters[start]] ?? []).map {
        Self.replacing(start, in: letters, by: $0)
      }
      // The alef of an article is never another letter.
      if head.hasSuffix(Gazetteer.article) { break }
    }
    for place in (start + 1)..<max(start + 1, letters.count - 1) {
      if let other = innerLetters[letters[place]] {
        ways.append(Self.replacing(place, in: letters, by: other))
      }
    }
    if let other = lastLetters[letters[letters.count - 1]] {
      ways += ways.map { Self.replacing(letters.count - 1, in: $0, by: other) }
    }
    return ways.map { String($0) }
  }

  private static func replacing(
    _ place: Int, in letters: [Character], by letter: Character
  ) -> [Character] {
    var letters = letters
    letters[place] = letter
    return letters
  }
}
