// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

/// Two words that stand for each other in some entity, the first in the script of the lower number.
struct NamePair: Hashable {
  let first: String
  let second: String
}

extension NameData {
  /// All pairs of words of an entity: forms of one word with each other, forms of equally many
  /// words word by word. Pairs of `heldOut` are left out.
  func pairs(leavingOut heldOut: Set<NamePair>) -> [NamePair] {
    var pairs: Set<NamePair> = []
    for entity in entities {
      let limit = 60
      let forms = entity.forms.prefix(limit)
      for (index, form) in forms.enumerated() {
        for other in forms[(index + 1)...] where other.count == form.count {
          for (word, otherWord) in zip(form, other) {
            if let pair = NamePair(word, otherWord), !heldOut.contains(pair) { pairs.insert(pair) }
          }
        }
      }
    }
    return pairs.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  /// The pairs of words that live together in an entity, for holding out.
  func cohabitants() -> Set<NamePair> {
    var pairs: Set<NamePair> = []
    for entity in entities {
      let words = Set(entity.forms.filter { $0.count == 1 }.map { $0[0] }).sorted()
      for (index, word) in words.enumerated() {
        for other in words[(index + 1)...] {
          if let pair = NamePair(word, other) { pairs.insert(pair) }
        }
      }
    }
    return pairs
  }
}

extension NamePair {
  /// Nil when the words are equal or one is in no script of ours, or too short or long to teach.
  init?(_ word: String, _ other: String) {
    guard word != other, (2...20).contains(word.unicodeScalars.count),
      (2...20).contains(other.unicodeScalars.count)
    else { return nil }
    let script = NameWords.script(word).rawValue
    let otherScript = NameWords.script(other).rawValue
    guard script < 3, otherScript < 3 else { return nil }
    if (script, word) < (otherScript, other) {
      (first, second) = (word, other)
    } else {
      (first, second) = (other, word)
    }
  }
}
