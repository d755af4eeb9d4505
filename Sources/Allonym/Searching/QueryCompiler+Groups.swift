// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// The forms of one position of the query, and the query for them.
struct SlotGroup {
  let forms: [GroupForm]
  let query: GroupQuery

  init(_ forms: [GroupForm], prefix: String, in database: Database) {
    self.forms = forms
    query = GroupQuery(forms, prefix: prefix, in: database)
  }
}

extension QueryCompiler {
  /// The group of a slot, noted for the answer.
  mutating func group(
    for slot: QuerySlot, reach: GroupExpansion.Reach, field: String?, isPrefix: Bool = false
  ) throws -> SlotGroup {
    let group: SlotGroup
    if isPrefix {
      group = try beginning(with: slot, field: field)
    } else if let field {
      let prefix = Self.prefix(field)
      group = SlotGroup(
        try counted(forms(for: slot, reach), in: prefix), prefix: prefix, in: database)
    } else {
      group = expansion.cache.group(of: .init(words: [slot.words], reach: reach)) {
        SlotGroup(forms(for: slot, reach), prefix: "", in: database)
      }
    }
    if !isNegated {
      groups.append(
        WordGroup(word: slot.surface, range: slot.range, field: field, forms: group.forms))
    }
    return group
  }

  /// The forms of a slot, each once.
  func forms(for slot: QuerySlot, _ reach: GroupExpansion.Reach) -> [GroupForm] {
    let signed = slot.terms.filter(isSigned)
    return signed.isEmpty
      ? Self.unique(slot.words.flatMap { expansion.forms(of: $0, reach: reach) })
      : signed.flatMap { expansion.forms(of: $0, reach: .exact) }
  }

  /// The words that begin with a slot.
  private mutating func beginning(with slot: QuerySlot, field: String?) throws -> SlotGroup {
    let prefix = Self.prefix(field)
    let found = try expansion.forms(withPrefix: slot.terms[0], in: prefix)
    if found.total > found.forms.count {
      notes.append(
        QueryNote(
          "\(found.total) words begin with '\(slot.terms[0])'; the \(found.forms.count) most frequent were searched for.",
          at: slot.range))
    }
    return SlotGroup(found.forms, prefix: prefix, in: database)
  }

  /// Whether a term is a word of the index with signs behind it: C++ asks for no other C.
  private func isSigned(_ term: String) -> Bool {
    (term.utf8.last == UInt8(ascii: "+") || term.utf8.last == UInt8(ascii: "#"))
      && expansion.vocabulary.index(of: term) != nil
  }

  /// What a word stands for: what the query says of it, else what the search is set to. Words side
  /// by side vouch for each other: what may be the name is enough for each.
  func reach(of mode: SpellingMode, isAlone: Bool) -> GroupExpansion.Reach {
    switch (mode, options.spellings) {
    case (.exact, _): .exact
    case _ where options.exact: .exact
    case (.wide, _): .spellings(.wide)
    case (.normal, .strict): isAlone ? .spellings(.strict) : .vouched
    case (.normal, .wide): .spellings(.wide)
    case (.normal, .off): .inflections
    }
  }

  /// The forms that a field holds, with their documents there; the word typed in any case.
  private func counted(_ forms: [GroupForm], in prefix: String) throws -> [GroupForm] {
    try forms.compactMap { form in
      var form = form
      form.documents = try database.termFrequency(prefix + form.form)
      return form.documents > 0 || form.kind == .exact ? form : nil
    }
  }

  /// Each form once, in its nearest kind; the order is by kind, then score.
  static func unique(_ forms: [GroupForm]) -> [GroupForm] {
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

  static func prefix(_ field: String?) -> String {
    field.flatMap { Schema.field(named: $0)?.prefix } ?? ""
  }

  /// Notes what to light in the passages of hits.
  mutating func light(
    _ groups: [SlotGroup], field: String?, distance: Int?, isCommon: Bool = false
  ) {
    guard options.showsPassages, !isNegated,
      field.map({ Self.prefix($0) == Schema.titlePrefix }) ?? true
    else { return }
    lights.append(
      Light(
        parts: groups.map { Set($0.forms.map(\.form)) }, distance: distance,
        inTitleOnly: field != nil, isCommon: isCommon))
  }
}
