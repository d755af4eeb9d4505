// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Testing

/// Phrases, NEAR and the operators against a scan of every document, with the groups that the
/// engine itself tells.
@Suite struct PositionsOracleTests {
  /// Words whose groups hold several of them, and some whose groups do not.
  private static let words = [
    "dog", "dogs", "city", "cities", "base", "bases", "тартус", "тартуса", "тартусе", "книга",
    "книги", "книгу", "the", "pelican", "d’Alep", "Alep", "al-Dogs", "الشرع", "والشرع", "بالشرع",
  ]

  /// A document's words by position: several terms may share one.
  private struct Scanned {
    let id: String
    var terms: [Int: Set<String>] = [:]
    let all: Set<String>

    init(_ document: TestDocument) {
      id = document.id ?? ""
      for token in Analyzer().tokens(of: document.text) {
        terms[token.position, default: []].insert(token.term)
      }
      all = terms.values.reduce(into: []) { $0.formUnion($1) }
    }

    func occurrences(of group: Set<String>) -> [Int] {
      terms.filter { !$0.value.isDisjoint(with: group) }.map(\.key)
    }

    func holdsPhrase(_ groups: [Set<String>]) -> Bool {
      terms.keys.contains { start in
        groups.enumerated().allSatisfy { offset, group in
          !(terms[start + offset] ?? []).isDisjoint(with: group)
        }
      }
    }

    /// Whether each group has a place of its own, at most `distance` from the first to the last.
    func holdsNear(_ groups: [Set<String>], distance: Int) -> Bool {
      func fits(_ rest: ArraySlice<Set<String>>, _ taken: [Int]) -> Bool {
        guard let group = rest.first else { return true }
        return occurrences(of: group).contains { position in
          guard !taken.contains(position) else { return false }
          let all = taken + [position]
          guard let low = all.min(), let high = all.max(), high - low <= distance else {
            return false
          }
          return fits(rest.dropFirst(), all)
        }
      }
      return fits(groups[...], [])
    }
  }

  private struct Collection {
    let folder: TestFolder
    let index: SearchIndex
    let documents: [Scanned]

    init(seed: UInt64) async throws {
      var random = SeededRandom(seed: seed)
      let documents = (0..<300).map { number in
        let count = Int.random(in: 1...9, using: &random)
        let text = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }
        return TestDocument("d\(number)", text.joined(separator: " "))
      }
      folder = try await TestFolder(indexing: documents)
      index = try folder.open()
      self.documents = documents.map(Scanned.init)
    }

    /// What the engine finds, with the groups it took the words for.
    func answer(_ query: String) throws -> (ids: Set<String>, groups: [Set<String>]) {
      var options = SearchOptions()
      options.limit = 1000
      let result = try index.search(query, options: options)
      #expect(result.total == result.hits.count)
      return (
        Set(result.hits.compactMap(\.id)), result.expansions.map { Set($0.forms.map(\.form)) }
      )
    }

    func scan(_ matches: (Scanned) -> Bool) -> Set<String> {
      Set(documents.filter(matches).map(\.id))
    }
  }

  private static func some(_ count: Int, _ random: inout SeededRandom) -> [String] {
    (0..<count).map { _ in words.randomElement(using: &random) ?? "" }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func phrasesFindWhatAScanFinds(seed: UInt64) async throws {
    let collection = try await Collection(seed: seed)
    var random = SeededRandom(seed: seed + 100)
    var matches = 0
    for _ in 0..<120 {
      let words = Self.some(Int.random(in: 2...4, using: &random), &random)
      let query = "\"\(words.joined(separator: " "))\""
      let answer = try collection.answer(query)
      let expected = collection.scan { $0.holdsPhrase(answer.groups) }
      #expect(answer.ids == expected, "\(query)")
      matches += expected.count
    }
    #expect(matches > 200)
  }

  @Test(arguments: [4, 5, 6] as [UInt64])
  func nearFindsWhatAScanFinds(seed: UInt64) async throws {
    let collection = try await Collection(seed: seed)
    var random = SeededRandom(seed: seed + 100)
    var matches = 0
    for _ in 0..<120 {
      let words = Self.some(Int.random(in: 2...6, using: &random), &random)
      let distance = Int.random(in: 1...5, using: &random)
      let query = words.joined(separator: " NEAR/\(distance) ")
      let answer = try collection.answer(query)
      let expected = collection.scan { $0.holdsNear(answer.groups, distance: distance) }
      #expect(answer.ids == expected, "\(query)")
      matches += expected.count
    }
    #expect(matches > 200)
  }

  /// A random expression with the words' groups as the engine tells them, and what it means.
  private indirect enum Expression {
    case word(String)
    case phrase([String])
    case and(Expression, Expression)
    case or(Expression, Expression)
    case not(Expression, Expression)

    init(depth: Int, _ random: inout SeededRandom) {
      let kind =
        depth == 0 ? Int.random(in: 0...1, using: &random) : Int.random(in: 0...4, using: &random)
      switch kind {
      case 0: self = .word(PositionsOracleTests.some(1, &random)[0])
      case 1: self = .phrase(PositionsOracleTests.some(2, &random))
      case 2:
        self = .and(Self(depth: depth - 1, &random), Self(depth: depth - 1, &random))
      case 3:
        self = .or(Self(depth: depth - 1, &random), Self(depth: depth - 1, &random))
      default:
        self = .not(Self(depth: depth - 1, &random), Self(depth: depth - 1, &random))
      }
    }

    var query: String {
      switch self {
      case .word(let word): word
      case .phrase(let words): "\"\(words.joined(separator: " "))\""
      case .and(let left, let right): "(\(left.query) AND \(right.query))"
      case .or(let left, let right): "(\(left.query) OR \(right.query))"
      case .not(let left, let right): "(\(left.query) AND NOT \(right.query))"
      }
    }

    func matches(_ document: Scanned, _ groups: (String) -> [Set<String>]) -> Bool {
      switch self {
      case .word(let word): document.holdsPhrase(groups(word))
      case .phrase(let words): document.holdsPhrase(groups(words.joined(separator: " ")))
      case .and(let left, let right):
        left.matches(document, groups) && right.matches(document, groups)
      case .or(let left, let right):
        left.matches(document, groups) || right.matches(document, groups)
      case .not(let left, let right):
        left.matches(document, groups) && !right.matches(document, groups)
      }
    }
  }

  @Test(arguments: [7, 8] as [UInt64])
  func operatorsFindWhatAScanFinds(seed: UInt64) async throws {
    let collection = try await Collection(seed: seed)
    var random = SeededRandom(seed: seed + 100)
    var known: [String: [Set<String>]] = [:]
    for _ in 0..<80 {
      let expression = Expression(depth: 3, &random)
      let answer = try collection.answer(expression.query)
      let expected = collection.scan { document in
        expression.matches(document) { text in
          if let groups = known[text] { return groups }
          let groups = (try? collection.answer("\"\(text)\"").groups) ?? []
          known[text] = groups
          return groups
        }
      }
      #expect(answer.ids == expected, "\(expression.query)")
    }
  }
}
