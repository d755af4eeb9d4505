// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// The words of names that say little or have a part of their own, from `tables/name_words.tsv`.
struct NameWords: Sendable {
  /// What part a listed word may have; the table explains each.
  enum Role: String, Sendable {
    case title, peerage, rank, honour, particle, generic, patronymic
  }

  /// One listing of a word. Words of one meaning match each other in all scripts and languages.
  struct Entry: Sendable {
    let role: Role
    let meaning: Int
  }

  static let shared = NameWords(TableFile(spelling_name_words()))

  private let entries: [String: [Entry]]
  /// As UTF-8, last byte first: comparing strings takes ten times as long.
  private let patronymicEndings: [[UInt8]]

  init(_ rows: TableFile) {
    var entries: [String: [Entry]] = [:]
    var endings: [String] = []
    for (meaning, row) in rows.enumerated() where row.count == 3 {
      guard let role = Role(rawValue: row[0].text) else { continue }
      let words = row[2].words.map { Folding.folded($0.text) }
      if role == .patronymic {
        endings += words
      } else {
        for word in words { entries[word, default: []].append(Entry(role: role, meaning: meaning)) }
      }
    }
    self.entries = entries
    patronymicEndings = endings.map { $0.utf8.reversed() }
  }

  /// The listing of a folded word under one of the roles; the first role counts most.
  func entry(of word: String, as roles: Role...) -> Entry? {
    let listed = entries(of: word)
    for role in roles {
      if let entry = listed.entry(as: role) { return entry }
    }
    return nil
  }

  /// All listings of a folded word; most words have none.
  func entries(of word: String) -> [Entry] { entries[word] ?? [] }

  /// Whether a folded word ends as patronymics do, and has something before the ending.
  func isPatronymic(_ word: String) -> Bool {
    patronymicEndings.contains {
      word.utf8.count > $0.count + 2 && word.utf8.reversed().starts(with: $0)
    }
  }
}

extension [NameWords.Entry] {
  /// The listing under a role.
  func entry(as role: NameWords.Role) -> NameWords.Entry? {
    first { $0.role == role }
  }
}
