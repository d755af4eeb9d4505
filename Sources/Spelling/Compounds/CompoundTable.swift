// SPDX-License-Identifier: GPL-2.0-or-later
import CSpellingTables

/// Elements of compound names that are written solid or apart: Abdulrahman and Abd al-Rahman,
/// Nasrallah and Nasr Allah. From `compounds.tsv`; all words are folded.
public enum CompoundTable {
  /// A compound written apart.
  public struct Parts: Sendable, Hashable {
    /// The first word.
    public var first: String
    /// The second word, without article.
    public var second: String
  }

  /// What part an element has; the table explains each.
  private enum Position: String {
    case head, name, opening, tail
  }

  /// A spelling of an element.
  private struct Spelling: Sendable {
    let word: String
    /// Its form when written apart.
    let apart: String
  }

  /// What stands before or after another word of a script. They are so few that a search in a new process looks
  /// through them sooner than it puts them into dictionaries, and it needs one script.
  private struct Elements: Sendable {
    var heads: [Spelling] = []
    var tails: [Spelling] = []

    static let latin = Elements(.latin)
    static let arabic = Elements(.arabic)
    static let cyrillic = Elements(.cyrillic)

    init() {}

    init(_ script: Script) {
      CompoundTable.forEachRow { position, row in
        let words = CompoundTable.words(of: row, in: script)
        let spellings = words.map { Spelling(word: $0, apart: words[0]) }
        if position == .tail { tails += spellings } else { heads += spellings }
      }
    }
  }

  /// Calls back with each row of an element of a solid compound.
  private static func forEachRow(_ body: (Position, TableRow) -> Void) {
    for row in TableFile(spelling_compounds()) where row.count == 4 {
      guard let position = Position(rawValue: row[0].text), position != .opening else { continue }
      body(position, row)
    }
  }

  private static func elements(_ script: Script) -> Elements {
    switch script {
    case .latin: .latin
    case .arabic: .arabic
    case .cyrillic: .cyrillic
    case .other: Elements()
    }
  }

  /// Each element that begins a compound, in all its spellings.
  private static let openingElements: [[String]] = {
    var elements: [[String]] = []
    forEachRow { position, row in
      let words = [Script.latin, .arabic, .cyrillic].flatMap { Self.words(of: row, in: $0) }
      if position != .tail, !words.isEmpty { elements.append(words) }
    }
    return elements
  }()

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

  /// The folded words of a row; the columns are in the order of the scripts.
  private static func words(of row: TableRow, in script: Script) -> [String] {
    row[Int(script.rawValue) + 1].words.map { Folding.folded($0.text) }
  }

  /// The rows of words that begin a name and are none by themselves.
  private static let openings: [String: Int] = {
    var openings: [String: Int] = [:]
    for (number, row) in TableFile(spelling_compounds()).enumerated() where row.count == 4 {
      let position = Position(rawValue: row[0].text)
      guard position == .head || position == .opening else { continue }
      for script in [Script.latin, .arabic, .cyrillic] {
        for word in words(of: row, in: script) { openings[word] = number }
      }
    }
    return openings
  }()

  /// The number of the element that a folded word is when it begins a name and is none by itself: Abd,
  /// Deir, Wadi; the same in all spellings and scripts.
  static func opening(_ word: String) -> Int? { Self.openings[word] }

  /// The spellings, in all scripts, of the first element of a compound, itself among them; empty for
  /// any other word.
  public static func spellings(ofHead word: String) -> [String] {
    Self.openingElements.last { $0.contains(word) } ?? []
  }

  /// Whether two words that stand side by side may be written as one.
  public static func joins(_ first: String, _ second: String) -> Bool {
    let script = Script(of: first)
    guard script == Script(of: second) else { return false }
    let elements = Self.elements(script)
    return Self.apart(first, in: elements.heads) != nil
      || Self.apart(second, in: elements.tails) != nil
  }

  /// The solid words that two words may be written as: joined as they are, then without the article
  /// between them, or with each form of it.
  public static func solids(_ first: String, _ second: String) -> [String] {
    let articles = Self.articles[Script(of: first)] ?? []
    // In other scripts the article often leaves nothing behind: Deirezzor is ديرزور rather than ديرالزور.
    return [first + second]
      + articles.filter { second.hasPrefix($0) && $0.utf8.count < second.utf8.count }
      .map { first + second.dropFirst($0.count) }
      + articles.filter { !second.hasPrefix($0) && Self.fits($0, before: second) }
      .map { first + $0 + second }
  }

  /// How a solid word may be written apart.
  public static func parts(of word: String) -> [Parts] {
    let script = Script(of: word)
    let headed = headed(word, script)
    let tailed = tailed(word, script)
    return [headed, tailed == headed ? nil : tailed].compactMap(\.self)
  }

  /// By the longest head that leaves enough, the article after it taken off.
  private static func headed(_ word: String, _ script: Script) -> Parts? {
    // The longest first; of elements with a spelling in common the last.
    let elements = Self.elements(script)
    let heads = elements.heads.reversed()
      .filter { word.utf8.starts(with: $0.word.utf8) }
      .sorted { $0.word.utf8.count > $1.word.utf8.count }
    for head in heads {
      let rest = word.utf8.dropFirst(head.word.utf8.count)
      if let tail = Self.apart(Substring(rest), in: elements.tails) {
        return Parts(first: head.apart, second: tail)
      }
    }
    for head in heads where head.word.count >= 2 {
      let rest = String(Substring(word.utf8.dropFirst(head.word.utf8.count)))
      guard rest.count >= Self.shortestRest else { continue }
      let name = Self.withoutArticle(rest, script)
      if name.count >= Self.shortestRest { return Parts(first: head.apart, second: name) }
    }
    return nil
  }

  private static func tailed(_ word: String, _ script: Script) -> Parts? {
    let tails = Self.elements(script).tails.reversed()
      .filter { word.utf8.reversed().starts(with: $0.word.utf8.reversed()) }
      .sorted { $0.word.utf8.count > $1.word.utf8.count }
    for tail in tails where tail.word.count >= 3 {
      let first = String(Substring(word.utf8.dropLast(tail.word.utf8.count)))
      if first.count >= Self.shortestRest { return Parts(first: first, second: tail.apart) }
    }
    return nil
  }

  /// The form, when written apart, of a word among some spellings; of several the last.
  private static func apart(_ word: some StringProtocol, in spellings: [Spelling]) -> String? {
    spellings.last { $0.word.utf8.elementsEqual(word.utf8) }?.apart
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
