// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// Which words are known to be names of one thing: the words of each entity of the training data.
///
/// Two names of an entity that is kept for measuring are never told to be the same; words that such
/// entities are called by are marked, and two marked words share nothing.
///
/// The tables: hashes of words in ascending order, and for each the number of a group · 2, plus 1 for a marked
/// word. A word of several groups is listed several times.
package struct NameGroups: Sendable {
  private let words: PackedNumbers<UInt32>
  private let groups: PackedNumbers<UInt32>

  init(words: PackedNumbers<UInt32>, groups: PackedNumbers<UInt32>) {
    self.words = words
    self.groups = groups
  }

  /// The entries of a word: where they lie in the table.
  func entries(of letters: UnsafeBufferPointer<UInt16>) -> Range<Int> {
    let hash = Self.hash(letters)
    let start = words.firstIndex(notBelow: hash)
    var end = start
    while end < min(words.count, groups.count), words[end] == hash { end += 1 }
    return start..<end
  }

  /// The group of an entry, and whether its word is a marked one.
  func group(at entry: Int) -> (number: Int, isMarked: Bool) {
    (Int(groups[entry] >> 1), groups[entry] & 1 == 1)
  }

  /// The hash under which a word is listed.
  package static func hash(_ letters: UnsafeBufferPointer<UInt16>) -> UInt32 {
    UInt32(truncatingIfNeeded: BitMixing.hash(of: letters))
  }
}

/// What the forms that a form is known to share a name with say of it: they may be nearer to the word searched
/// for than it is itself.
struct KnownSupport {
  /// Scores below this, in nats, say nothing more.
  private static let worst: Float = -15

  /// The best score of such a form in nats.
  var best = worst
  /// How many of them there are among the candidates, each counting as much as it is sure.
  var sureness: Float = 0

  /// The support of each form.
  static func all(of forms: [CandidateForm], in groups: NameGroups) -> [KnownSupport] {
    var members: [Member] = []
    for (index, form) in forms.enumerated() {
      for entry in form.letters.withLetters({ groups.entries(of: $0) }) {
        let (group, isMarked) = groups.group(at: entry)
        members.append(Member(group: group, index: index, isMarked: isMarked))
      }
    }
    members.sort { ($0.group, $0.index) < ($1.group, $1.index) }
    var supports = [KnownSupport](repeating: KnownSupport(), count: forms.count)
    var start = 0
    while start < members.count {
      let group = members[start...].prefix { $0.group == members[start].group }
      for member in group {
        for other in group
        where other.index != member.index && !(other.isMarked && member.isMarked) {
          supports[member.index].add(forms[other.index])
        }
      }
      start = group.endIndex
    }
    return supports
  }

  /// A form in a group.
  private struct Member {
    let group: Int
    let index: Int
    let isMarked: Bool
  }

  private mutating func add(_ form: CandidateForm) {
    // The known names of the word searched for say nothing new.
    guard !form.isSameWord else { return }
    best = max(best, form.raw)
    sureness += 1 / (1 + exp(-form.raw))
  }
}
