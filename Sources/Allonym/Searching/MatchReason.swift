// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

/// A word of a hit that matched, and what makes it a match.
public struct MatchReason: Sendable, Equatable {
  /// As written in the document.
  public var surface: String
  /// The word of the query that it matches, as typed.
  public var word: String
  /// How it stands for that word.
  public var kind: TermVariant.Kind
  /// Why, for people; empty of the word itself.
  public var reason: String
}

extension SearchResult {
  /// Why each of ``hits`` was found: its words that matched, once whatever their capitals.
  public func reasons() -> [[MatchReason]] { expansions.reasons(for: hits) }
}

extension [TermExpansion] {
  /// Why each of some hits of a query with these words was found.
  func reasons(for hits: [Hit]) -> [[MatchReason]] {
    // Each is worked out once: that takes as long as finding the spelling.
    var known: [String: MatchReason?] = [:]
    return hits.map { hit in
      var seen: Set<String> = []
      return hit.matched.compactMap { matched in
        guard seen.insert(matched.form).inserted else { return nil }
        let reason = known[matched.form] ?? self.reason(of: matched.form)
        known[matched.form] = .some(reason)
        guard var reason else { return nil }
        reason.surface = matched.surface
        return reason
      }
    }
  }

  /// Why a word of a document is a match.
  private func reason(of term: String) -> MatchReason? {
    form(of: term).map { expansion, form in
      MatchReason(
        surface: form.form, word: expansion.word, kind: form.kind,
        reason: form.plainReason(for: expansion))
    }
  }

  /// The form that a word of a document is, or is a part of, and the word of the query.
  private func form(of term: String) -> (TermExpansion, TermVariant)? {
    var nearest: (TermExpansion, TermVariant)?
    for expansion in self {
      let form =
        expansion.forms.first { $0.form == term }
        ?? expansion.forms.first { $0.form.split(separator: " ").contains { $0 == term } }
      if let form, nearest.map({ form.kind < $0.1.kind }) ?? true { nearest = (expansion, form) }
    }
    return nearest
  }
}

extension TermVariant {
  /// The fewest letters that two words have in common where one is known by its ending.
  private static let minStem = 3

  /// Why a form stands for the word of a group, in words that need no explanation.
  public func plainReason(for expansion: TermExpansion) -> String {
    switch kind {
    case .exact: return ""
    case .prefix: return reason.isEmpty ? "begins so" : reason
    case .inflection:
      guard reason == "same stem", let typed = expansion.forms.first?.form else { return reason }
      let common = typed.commonPrefix(with: form)
      let ending = form.dropFirst(common.count)
      if common.count >= Self.minStem, !ending.isEmpty, ending.count < common.count {
        return "ending -\(ending)"
      }
      return "another form of the word"
    case .spelling, .compound, .alias:
      // That letter stands for letter is what one expects.
      let parts = reason.split(separator: ", ").filter { $0 != "letter for letter" }
      return parts.isEmpty ? "the same letters" : parts.joined(separator: ", ")
    }
  }
}

extension String {
  /// What two texts begin with alike.
  fileprivate func commonPrefix(with other: String) -> Substring {
    prefix(zip(self, other).prefix { $0 == $1 }.count)
  }
}
