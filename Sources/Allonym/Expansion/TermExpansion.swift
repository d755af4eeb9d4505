// SPDX-License-Identifier: GPL-2.0-or-later
public import Spelling

/// A word of the query with all the words of the index that are the same word.
public struct TermExpansion: Sendable, Equatable {
  /// The word as typed.
  public var word: String
  /// Where it stands in the query, in UTF-8 bytes.
  public var range: Range<Int>
  /// The field that it is looked for in; nil for the usual ones.
  public var field: String?
  /// The forms: exact first, then inflections, then spellings by score.
  public var forms: [TermVariant]
}

/// A word of the index that stands for a word of the query.
public struct TermVariant: Sendable, Equatable {
  /// How a form came into an expansion.
  public enum Kind: String, Sendable, Codable, Comparable {
    /// The word itself.
    case exact
    /// The same word with another ending, clitic or article.
    case inflection
    /// Another spelling of the name.
    case spelling
    /// A compound name written as one word instead of two, or as two instead of one.
    case compound
    /// Another name: of a place, or from the alias file.
    case alias
    /// A word that begins as asked for.
    case prefix

    /// In the order of nearness to the word typed.
    public static func < (left: Kind, right: Kind) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .exact: 0
      case .inflection: 1
      case .prefix: 2
      case .spelling: 3
      case .compound: 4
      case .alias: 5
      }
    }
  }

  /// The folded word as it stands in the index.
  public var form: String
  /// The script that it is written in.
  public var script: Script
  /// How it came into the expansion.
  public var kind: Kind
  /// How sure it is that it is the same word, 0–1.
  public var score: Double
  /// How many documents of the index hold it.
  public var documents: Int
  /// How many of the documents found hold it; nil where this was not counted.
  public var matches: Int?
  /// As it is mostly written inside sentences of the index: with a capital where most of its documents
  /// have one.
  public var written: String
  /// What the reason is made of: working one out takes as long as finding the spelling.
  private var ground: Ground

  private enum Ground: Sendable, Equatable {
    case words(String)
    case spelling(WordSpelling)
  }

  /// A form with a reason in words.
  init(
    form: String, script: Script, kind: Kind, score: Double, documents: Int, reason: String
  ) {
    self.form = form
    self.script = script
    self.kind = kind
    self.score = score
    self.documents = documents
    written = form
    ground = .words(reason)
  }

  /// A form that stands for the word searched for.
  init(_ variant: Variant, documents: Int) {
    form = variant.spelling.form
    script = variant.spelling.script
    kind =
      switch variant.kind {
      case .inflection: .inflection
      case .spelling: .spelling
      case .alias: .alias
      }
    score = variant.spelling.score
    self.documents = documents
    written = form
    ground = .spelling(variant.spelling)
  }

  /// Why, in words; empty for the word itself. Worked out when asked for.
  public var reason: String {
    switch ground {
    case .words(let words): words
    case .spelling(let spelling): spelling.reason
    }
  }
}

extension TermVariant {
  /// Each form once, in its nearest kind; the order is by kind, then score.
  static func unique(_ forms: [TermVariant]) -> [TermVariant] {
    guard forms.count > 1 else { return forms }
    var seen: Set<String> = []
    return forms.enumerated()
      .sorted {
        ($0.element.kind, -$0.element.score, $0.offset) < (
          $1.element.kind, -$1.element.score, $1.offset
        )
      }
      .map(\.element)
      .filter { seen.insert($0.form).inserted }
  }
}
