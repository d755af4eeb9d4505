// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Workspaces

extension SearchAddress {
  /// The search without its order and its page, as it is kept.
  var saved: SavedSearch {
    var saved = SavedSearch(query)
    saved.spellings = spellings.rawValue
    saved.isExact = isExact
    saved.off = off
    for (facet, chosen) in values { saved.values[facet.rawValue] = chosen }
    saved.date = date
    return saved
  }

  /// A search that was kept.
  init(_ saved: SavedSearch) {
    self.init(QueryItems())
    query = saved.query
    spellings = SearchOptions.Spellings(rawValue: saved.spellings) ?? .strict
    isExact = saved.isExact
    off = saved.off
    for facet in Self.facets { values[facet] = saved.values[facet.rawValue] }
    date = saved.date
  }
}

extension AlertHit {
  /// The address of the document, with what was looked for.
  func link(_ search: SavedSearch?, language: String? = nil) -> String {
    var address = search.map { SearchAddress($0) } ?? SearchAddress()
    if let name { address.query = "\"\(name.replacing("\"", with: " "))\"" }
    address.language = language
    return "/d/\(document)" + address.items.suffix + "#m1"
  }
}
