// SPDX-License-Identifier: GPL-2.0-or-later
import CSpellingTables

/// Elements of compound names that are written solid or apart: Abdulrahman and Abd al-Rahman,
/// Nasrallah and Nasr Allah. From `compounds.tsv`; all words are folded.
public struct CompoundTable: Sendable {
  /// A compound written apart.
  public struct Parts: Sendable, Hashable {
    /// The first word.
    public var first: String
    /// The second word, without article.
    public var second: String
  }

  /// What part an element has; the table explains each.
  private enum Place: String {
    case head, name, opening, tail
  }

  /// By script: what stands before or after another word, with its form when written apart.
  private var heads: [Script: [String: String]] = [:]
  private var tails: [Script: [String: String]] = [:]
  /// The rows of words that begin a name and are none by themselves.
  private var openings: [String: Int] = [:]
  /// Each element that begins a compound, in all its spellings.
  private var elements: [[String]] = []
  private var elementOfHead: [String: Int] = [:]

  /// The table compiled into the program.
  public static let shared = CompoundTable()

  /// The article between head and rest, as it is written inside a solid word; longest first.
  private static let articles: [Script: [String]] = [
    .latin: [
      "ush", "ash", "esh", "ouch", "ach", "ech", "al", "ul", "el", "il", "ol", "ur", "ar", "er",
      "us", "as", "es",
      "ud", "ad", "ed", "ut", "at", "et", "un", "an", "en", "uz", "az", "ez",
    ],
    .arabic: ["ال"],
    .cyrillic: [
      "аль", "эль", "уль", "ал", "эл", "ул", "аш", "эш", "уш", "ар", "эр", "ур", "ас", "эс", "ус",
      "ад", "эд", "уд", "ат", "эт", "ут", "ан", "эн", "ун", "аз", "эз", "уз",
    ],
  ]
  /// What an article before any letter ends in; one that ends in another stands before that letter.
  private static let laterals: Set<Character> = ["l", "л", "ь", "ل"]
  /// The fewest letters of what is left when an element is taken off.
  private static let shortestRest = 3

  private init() {
    let rows = TableFile.rows(of: spelling_compounds())
    for (number, row) in rows.enumerated() where row.count == 4 {
      guard let place = Place(rawValue: String(row[0])) else { continue }
      let words = row.dropFirst().map { cell in
        TableFile.words(cell).map { Folding.folded(String($0)) }
      }
      for words in words {
        guard let apart = words.first else { continue }
        for word in words { add(word, apart, place, number) }
      }
      guard place == .head || place == .name else { continue }
      for word in words.joined() { elementOfHead[word] = elements.count }
      elements.append(words.flatMap { $0 })
    }
  }

  private mutating func add(_ word: String, _ apart: String, _ place: Place, _ number: Int) {
    let script = Script(of: word)
    switch place {
    case .tail: tails[script, default: [:]][word] = apart
    case .head, .name: heads[script, default: [:]][word] = apart
    case .opening: break
    }
    if place == .head || place == .opening { openings[word] = number }
  }

  /// The number of the element that a folded word is when it begins a name and is none by itself: Abd,
  /// Deir, Wadi; the same in all spellings and scripts.
  func opening(_ word: String) -> Int? { openings[word] }

  /// The spellings, in all scripts, of the first element of a compound, itself among them; empty for
  /// any other word.
  public func spellings(ofHead word: String) -> [String] {
    elementOfHead[word].map { elements[$0] } ?? []
  }

  /// Whether two words that stand side by side may be written as one.
  public func joins(_ first: String, _ second: String) -> Bool {
    let script = Script(of: first)
    guard script == Script(of: second) else { return false }
    return heads[script]?[first] != nil || tails[script]?[second] != nil
  }

  /// The solid words that two words may be written as: joined as they are, then with each form of
  /// the article between them.
  public func solids(_ first: String, _ second: String) -> [String] {
    let articles = Self.articles[Script(of: first)] ?? []
    return [first + second]
      + articles.filter { !second.hasPrefix($0) && Self.fits($0, before: second) }
      .map { first + $0 + second }
  }

  /// How a solid word may be written apart.
  public func parts(of word: String) -> [Parts] {
    let script = Script(of: word)
    let headed = headed(word, script)
    let tailed = tailed(word, script)
    return [headed, tailed == headed ? nil : tailed].compactMap(\.self)
  }

  /// By the longest head that leaves enough, the article after it taken off.
  private func headed(_ word: String, _ script: Script) -> Parts? {
    guard let heads = heads[script] else { return nil }
    for (head, apart) in heads where word.hasPrefix(head) {
      if let tail = tails[script]?[String(word.dropFirst(head.count))] {
        return Parts(first: apart, second: tail)
      }
    }
    for length in stride(from: word.count - Self.shortestRest, through: 2, by: -1) {
      guard let apart = heads[String(word.prefix(length))] else { continue }
      let rest = Self.withoutArticle(String(word.dropFirst(length)), script)
      if rest.count >= Self.shortestRest { return Parts(first: apart, second: rest) }
    }
    return nil
  }

  private func tailed(_ word: String, _ script: Script) -> Parts? {
    guard let tails = tails[script] else { return nil }
    for length in stride(from: word.count - Self.shortestRest, through: 3, by: -1) {
      guard let apart = tails[String(word.suffix(length))] else { continue }
      return Parts(first: String(word.dropLast(length)), second: apart)
    }
    return nil
  }

  /// Whether an article may stand before a word: an assimilated one repeats the word's first letter.
  private static func fits(_ article: String, before word: some StringProtocol) -> Bool {
    guard let last = article.last, let first = word.first else { return false }
    return laterals.contains(last) || last == first || word.hasPrefix(article.dropFirst())
  }

  private static func withoutArticle(_ rest: String, _ script: Script) -> String {
    for article in articles[script] ?? [] where rest.hasPrefix(article) {
      let word = rest.dropFirst(article.count)
      guard word.count >= shortestRest else { continue }
      if fits(article, before: word) { return String(word) }
    }
    return rest
  }
}
