// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// How often two Latin words that differ in vowels only are the same name, from
/// `tables/vowel_changes.tsv`: Tartus and Tartous nearly always, Jamil and Jamal seldom.
struct VowelChanges: Sendable {
  static let shared = VowelChanges(TableFile(spelling_vowel_changes()))

  private struct Change: Hashable {
    let vowels: [UInt8]
    let others: [UInt8]
  }

  private let shares: [Change: Double]

  init(_ rows: TableFile) {
    var shares: [Change: Double] = [:]
    for row in rows where row.count == 4 {
      guard let same = Double(row[2].text), let different = Double(row[3].text) else { continue }
      // One of each more, so that few pairs make nothing certain.
      let share = (same + 1) / (same + different + 2)
      let (vowels, others) = (Array(row[0].bytes), Array(row[1].bytes))
      shares[Change(vowels: vowels, others: others)] = share
      shares[Change(vowels: others, others: vowels)] = share
    }
    self.shares = shares
  }

  /// How often words that differ as two folded words do are the same; nil when they differ in more
  /// than vowels, or in vowels of which nothing is known.
  func likelihood(of word: String, as other: String) -> Double? {
    let runs = Self.runs(word)
    let otherRuns = Self.runs(other)
    guard runs.consonants == otherRuns.consonants else { return nil }
    var likelihood = 1.0
    for (vowels, others) in zip(runs.vowels, otherRuns.vowels) where vowels != others {
      guard let share = shares[Change(vowels: vowels, others: others)] else { return nil }
      likelihood *= share
    }
    return likelihood
  }

  /// A word's runs of consonants, each with the vowels after it, if any.
  private static func runs(_ word: String) -> (consonants: [[UInt8]], vowels: [[UInt8]]) {
    var consonants: [[UInt8]] = [[]]
    var vowels: [[UInt8]] = [[]]
    for byte in word.utf8 {
      if "aeiouy".utf8.contains(byte) {
        vowels[vowels.count - 1].append(byte)
      } else if vowels[vowels.count - 1].isEmpty {
        consonants[consonants.count - 1].append(byte)
      } else {
        consonants.append([byte])
        vowels.append([])
      }
    }
    return (consonants, vowels)
  }
}
