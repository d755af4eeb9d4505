// SPDX-License-Identifier: GPL-2.0-or-later

/// A document of the index with all places that a query matches in it.
public struct MatchedDocument: Sendable {
  /// What names it.
  public var key: DocumentKey
  /// What the index stores of it, with its text.
  public var stored: StoredDocument
  /// 16 hexadecimal digits that change with the words of its text.
  public var contentPrint: String
  /// The words of the query and what each was taken to mean; empty without a query.
  public var expansions: [TermExpansion] = []
  /// What matches in the title, ascending.
  public var titleMatches: [Match] = []
  /// What matches in the text, ascending, without overlap.
  public var matches: [Match] = []

  /// A place that matches.
  public struct Match: Sendable, Equatable {
    /// Where, in UTF-8 bytes.
    public var range: Range<Int>
    /// The folded word that stands there.
    public var form: String
  }

  /// How often each form matches in the text, the most frequent first.
  public var formCounts: [(form: String, count: Int)] {
    var counts: [String: Int] = [:]
    for match in matches { counts[match.form, default: 0] += 1 }
    return counts.largestFirst.map { (form: $0.key, count: $0.value) }
  }
}

/// A document that is a copy of another, or nearly.
public struct DocumentCopy: Sendable {
  /// What names it.
  public var key: DocumentKey
  /// Where it is.
  public var path: String
  /// Its title.
  public var title: String
  /// Whether the text is the same, not only nearly.
  public var isSame: Bool
}
