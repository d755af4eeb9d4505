// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Spelling
import Workspaces

/// What an address says to search for: one address is one state of the page.
struct SearchAddress: Sendable, Equatable {

  var query = ""
  var spellings = SearchOptions.Spellings.strict
  var isExact = false
  /// The forms switched off, folded, in the order in which they were.
  var off: [String] = []
  var sort: ResultOrder?
  var showsDuplicates = false
  var values: [Facet: [String]] = [:]
  /// As typed, such as `2024-01..2024-06`; `none` for documents without a date.
  var date: String?
  /// Which documents to show by what was noted of them; see `Server.reviewed`.
  var review = ReviewFilter()
  /// The documents that these are, once they are looked up.
  var reviewed = ReviewedDocuments()
  var page = 1
  /// The language of the page, where it was chosen.
  var language: String?

  /// What an address says, and what of it is not understood, a sentence each.
  private(set) var remarks: [String] = []

  /// How many hits a page of them has.
  static let pageSize = 10
  /// The facets that hits are filtered by.
  static let facets: [Facet] = [.language, .type, .year, .host, .author, .folder]
  private static let maxOff = 200

  init() {}

  init(_ items: QueryItems) {
    query = items["q"] ?? ""
    off = items.all("off").map { Folding.folded($0) }.filter { !$0.isEmpty }
    if items.all("off").count > Self.maxOff {
      remarks.append("Only \(Self.maxOff) spellings can be switched off.")
      off = Array(off.prefix(Self.maxOff))
    }
    language = items["lang"]
    date = items["date"]
    readChoices(items)
    readReview(items)
    for facet in Self.facets {
      let chosen = items.all("facet.\(facet.rawValue)").filter { !$0.isEmpty }
      if !chosen.isEmpty { values[facet] = chosen }
    }
    if let text = items["page"] {
      if let number = Int(text), number > 0, number <= 1_000_000_000 {
        page = number
      } else {
        remarks.append("'\(text)' is no number of a page: the first is shown.")
      }
    }
    if let date, date != "none" {
      do {
        _ = try SearchFilters.days(of: date)
      } catch {
        remarks.append("\(error.message) The date is left out.")
        self.date = nil
      }
    }
  }

  private mutating func readChoices(_ items: QueryItems) {
    if let text = items["spellings"] {
      if text == "exact" {
        isExact = true
      } else if let which = SearchOptions.Spellings(rawValue: text) {
        spellings = which
      } else {
        remarks.append("'\(text)' is none of strict, wide, off and exact: strict it is.")
      }
    }
    if items["exact"] == "true" || items["exact"] == "1" { isExact = true }
    if let text = items["sort"], text != "best" {
      sort = Self.order(text)
      if sort == nil { remarks.append("Hits cannot be sorted by '\(text)': the best come first.") }
    }
    switch items["duplicates"] {
    case nil, "group": break
    case "show": showsDuplicates = true
    case let text?: remarks.append("'\(text)' is none of group and show: duplicates are grouped.")
    }
  }

  /// Notes what was not understood.
  mutating func remark(_ sentence: String) { remarks.append(sentence) }

  /// `date`, `-date` and the like.
  static func order(_ text: String) -> ResultOrder? {
    ResultOrder.Key(rawValue: String(text.drop { $0 == "-" })).map {
      ResultOrder($0, isDescending: text.hasPrefix("-"))
    }
  }

  /// The search as the engine runs it.
  var options: SearchOptions {
    var options = SearchOptions()
    options.limit = Self.pageSize
    options.offset = (page - 1) * Self.pageSize
    options.spellings = spellings
    options.exact = isExact
    options.off = Set(off)
    options.order = sort
    options.groupsDuplicates = !showsDuplicates
    options.filters.only = reviewed.only
    options.filters.without = reviewed.without
    for (facet, chosen) in values { options.filters.values[facet] = Set(chosen) }
    if date == "none" {
      options.filters.isUndated = true
    } else {
      options.filters.days = date.flatMap { try? SearchFilters.days(of: $0) }
    }
    return options
  }

  /// What says the same, but for the page where others follow.
  var items: QueryItems {
    var items = QueryItems()
    items.append("q", query)
    if isExact {
      items.append("spellings", "exact")
    } else if spellings != .strict {
      items.append("spellings", spellings.rawValue)
    }
    for form in off { items.append("off", form) }
    items.append("sort", sort.map { ($0.isDescending ? "-" : "") + $0.key.rawValue })
    if showsDuplicates { items.append("duplicates", "show") }
    for facet in Self.facets {
      for value in values[facet] ?? [] { items.append("facet.\(facet.rawValue)", value) }
    }
    items.append("date", date)
    for (name, value) in [("seen", review.seen), ("starred", review.starred)] {
      items.append(name, value.map { $0 ? "yes" : "no" })
    }
    if page > 1 { items.append("page", "\(page)") }
    items.append("lang", language)
    return items
  }

  /// The address of the page of hits.
  var link: String { "/" + items.suffix }

  /// Another state from its first page on.
  func changed(_ change: (inout SearchAddress) -> Void) -> SearchAddress {
    var other = self
    other.page = 1
    other.remarks = []
    change(&other)
    return other
  }

  /// With a value of a facet chosen, or not any more. A folder takes the place of those above and below it.
  func toggling(_ facet: Facet, _ value: String) -> SearchAddress {
    changed { other in
      var chosen = other.values[facet] ?? []
      if facet == .folder {
        chosen.removeAll { FolderTree.isBelow($0, value) || FolderTree.isBelow(value, $0) }
      }
      if let index = chosen.firstIndex(of: value) {
        chosen.remove(at: index)
      } else {
        chosen.append(value)
      }
      other.values[facet] = chosen.isEmpty ? nil : chosen
    }
  }

  /// With a form switched off, or on again.
  func toggling(off form: String) -> SearchAddress {
    changed { other in
      if let index = other.off.firstIndex(of: form) {
        other.off.remove(at: index)
      } else {
        other.off.append(form)
      }
    }
  }
}
