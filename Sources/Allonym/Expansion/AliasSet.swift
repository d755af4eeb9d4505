// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

/// A name with the other names of the same thing.
struct AliasSet {
  /// A name as it is searched for.
  struct Name {
    var text: String
    var positions: [QueryPosition]

    init(_ text: String) {
      self.text = text
      positions = QueryPosition.positions(of: text, at: 0)
    }
  }

  /// Where the names are from.
  enum Source {
    case file, known

    var reason: String {
      switch self {
      case .file: "from the alias file"
      case .known: "known as another name"
      }
    }
  }

  /// The words of the name, each folded in all the ways that it may be read.
  let words: [[String]]
  let others: [Name]
  let source: Source

  /// The positions of the query, from one on, in which the name stands; nil where it does not.
  func range(in positions: [QueryPosition], from start: Int) -> Range<Int>? {
    let end = start + words.count
    guard end <= positions.count else { return nil }
    let isThere = zip(positions[start..<end], words).allSatisfy {
      !Set($0.terms).isDisjoint(with: $1)
    }
    return isThere ? start..<end : nil
  }
}

extension AliasSet {
  /// The most words of a known name.
  private static let maxWords = 4

  /// The sets of what open data knows under a name that stands in positions from one on, with its other names.
  ///
  /// One word for another is not among them: it is in the expansion of the word. Of other names that are no spellings
  /// those count which are listed twice.
  static func known(in positions: [QueryPosition], from start: Int, _ vocabulary: Vocabulary)
    -> [AliasSet]
  {
    guard let gazetteer = Gazetteer.shared else { return [] }
    return (1...maxWords).compactMap { count -> AliasSet? in
      guard start + count <= positions.count else { return nil }
      let words = positions[start..<start + count].map { $0.terms[0] }
      let text = words.map(Gazetteer.withoutArticle).joined(separator: " ")
      let entities = gazetteer.entities(named: text).filter { $0.kind != .person }
      return AliasSet(entities, named: text, words, vocabulary)
    }
  }

  private init?(
    _ entities: [NamedEntity], named text: String, _ words: [String], _ vocabulary: Vocabulary
  ) {
    var listings: [String: Int] = [:]
    for entity in entities {
      for name in entity.names where name.text != text {
        listings[name.text, default: 0] += max(entity.sourceCount, entity.weight)
      }
      for name in entity.spellings(of: text) { listings[name.text, default: 0] += 1 }
    }
    others = listings.filter { name, count in
      let others = name.split(separator: " ")
      return count > 1 && (words.count > 1 || others.count > 1)
        && others.allSatisfy { Self.mayStand(String($0), vocabulary) }
    }.keys.sorted().map { Name($0) }.filter { !$0.positions.isEmpty }
    guard !others.isEmpty else { return nil }
    self.words = words.map { [$0] }
    source = .known
  }

  /// Whether a word, with an Arabic article or without, is a form of the vocabulary.
  private static func mayStand(_ word: String, _ vocabulary: Vocabulary) -> Bool {
    vocabulary.index(of: word) != nil || vocabulary.index(of: Gazetteer.article + word) != nil
  }
}
