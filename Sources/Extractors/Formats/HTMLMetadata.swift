// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// What a page says of itself in attributes.
struct HTMLMetadata {
  private(set) var title: String?
  private(set) var author: String?
  private(set) var host: String?
  private var declaredLanguage: String?
  private var impliedLanguage: String?
  /// The date found, and how good its source is: its place in ``dateNames``.
  private var found: (date: String, rank: Int)?

  /// The names under which pages give the date of publication, the surest first. Sources: Open Graph
  /// protocol, Dublin Core, schema.org, and names in use at news sites.
  private static let dateNames = [
    "article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dc.date",
    "dcterms.date", "dc.date.created", "dcterms.created", "date", "pubdate", "publishdate",
    "publish-date", "og:published_time", "creationdate", "moddate",
  ]

  var date: String? { found?.date }
  var language: String? { declaredLanguage ?? impliedLanguage }

  mutating func note(html attributes: [String: String]) {
    let declared = attributes["lang"] ?? attributes["xml:lang"]
    declaredLanguage = declaredLanguage ?? declared.flatMap(LanguageTag.iso639)
  }

  mutating func note(meta attributes: [String: String]) {
    let names = ["property", "name", "itemprop", "http-equiv"]
    guard let content = attributes["content"],
      let name = names.lazy.compactMap({ attributes[$0] }).first?.lowercased()
    else { return }
    switch name {
    case "og:url": note(address: content)
    case "og:title": title = title ?? content
    // Open Graph's article:author is mostly an address.
    case "author", "dc.creator", "dcterms.creator", "citation_author":
      author = author ?? Title.oneLine(content)
    case "content-language", "og:locale", "dc.language":
      impliedLanguage = impliedLanguage ?? LanguageTag.iso639(content)
    default:
      if let rank = Self.dateNames.firstIndex(of: name) { note(date: content, rank: rank) }
    }
  }

  mutating func note(link attributes: [String: String]) {
    if attributes["rel"]?.lowercased() == "canonical", let address = attributes["href"] {
      note(address: address)
    }
  }

  /// `https://News.example.org:8080/a` → `news.example.org`.
  private mutating func note(address: String) {
    let parts = address.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
    guard host == nil, parts.count > 1, ["https:", "http:"].contains(parts[0].lowercased()) else {
      return
    }
    let name = parts[1].split(separator: "@").last?.prefix { $0 != ":" && $0 != "?" && $0 != "#" }
    host = name.map { $0.lowercased() }.flatMap { $0.contains(".") ? $0 : nil }
  }

  mutating func note(time attributes: [String: String]) {
    // A page names many times; the first is mostly its own.
    if let date = attributes["datetime"] { note(date: date, rank: Self.dateNames.count) }
  }

  private mutating func note(date: String, rank: Int) {
    if let found, found.rank <= rank { return }
    if let date = PublicationDate.compact(date) { found = (date, rank) }
  }
}
