// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Workspaces

/// The hits of a page.
struct HitList {
  let found: FoundPage
  let address: SearchAddress
  let phrases: Phrases
  /// What the reader noted of the documents.
  var reviews: [DocumentKey: DocumentReview] = [:]

  /// As many of the words that matched are named.
  private static let wordsNamed = 8

  var values: [Templates.Values] {
    found.result.hits.enumerated().map { index, hit in
      var values: Templates.Values = [
        "rank": hit.rank, "title": hit.title, "facts": facts(hit), "path": hit.path,
        "href": href(hit, found.keys[index]),
        "matchCount": hit.matchCount > 0 ? phrases.counted("matches", hit.matchCount) : "",
        "matched": Array(
          hit.matched.map(\.surface).filter { $0.count < 60 }.prefix(Self.wordsNamed)),
        "passage": hit.passage.text.isEmpty ? false : Markup.passage(hit.passage) as Any,
        "language": hit.language.map { $0 as Any } ?? false,
        "duplicates": false, "nearly": false, "isSeen": false, "isStarred": false,
      ]
      if let review = found.keys[index].flatMap({ reviews[$0] }) {
        values["isSeen"] = review.isSeen
        values["isStarred"] = review.isStarred
      }
      if hit.duplicates > 0 {
        values["duplicates"] = phrases.counted("copies", hit.duplicates)
        values["copiesHref"] = address.changed { $0.showsDuplicates = true }.link
      }
      if let rank = hit.nearlySameAs {
        values["nearly"] = phrases.filled("nearlySame", ["n": phrases.grouped(rank)])
      }
      return values
    }
  }

  private func facts(_ hit: Hit) -> [String] {
    [
      hit.date.map(Dates.iso), hit.language.map { phrases.name(of: $0, in: "language") },
      hit.type.map { phrases.name(of: $0, in: "type") }, hit.author, hit.host, hit.id,
      hit.page.map { phrases.filled("onPage", ["n": phrases.grouped($0)]) },
    ].compactMap(\.self).filter { !$0.isEmpty }
  }

  private func href(_ hit: Hit, _ key: DocumentKey?) -> String {
    guard let key else { return address.link }
    var items = address.items
    items.items.removeAll { $0.name == "page" }
    items.append("hit", "\(hit.rank)")
    return "/d/\(key)" + items.suffix + (hit.matchCount > 0 ? "#m1" : "")
  }
}
