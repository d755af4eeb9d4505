// SPDX-License-Identifier: GPL-2.0-or-later

/// Finds the quotes that belong together. Every search for a closing quote that fails is remembered,
/// so that all of them together read the query once.
struct QueryQuotes {
  enum Family: Hashable {
    case straight, curly, guillemet

    init?(_ scalar: Unicode.Scalar) {
      switch scalar {
      case "\"", "＂": self = .straight
      case "“", "”", "„", "‟": self = .curly
      case "«", "»": self = .guillemet
      default: return nil
      }
    }
  }

  private var exhausted: Set<Family> = []

  /// The next quote of a family at or after an index. Callers go through the query forwards.
  private mutating func next(_ family: Family, in source: QuerySource, from index: Int) -> Int? {
    guard !exhausted.contains(family) else { return nil }
    if let found = source.scalars[index...].firstIndex(where: { Family($0) == family }) {
      return found
    }
    exhausted.insert(family)
    return nil
  }

  /// The quote that closes the one at an index. Quotes are closed by their own family, in any
  /// direction, as languages differ (“a”, „a“, «a», »a«); straight and curly ones also by each other,
  /// as typing aids mix them.
  mutating func closing(_ opening: Int, in source: QuerySource) -> Int? {
    switch Family(source.scalars[opening]) {
    case .straight:
      next(.straight, in: source, from: opening + 1) ?? next(.curly, in: source, from: opening + 1)
    case .curly:
      next(.curly, in: source, from: opening + 1) ?? next(.straight, in: source, from: opening + 1)
    case .guillemet:
      next(.guillemet, in: source, from: opening + 1)
    case nil:
      nil
    }
  }

  /// Whether the quote at an index is a sign inside a word (`O"Brien`, `רמטכ"ל`): between two
  /// letters and without a partner.
  mutating func isInsideWord(_ index: Int, in source: QuerySource) -> Bool {
    guard index > 0, source.scalars[index - 1].isLetterOrNumber,
      let after = source.scalar(at: index + 1), after.isLetterOrNumber
    else { return false }
    return closing(index, in: source) == nil
  }

  /// Whether the quote at an index can only close: a word touches its left side, none its right.
  static func canOnlyClose(_ index: Int, in source: QuerySource) -> Bool {
    index > 0 && source.scalars[index - 1].isLetterOrNumber && source.isBoundary(index + 1)
  }
}
