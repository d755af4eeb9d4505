// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

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
