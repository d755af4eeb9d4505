// SPDX-License-Identifier: GPL-2.0-or-later
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
