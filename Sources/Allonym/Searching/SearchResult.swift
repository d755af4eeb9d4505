// SPDX-License-Identifier: GPL-2.0-or-later
public import Spelling
import Xapian

/// The answer to a query.
public struct SearchResult: Sendable {
  /// The query as typed.
  public var query: String
  /// What was read otherwise than typed, or left out.
  public var notes: [QueryNote]
  /// How many documents match; an estimate where the options allow it.
  public var total: Int
  /// How many different texts the documents that match have; nil where they were not counted.
  public var texts: Int?
  /// Of a query of several words side by side: how many of the documents have all of them. Nil of other
  /// queries, and where this was not counted.
  public var withAllWords: Int?
  /// How many hits there are on all pages: fewer than ``total`` where duplicates are grouped. Exact where that is.
  public var hitCount = 0
  /// The words of the query and what each was taken to mean.
  public var expansions: [TermExpansion]
  /// The hits of the page asked for, best first.
  public var hits: [Hit]
  /// How many matches have each value of the facets asked for.
  public var facets: [FacetCounts] = []
  /// The likeliest spelling that was not sure enough to stand for a word of the query, if `~` before that
  /// word would find it.
  public var nearMiss: NearMiss?
  /// What was perhaps meant, where nothing was found or a word is in no document.
  public var suggestions: [Suggestion] = []
  /// How the query was run, when asked for.
  public var explanation: Explanation?

  /// A spelling that is likely to be one of a word, and not likely enough.
  public struct NearMiss: Sendable, Equatable {
    /// The word as typed.
    public var word: String
    /// The spelling.
    public var form: TermVariant
  }

  /// How a query was run.
  public struct Explanation: Sendable {
    /// The query as read, fully bracketed.
    public var reading: String
    /// The query as Xapian runs it.
    public var xapianQuery: String
  }
}

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

/// A document that was found.
public struct Hit: Sendable {
  /// 1 for the best.
  public var rank: Int
  /// Xapian's weight of the document for the query; larger is better, 0 for filters alone.
  public var score: Double
  /// What the index stores of the document.
  private let stored: StoredFields
  /// Its number in the database.
  let document: DocumentID
  /// How many other matches have the same text; they are not among the hits where duplicates are
  /// grouped. Only counted there.
  public var duplicates = 0
  /// The rank of a better hit on the page that this one nearly repeats.
  public var nearlySameAs: Int?
  /// The page, slide or sheet that the passage is on, from 1; nil of documents without pages.
  public var page: Int?
  /// The part of the text that shows why.
  public var passage: Passage
  /// The line of the text, from 1, in which the first match of the passage stands; nil where only the title
  /// matches. Of plain text it is the line of the file.
  public var line: Int?
  /// Where that match begins in the text, in bytes of UTF-8.
  public var offset: Int?
  /// All of the text with the places that matched, in bytes of its UTF-8, ascending; nil unless asked for.
  public var text: (whole: String, highlights: [Range<Int>])?
  /// The words that matched, as written in the document, each once, in order.
  public var matched: [MatchedWord]
  /// How often words of the text match; of a text of more than a megabyte, at least.
  public var matchCount = 0
  /// The weight of each part of the query in this document, when an explanation was asked for.
  public var weights: [String: Double]?

  init(
    rank: Int, score: Double, stored: StoredFields, duplicates: Int, document: DocumentID
  ) {
    self.document = document
    self.rank = rank
    self.score = score
    self.stored = stored
    self.duplicates = duplicates
    passage = .none
    matched = []
  }

  /// The file, absolute.
  public var path: String { stored["path"] ?? "" }
  /// The id that the source gave.
  public var id: String? { stored["id"] }
  /// The title, or the name of the file.
  public var title: String { stored["title"] ?? "" }
  /// The author, as the document names them.
  public var author: String? { stored["author"] }
  /// The host of the page.
  public var host: String? { stored["host"] }
  /// What kind of file it came from: see `DocumentType`.
  public var type: String? { stored["type"] }
  /// The language, by ISO 639-1 code; nil where neither declared nor guessed.
  public var language: String? { stored["language"] }
  /// The day that the document gives, `YYYYMMDD`.
  public var date: String? { stored["date"] }
}

/// A word of a document that matched.
public struct MatchedWord: Sendable, Equatable {
  /// As written in the document.
  public var surface: String
  /// As it stands in the index.
  public var form: String
}
