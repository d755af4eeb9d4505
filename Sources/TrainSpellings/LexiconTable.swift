// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

/// Lays out which words stand together as names of one person's name part.
struct LexiconTable {
  private(set) var words: [UInt32] = []
  private(set) var starts: [UInt32] = [0]
  private(set) var groups: [UInt32] = []

  /// Groups of fewer words say little that the model does not know; groups of more are unions of
  /// different names.
  private static let sizes = 3...40

  init(_ names: NameData) {
    var groupsOfWord: [UInt32: [UInt32]] = [:]
    var next: UInt32 = 0
    for entity in names.entities where entity.isPerson {
      let words = Set(names.singleWords(entity))
      guard Self.sizes.contains(words.count) else { continue }
      for word in words {
        groupsOfWord[WordLetters(word).withLetters(NameLexicon.hash), default: []].append(next)
      }
      next += 1
    }
    for (word, members) in groupsOfWord.sorted(by: { $0.key < $1.key }) {
      words.append(word)
      groups += members
      starts.append(UInt32(groups.count))
    }
  }
}
