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

  /// By script: what stands before or after another word, with its form when written apart.
  private let heads: [Script: [String: String]]
  private let tails: [Script: [String: String]]

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
    var heads: [Script: [String: String]] = [:]
    var tails: [Script: [String: String]] = [:]
    for row in TableFile.rows(of: spelling_compounds()) where row.count == 4 {
      guard let script = TableFile.script(row[0]) else { continue }
      if row[2] == "head" {
        heads[script, default: [:]][String(row[1])] = String(row[3])
      } else {
        tails[script, default: [:]][String(row[1])] = String(row[3])
      }
    }
    self.heads = heads
    self.tails = tails
  }

  /// Whether two words that stand side by side may be written as one.
  public func joins(_ first: String, _ second: String) -> Bool {
    let script = Script(of: first)
    guard script == Script(of: second) else { return false }
    return heads[script]?[first] != nil || tails[script]?[second] != nil
      || tails[script]?.values.contains(second) == true
  }

  /// How the first element of a compound is written by itself; nil for any other word.
  public func headApart(_ word: String) -> String? {
    heads[Script(of: word)]?[word]
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
