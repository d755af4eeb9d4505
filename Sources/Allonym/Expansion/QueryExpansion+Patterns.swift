// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Xapian

extension QueryExpansion {
  /// The forms that begin with a folded prefix, most frequent first, and how many there are in all.
  ///
  /// - Parameter field: the prefix of a field's terms, whose words need not stand in the text.
  func forms(
    withPrefix prefix: String, in field: String
  ) throws -> (forms: [TermVariant], total: Int) {
    let reason = "begins with \(prefix)"
    guard field.isEmpty else {
      var forms: [TermVariant] = []
      try database?.forEachTerm(prefix: field + prefix) { term, frequency in
        let word = String(decoding: term.dropFirst(field.utf8.count), as: UTF8.self)
        forms.append(
          TermVariant(
            form: word, script: Script(of: word), kind: .prefix, score: 1,
            documents: Int(frequency), reason: reason))
        return true
      }
      let frequent = forms.sorted { $0.documents > $1.documents }.prefix(Self.prefixLimit)
      return (Array(frequent), forms.count)
    }
    let all = vocabulary.indices(withPrefix: prefix)
    let frequent =
      all.count <= Self.prefixLimit
      ? all
      : Array(
        all.sorted { vocabulary.frequency(at: $0) > vocabulary.frequency(at: $1) }
          .prefix(Self.prefixLimit))
    let forms = frequent.map { form(at: $0, .prefix, 1, reason) }
    return (forms, all.count)
  }

  /// The forms that fit a pattern, most frequent first, and how many there are in all.
  ///
  /// - Parameters:
  ///   - text: the pattern as typed.
  ///   - field: the prefix of a field's terms, whose words need not stand in the text.
  func forms(
    matching pattern: QueryPattern, as text: String, in field: String
  ) throws -> (forms: [TermVariant], total: Int) {
    var forms: [TermVariant] = []
    let reason = "fits \(text)"
    if field.isEmpty {
      for index in vocabulary.indices(withPrefix: pattern.beginning)
      where pattern.matches(vocabulary.form(at: index)) {
        forms.append(form(at: index, .prefix, 1, reason))
      }
    } else {
      try database?.forEachTerm(prefix: field + pattern.beginning) { term, frequency in
        let word = String(decoding: term.dropFirst(field.utf8.count), as: UTF8.self)
        guard pattern.matches(word) else { return true }
        forms.append(
          TermVariant(
            form: word, script: Script(of: word), kind: .prefix, score: 1,
            documents: Int(frequency), reason: reason))
        return true
      }
    }
    let held = forms.filter { $0.documents > 0 }.sorted { $0.documents > $1.documents }
    return (Array(held.prefix(Self.prefixLimit)), held.count)
  }
}
