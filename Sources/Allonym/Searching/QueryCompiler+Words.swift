// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

extension QueryCompiler {
  /// The terms of a position, noted for the answer.
  mutating func expandedPosition(
    for position: QueryPosition, reach: QueryExpansion.Reach, field: String?, isPrefix: Bool = false
  ) throws -> ExpandedPosition {
    let expandedPosition: ExpandedPosition
    if isPrefix {
      expandedPosition = try beginning(with: position, field: field)
    } else if let field {
      let prefix = Self.prefix(field)
      expandedPosition = ExpandedPosition(
        try counted(forms(for: position, reach), in: prefix), prefix: prefix, in: database)
    } else {
      expandedPosition = expansion.cache.expandedPosition(
        of: .init(words: [position.words], reach: reach)
      ) {
        ExpandedPosition(forms(for: position, reach), prefix: "", in: database)
      }
    }
    if !isNegated {
      expansions.append(
        TermExpansion(
          word: position.surface, range: position.range, field: field, forms: expandedPosition.forms
        ))
    }
    return expandedPosition
  }

  /// The forms of a slot, each once.
  func forms(for position: QueryPosition, _ reach: QueryExpansion.Reach) -> [TermVariant] {
    let signed = position.terms.filter(isSigned)
    return signed.isEmpty
      ? TermVariant.unique(position.words.flatMap { expansion.forms(of: $0, reach: reach) })
      : signed.flatMap { expansion.forms(of: $0, reach: .exact) }
  }

  /// The words that begin with the word of a position.
  private mutating func beginning(with position: QueryPosition, field: String?) throws
    -> ExpandedPosition
  {
    let prefix = Self.prefix(field)
    let found = try expansion.forms(withPrefix: position.terms[0], in: prefix)
    if found.total > found.forms.count {
      notes.append(
        QueryNote(
          "\(found.total) words begin with '\(position.terms[0])'; the \(found.forms.count) most frequent were searched for.",
          at: position.range))
    }
    return ExpandedPosition(found.forms, prefix: prefix, in: database)
  }

  /// Whether a term is a word of the index with signs behind it: C++ asks for no other C.
  private func isSigned(_ term: String) -> Bool {
    (term.utf8.last == UInt8(ascii: "+") || term.utf8.last == UInt8(ascii: "#"))
      && expansion.vocabulary.index(of: term) != nil
  }

  /// The forms that a field holds, with their documents there; the word typed in any case.
  private func counted(_ forms: [TermVariant], in prefix: String) throws -> [TermVariant] {
    try forms.compactMap { form in
      var form = form
      form.documents = try database.termFrequency(prefix + form.form)
      return form.documents > 0 || form.kind == .exact ? form : nil
    }
  }

  static func prefix(_ field: String?) -> String {
    field.flatMap { Schema.field(named: $0)?.prefix } ?? ""
  }

  /// Notes what to highlight in the passages of hits.
  mutating func noteHighlight(
    _ expansions: [ExpandedPosition], field: String?, distance: Int?, isCommon: Bool = false
  ) {
    guard options.showsPassages, !isNegated,
      field.map({ Self.prefix($0) == Schema.titlePrefix }) ?? true
    else { return }
    highlightPatterns.append(
      HighlightPattern(
        parts: expansions.map { Set($0.forms.map(\.form)) }, distance: distance,
        inTitleOnly: field != nil, isCommon: isCommon))
  }
}

extension SearchOptions {
  /// What a word stands for: what the query says of it, else what the search is set to. Words side
  /// by side vouch for each other: what may be the name is enough for each.
  func reach(of mode: SpellingMode, isAlone: Bool) -> QueryExpansion.Reach {
    switch (mode, spellings) {
    case (.exact, _): .exact
    case _ where exact: .exact
    case (.wide, _): .spellings(.wide)
    case (.normal, .strict): isAlone ? .spellings(.strict) : .vouched
    case (.normal, .wide): .spellings(.wide)
    case (.normal, .off): .inflections
    }
  }
}
