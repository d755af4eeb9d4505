// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// The legal forms of companies and other bodies in all three scripts, short and long, from `tables/legal_forms.tsv`.
struct LegalForms: Sendable {
  /// A legal form.
  struct Form: Sendable, Equatable {
    /// The number of its kind: limited companies of all countries are of one.
    let kind: Int
    /// Its short name.
    let name: String
  }

  static let shared = LegalForms(TableFile(spelling_legal_forms()))

  private let forms: [String: Form]
  /// The first words of forms, with the most words of a form that begins so.
  private let beginnings: [String: Int]

  /// Forms of two letters are words of names, too: where they are not written in capitals.
  private static let shortest = 2

  private init(_ rows: TableFile) {
    var forms: [String: Form] = [:]
    var beginnings: [String: Int] = [:]
    var kinds: [String: Int] = [:]
    for row in rows where row.count == 3 {
      let words = row[0].words.map(\.text)
      guard let first = words.first else { continue }
      let kind = kinds[row[1].text, default: kinds.count]
      kinds[row[1].text] = kind
      forms[words.joined(separator: " ")] = Form(kind: kind, name: row[2].text)
      beginnings[first] = max(beginnings[first] ?? 0, words.count)
    }
    self.forms = forms
    self.beginnings = beginnings
  }

  /// The longest legal form that begins with a word, and of how many words it is.
  func form(at start: Int, in words: [NameWord]) -> (count: Int, form: Form)? {
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
  private func dotted(at start: Int, in words: [NameWord]) -> (count: Int, form: Form)? {
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
