// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// How words are spoken whose script writes letters that others have no sound for, from `tables/silent_letters.tsv`.
struct SilentLetters: Sendable {
  static let shared = SilentLetters(TableFile(spelling_silent_letters()))

  private struct Rule: Sendable {
    let isAtStart: Bool
    let letters: String
    let replacement: String
    let unless: [String]
    let cost: Int
  }

  private let rules: [[Rule]]

  private init(_ rows: TableFile) {
    var rules: [[Rule]] = Script.allCases.map { _ in [] }
    for row in rows where row.count == 6 {
      guard let script = row[0].script else { continue }
      rules[Int(script.rawValue)].append(
        Rule(
          isAtStart: row[1].text == "start", letters: row[2].text, replacement: row[3].text,
          unless: row[4].words.map(\.text), cost: row[5].number ?? 0))
    }
    self.rules = rules
  }

  /// The ways to read a folded word without its silent letters, with what each costs.
  func pronunciations(of word: String, in script: Script) -> [(text: String, cost: Int)] {
    rules[Int(script.rawValue)].compactMap { rule in
      if rule.isAtStart {
        guard word.hasPrefix(rule.letters) else { return nil }
        let rest = word.dropFirst(rule.letters.count)
        guard !rest.isEmpty, !rule.unless.contains(where: { rest.hasPrefix($0) }) else {
          return nil
        }
        return (rule.replacement + rest, rule.cost)
      }
      guard let range = word.firstRange(of: rule.letters) else { return nil }
      return (word[..<range.lowerBound] + rule.replacement + word[range.upperBound...], rule.cost)
    }
  }
}
