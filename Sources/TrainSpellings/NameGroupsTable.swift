// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

/// Lays out which words are names of one entity, for ``NameGroups``.
struct NameGroupsTable {
  /// Entities of more words than this are lists of aliases.
  private static let maxWords = 40

  let words: [UInt32]
  let groups: [UInt32]

  /// Two words of `marked` are never told to be the same name.
  init(entities: [[String]], marked: Set<String>) {
    var entries: Set<SIMD2<UInt32>> = []
    var number: UInt32 = 0
    for words in entities {
      guard (2...Self.maxWords).contains(words.count), !marked.isSuperset(of: words) else {
        continue
      }
      for word in words {
        let hash = WordLetters(word).withLetters { NameGroups.hash($0) }
        entries.insert(SIMD2(hash, number << 1 | (marked.contains(word) ? 1 : 0)))
      }
      number += 1
    }
    let sorted = entries.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    words = sorted.map(\.x)
    groups = sorted.map(\.y)
  }

  /// The sections of the model's file.
  var sections: [Int: [UInt8]] {
    [
      SpellingModel.Layout.groupedWords: Array(bytesOf: words),
      SpellingModel.Layout.groups: Array(bytesOf: groups),
    ]
  }
}
