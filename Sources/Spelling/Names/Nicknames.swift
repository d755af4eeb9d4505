// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// Given names that are the same by custom, as Jim and James are, from `tables/nicknames.tsv`.
struct Nicknames: Sendable {
  static let shared = Nicknames(TableFile(spelling_nicknames()))

  /// The names that may stand for a name: its nicknames, and those that it is a nickname of.
  private let others: [String: Set<String>]

  private init(_ rows: TableFile) {
    var others: [String: Set<String>] = [:]
    for row in rows where row.count == 2 {
      let name = row[0].text
      for nickname in row[1].words.map(\.text) {
        others[name, default: []].insert(nickname)
        others[nickname, default: []].insert(name)
      }
    }
    self.others = others
  }

  /// The names that may stand for a folded word by custom.
  func others(of word: String) -> Set<String> { others[word] ?? [] }
}
