// SPDX-License-Identifier: GPL-2.0-or-later

/// A whole name, of a person, place or organisation, as its words and their parts in it.
///
/// The text is taken literally: nothing in it is syntax but a comma, which turns "Putin, Vladimir"
/// around.
public struct Name: Sendable {
  /// The name as given.
  public let text: String
  /// The words in the order in which they are spoken.
  let tokens: [NameToken]
  /// A comma said that the order is another than spoken.
  let isInverted: Bool

  /// Words beyond this many are not looked at.
  static let maxTokens = 24

  /// Reads a name.
  public init(_ text: String) {
    self.text = text
    let (words, isInverted) = NameScanner.words(of: text)
    self.isInverted = isInverted
    tokens = NameTokens.tokens(of: Array(words.prefix(Name.maxTokens)))
  }

  /// The text of some tokens as written, articles included.
  func written(_ range: Range<Int>) -> String {
    let tokens = tokens[range]
    let start = tokens.map(\.start).min() ?? 0
    let end = tokens.map(\.end).max() ?? 0
    guard start < end else { return "" }
    return String(decoding: Array(text.utf8)[start..<end], as: UTF8.self)
  }
}

/// A word of a name.
struct NameToken: Sendable {
  /// What a word does in a name.
  enum Kind: Sendable {
    case word, number, initial, title, rank, honour, particle, head, generic, patronymic
    /// A title before a name of its own.
    case peerage
    /// A word that says another over again, or where a title comes from.
    case repeated
    /// The legal form of a body.
    case legal
    /// A word of the name of a body that means the same in other languages.
    case bodyWord
  }

  /// The folded word, without an article that is written apart.
  let text: String
  /// The word as it stands in the name.
  let typed: String
  /// The folded article before it; empty when there is none.
  let article: String
  var kind: Kind
  /// Words of one meaning match whatever they look like; 0 is none.
  var meaning: Int
  /// Whether it is a given name, and so may be a father's name, too.
  var isGiven: Bool
  /// The names that it may stand for by custom.
  let customary: Set<String>
  /// A one-letter word that ends its name without a full stop may be a whole name: Kim U.
  let mayBeWhole: Bool
  /// Where the word stands in the name's UTF-8, article included.
  let start: Int
  let end: Int

  /// The meanings of "son of" and "daughter of".
  static let filiations = Set(
    ["bin", "bint"].compactMap { NameWords.shared.entry(of: $0, as: .particle)?.meaning })

  /// The word without an Arabic article that is part of it.
  var core: String { Gazetteer.withoutArticle(text) }

  /// Whether the word has an article, apart or as a part of it.
  var hasArticle: Bool { !article.isEmpty || core != text }

  /// The article before it as it is spoken inside a name: al-Din is -ud-Din after another word.
  var spokenArticle: String {
    guard !article.isEmpty, let first = text.unicodeScalars.first else { return "" }
    switch Script(of: text) {
    case .latin: return "u" + ("dnrstz".unicodeScalars.contains(first) ? String(first) : "l")
    case .cyrillic: return "у" + ("днрстзш".unicodeScalars.contains(first) ? String(first) : "л")
    case .arabic, .other: return article
    }
  }

  /// How much of a name the word is, before its frequency is looked at. Estimates: a whole word is
  /// 1; what is often left out weighs little.
  var weight: Double {
    switch kind {
    case .word, .number: text.unicodeScalars.count > 2 ? 1 : 0.7
    case .initial: 0.45
    case .patronymic: 0.4
    case .head: 0.5
    case .generic: 0.4
    case .rank: 0.3
    case .honour: 0.2
    case .particle: 0.08
    case .title, .peerage, .repeated: 0.06
    case .legal: 0.12
    case .bodyWord: 0.6
    }
  }

  /// What the word weighs against a match where the other name has another in its place.
  var conflictWeight: Double { kind == .patronymic ? 1 : weight }

  /// Whether the word, an initial, may stand for another.
  func isInitial(of other: NameToken) -> Bool {
    if mayBeWhole, Script(of: text) != Script(of: other.text) { return false }
    return Initials.shared.initial(text, mayStandFor: other.text)
  }

  /// Whether sharing this word makes two names worth a comparison.
  var isDistinctive: Bool {
    switch kind {
    case .word, .number, .patronymic, .rank, .bodyWord: true
    default: false
    }
  }
}
