// SPDX-License-Identifier: GPL-2.0-or-later

/// Reads one word or phrase as its field wants it.
struct QueryLeaf {
  let text: String
  let range: Range<Int>
  let context: QueryParser.Context

  /// A word, a value or a date; nil, with a note, when there is nothing to look for in it.
  func word(_ notes: inout QueryNotes) throws(QueryError) -> QueryNode? {
    switch context.field?.kind {
    case .date: return try dates()
    case .exact: return filter(notes: &notes, starIsPrefix: true)
    case .text, nil: return plainWord(&notes)
    }
  }

  /// A phrase, or a value or a date in quotes.
  func phrase(_ notes: inout QueryNotes) throws(QueryError) -> QueryNode? {
    guard hasLetterOrNumber(text) || (context.field?.kind == .exact && !text.isEmpty) else {
      return nothing(&notes)
    }
    switch context.field?.kind {
    case .date: return try dates()
    case .exact: return filter(notes: &notes, starIsPrefix: false)
    case .text, nil:
      if text.utf8.contains(UInt8(ascii: "*")) {
        notes.add("A * between quotes is ignored; it belongs behind a single word.", at: range)
      }
      return .phrase(
        PhraseNode(text: text, range: range, field: context.field?.name, mode: context.mode))
    }
  }

  private func plainWord(_ notes: inout QueryNotes) -> QueryNode? {
    guard hasLetterOrNumber(text) else { return nothing(&notes) }
    if QueryPattern(text) != nil {
      return .word(
        WordNode(
          text: text, range: range, field: context.field?.name, mode: context.mode, isPrefix: true))
    }
    let stars = text.reversed().prefix { $0 == "*" }.count
    return .word(
      WordNode(
        text: String(text.dropLast(stars)), range: range, field: context.field?.name,
        mode: context.mode,
        isPrefix: stars > 0))
  }

  private func filter(notes: inout QueryNotes, starIsPrefix: Bool) -> QueryNode? {
    let isPrefix = starIsPrefix && text.hasSuffix("*")
    let value = isPrefix ? String(text.dropLast()) : text
    guard let field = context.field?.name, !value.isEmpty else { return nothing(&notes) }
    if isPrefix {
      return .filter(FilterNode(field: field, value: value, isPrefix: true, range: range))
    }
    let (values, note) = QueryValues.values(of: value, in: field)
    if let note { notes.add(note, at: range) }
    return .any(
      values.map { .filter(FilterNode(field: field, value: $0, isPrefix: false, range: range)) })
  }

  private func dates() throws(QueryError) -> QueryNode? {
    guard let field = context.field?.name else { return nil }
    let days = try QueryDates(text, field: field, at: range)
    return .dateRange(
      DateRangeNode(field: field, first: days.first.text, last: days.last.text, range: range))
  }

  private func hasLetterOrNumber(_ text: String) -> Bool {
    text.unicodeScalars.contains(where: \.isLetterOrNumber)
  }

  private func nothing(_ notes: inout QueryNotes) -> QueryNode? {
    notes.add("Ignored “\(text.prefix(20))”: it has no letter or digit.", at: range)
    return nil
  }
}
