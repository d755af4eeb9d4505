// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

/// A name with the other names of the same thing.
struct AliasSet {
  /// A name as it is searched for.
  struct Name {
    var text: String
    var slots: [QuerySlot]

    init(_ text: String) {
      self.text = text
      slots = QuerySlot.slots(of: text, at: 0)
    }
  }

  /// Where the names are from.
  enum Source {
    case file, places

    var reason: String {
      switch self {
      case .file: "from the alias file"
      case .places: "another name of the place"
      }
    }
  }

  /// The words of the name, each folded in all the ways that it may be read.
  let words: [[String]]
  let others: [Name]
  let source: Source

  /// Whether the name stands in slots from a place on, and in which.
  func range(in slots: [QuerySlot], from start: Int) -> Range<Int>? {
    let end = start + words.count
    guard end <= slots.count else { return nil }
    let isThere = zip(slots[start..<end], words).allSatisfy {
      !Set($0.terms).isDisjoint(with: $1)
    }
    return isThere ? start..<end : nil
  }
}

extension PlaceNames {
  /// The sets with the name of a place whose first word is a folded word, and others of its names.
  ///
  /// One word for another is not among them: it is in the group of the word.
  static func sets(beginningWith term: String) -> [AliasSet] {
    rows(beginningWith: term).compactMap { row in
      let others = row.others.map(AliasSet.Name.init).filter {
        !$0.slots.isEmpty && (row.words.count > 1 || $0.slots.count > 1)
      }
      return others.isEmpty
        ? nil : AliasSet(words: row.words.map { [$0] }, others: others, source: .places)
    }
  }

  /// The other names of a place that are one word as its name is, folded.
  static func words(for term: String) -> [String] {
    rows(beginningWith: term).filter { $0.words.count == 1 }.flatMap(\.others)
      .map(AliasSet.Name.init).filter { $0.slots.count == 1 }.flatMap { $0.slots[0].terms }
  }
}
