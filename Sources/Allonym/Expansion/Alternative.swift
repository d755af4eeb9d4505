// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// Another way to write some words of a query that stand side by side: a compound as one word or as
/// two, or another name of the same thing.
struct OtherWriting {
  /// The words of the query that it stands for.
  let range: Range<Int>
  /// The forms at each of its own positions, those only that the vocabulary holds.
  let forms: [[TermVariant]]
  /// How it came about.
  let kind: TermVariant.Kind
  /// The way to write, as the answer tells it.
  let text: String
  /// Where a name comes from that is no other way to write.
  var source: AliasSet.Source?

  /// A way to write; nil where the vocabulary lacks one of its words.
  init?(_ range: Range<Int>, _ forms: [[TermVariant]], _ kind: TermVariant.Kind, _ text: String) {
    let held = forms.map { $0.filter { $0.documents > 0 } }
    guard !held.isEmpty, held.allSatisfy({ !$0.isEmpty }) else { return nil }
    self.range = range
    self.forms = held
    self.kind = kind
    self.text = text
  }

  /// How sure it is that it is meant.
  var score: Double { forms.map { $0.map(\.score).max() ?? 0 }.min() ?? 0 }

  /// Why it stands for the words.
  var reason: String {
    source?.reason ?? (forms.count > 1 ? "written apart" : "written as one word")
  }

  /// Whether it stands for words that make a name together: an alias, Abd al-Rahman.
  func isName(among positions: [QueryPosition]) -> Bool {
    guard kind == .compound, range.count == 2 else { return true }
    let terms = positions[range].map { $0.terms[0] }
    return Alternatives.makeName(terms[0], terms[1])
  }
}

/// Another way to write, as Xapian searches for it. Kept between queries.
struct Alternative {
  let writing: OtherWriting
  /// The groups at each of its own positions.
  let expansions: [ExpandedPosition]
  /// How many documents hold it.
  let documents: Int

  /// An alternative; nil where no document holds it.
  init?(_ writing: OtherWriting, in database: Database) throws {
    self.writing = writing
    expansions = writing.forms.map { ExpandedPosition($0, prefix: "", in: database) }
    let enquire = try Enquire(database)
    try enquire.setWeighting(.bool)
    try enquire.setQuery(try PositionalQuery.phrase(expansions.map(\.query)))
    documents = try enquire.mset(limit: 0, checkAtLeast: database.documentCount).lowerBound
    guard documents > 0 else { return nil }
  }

  var range: Range<Int> { writing.range }
  var kind: TermVariant.Kind { writing.kind }
}
