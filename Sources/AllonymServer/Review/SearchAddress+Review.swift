// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Hummingbird
import Workspaces

/// The documents that a person has seen or starred, as a search asks for them.
struct ReviewedDocuments: Sendable, Equatable {
  /// Nil for all.
  var only: Set<DocumentKey>?
  /// Those that are left out.
  var without: Set<DocumentKey> = []
}

extension SearchAddress {
  /// Reads `seen` and `starred`: parts of the address, or words of the query such as `seen:no`.
  mutating func readReview(_ items: QueryItems) {
    var words: [String: String] = [:]
    var isQuoted = false
    let rest = query.split(separator: " ", omittingEmptySubsequences: false).filter { word in
      defer { if word.count(where: { $0 == "\"" }) % 2 == 1 { isQuoted.toggle() } }
      let sides = word.split(separator: ":")
      guard !isQuoted, sides.count == 2, ["seen", "starred"].contains(sides[0]),
        ["yes", "no"].contains(sides[1])
      else { return true }
      words[String(sides[0])] = String(sides[1])
      return false
    }
    if !words.isEmpty { query = rest.joined(separator: " ") }
    for (name, value) in [("seen", \ReviewFilter.seen), ("starred", \ReviewFilter.starred)] {
      guard let text = words[name] ?? items[name] else { continue }
      switch text {
      case "yes": review[keyPath: value] = true
      case "no": review[keyPath: value] = false
      default: remark("\(name) is yes or no, not '\(text)': all are shown.")
      }
    }
  }
}

extension Server {
  /// An address with the documents looked up that the person who asks has seen or starred.
  func reviewed(_ address: SearchAddress, _ request: Request) async throws -> SearchAddress {
    guard !address.review.isEmpty else { return address }
    var address = address
    let (filter, person) = (address.review, settings.person(request))
    // Where nothing was noted, nothing is seen or starred.
    address.reviewed =
      try await workspace.read {
        let found = try $0.documents(passing: filter, by: person)
        return ReviewedDocuments(only: found.only, without: found.without)
      } ?? ReviewedDocuments(only: filter.seen == true || filter.starred == true ? [] : nil)
    return address
  }
}
