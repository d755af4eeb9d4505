// SPDX-License-Identifier: GPL-2.0-or-later
import CSpellingTables

/// The function words of languages: articles, prepositions, pronouns, question words, auxiliary
/// verbs.
///
/// A word may be one in a language and mean something in another (`war`, `die`), so they are listed for
/// words together: each script is taken to be in the language of which the words hold most.
public struct CommonWords: Sendable {
  /// The words of `CSpellingTables/tables/common_words.tsv`.
  public static let shared = CommonWords(TableFile(spelling_common_words()))

  private struct Language: Sendable {
    let script: Script
    let words: Set<String>
  }

  private let languages: [Language]

  init(_ rows: TableFile) {
    languages = rows.compactMap { row in
      guard row.count == 3, let script = row[1].script else { return nil }
      return Language(
        script: script, words: Set(row[2].words.map { Folding.folded($0.text) }))
    }
  }

  /// Those of the folded words of a text that are function words.
  public func among(_ words: [String]) -> Set<String> {
    var found: [Script: Set<String>] = [:]
    for language in languages {
      let common = language.words.intersection(words)
      // The first language of a script stays unless a later one has more, and not one by chance.
      guard let first = found[language.script] else {
        found[language.script] = common
        continue
      }
      if common.count > max(first.count, 1) { found[language.script] = common }
    }
    return found.values.reduce(into: []) { $0.formUnion($1) }
  }
}
