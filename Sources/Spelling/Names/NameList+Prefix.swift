// SPDX-License-Identifier: GPL-2.0-or-later

extension NameList {
  /// So many places of words are looked at for a prefix: a single letter begins too many.
  private static let maxPlaces = 200_000

  /// The rows with a name whose words begin with the words of a text, as somebody types it; in the list's order.
  public func rows(withPrefix text: String, limit: Int) -> [Int] {
    var names: Set<UInt32>?
    for token in Name(text).tokens {
      var found: Set<UInt32> = []
      var left = Self.maxPlaces
      for form in words.vocabulary.indices(withPrefix: token.core) where left > 0 {
        left -= words.placeCount(of: form)
        words.forEachOccurrence(of: form) { found.insert($0.name) }
      }
      names = names?.intersection(found) ?? found
    }
    var rows: [Int] = []
    for name in (names ?? []).sorted() where rows.count < limit {
      let row = row(ofName: Int(name))
      if rows.last != row { rows.append(row) }
    }
    return rows
  }
}
