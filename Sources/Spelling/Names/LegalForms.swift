// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// The legal forms of companies and other bodies in all three scripts, short and long, from `tables/legal_forms.tsv`.
struct LegalForms: Sendable {
  static let shared = LegalForms(TableFile(spelling_legal_forms()))

  /// The short name of each form, in short and in full.
  private let forms: [String: String]
  /// The kind of each form: limited companies of all countries are of one.
  private let kinds: [String: String]
  /// Forms that have a name in English of their own, such as "limited liability company".
  private let english: Set<String>
  /// Forms of languages that are not written in Latin letters.
  private let translated: Set<String>
  /// The first words of forms, with the most words of a form that begins so.
  private let beginnings: [String: Int]

  /// Forms of two letters are words of names, too: where they are not written in capitals.
  private static let shortest = 2

  private init(_ rows: TableFile) {
    var forms: [String: String] = [:]
    var beginnings: [String: Int] = [:]
    var kinds: [String: String] = [:]
    var english: Set<String> = []
    var spellings: [String: (all: Int, latin: Int)] = [:]
    for row in rows where row.count == 3 {
      let words = row[0].words.map(\.text)
      guard let first = words.first else { continue }
      let name = row[2].text
      kinds[name] = row[1].text
      if words.count > 1, let last = words.last, Self.englishEndings.contains(last) {
        english.insert(name)
      }
      spellings[name, default: (0, 0)].all += 1
      if Script(of: first) == .latin { spellings[name, default: (0, 0)].latin += 1 }
      forms[words.joined(separator: " ")] = name
      beginnings[first] = max(beginnings[first] ?? 0, words.count)
    }
    self.forms = forms
    self.kinds = kinds
    self.english = english
    translated = Set(
      spellings.filter { Double($1.latin) < Self.maxLatin * Double($1.all) }.keys)
    self.beginnings = beginnings
  }

  /// Of more names in Latin letters than this share, a form is one of a language that is written in them.
  private static let maxLatin = 0.6
  private static let englishEndings: Set<String> = ["company", "partnership"]

  /// Whether two forms, by their short names, are one: a company has one form in its own country. A form in Cyrillic or
  /// Arabic letters is translated where the name is written in Latin ones, so that ООО is LLC. Forms of languages that
  /// are written in Latin letters are not: GmbH stays GmbH.
  func isSame(_ form: String, _ other: String) -> Bool {
    if form == other { return true }
    guard let kind = kinds[form], kind == kinds[other] else { return false }
    return isTranslation(form, of: other) || isTranslation(other, of: form)
  }

  private func isTranslation(_ form: String, of other: String) -> Bool {
    english.contains(form) && translated.contains(other)
  }

  /// The short name of the longest legal form that begins with a word, and of how many words it is.
  func form(at start: Int, in words: [NameWord]) -> (count: Int, name: String)? {
    if let joined = dotted(at: start, in: words) { return joined }
    guard let longest = beginnings[words[start].folded] else { return nil }
    for count in stride(from: min(longest, words.count - start), through: 1, by: -1) {
      let phrase = words[start..<start + count].map(\.folded).joined(separator: " ")
      guard let form = forms[phrase] else { continue }
      if count == 1, phrase.unicodeScalars.count <= Self.shortest, !words[start].isCapital {
        continue
      }
      return (count, form)
    }
    return nil
  }

  /// A form written with full stops, of three letters or more: of two they are initials.
  private func dotted(at start: Int, in words: [NameWord]) -> (count: Int, name: String)? {
    var end = start
    while end < words.count, words[end].folded.unicodeScalars.count == 1 { end += 1 }
    for count in stride(from: end - start, through: Self.shortest + 1, by: -1) {
      let letters = words[start..<start + count].map(\.folded).joined()
      if let form = forms[letters] { return (count, form) }
    }
    return nil
  }
}

extension NameWord {
  /// Whether the word is written in capitals, or in a script that has none.
  fileprivate var isCapital: Bool { typed == typed.uppercased() }
}
