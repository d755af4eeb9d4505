// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser

/// `date`, `-date` and the like.
struct SortOption: ExpressibleByArgument {
  let order: ResultOrder

  init?(argument: String) {
    let isDescending = argument.hasPrefix("-")
    guard let key = ResultOrder.Key(rawValue: String(argument.drop { $0 == "-" })) else {
      return nil
    }
    order = ResultOrder(key, isDescending: isDescending)
  }

  static var allValueStrings: [String] {
    ResultOrder.Key.allCases.flatMap { [$0.rawValue, "-\($0.rawValue)"] }
  }
}

/// What becomes of documents with the same text.
enum DuplicatesOption: String, ExpressibleByArgument, CaseIterable {
  case group, show
}

/// `language,type,year`.
struct FacetList: ExpressibleByArgument {
  let facets: [Facet]

  init?(argument: String) {
    let names = argument.split(separator: ",")
    facets = names.compactMap { Facet(rawValue: String($0)) }
    guard facets.count == names.count, !facets.isEmpty else { return nil }
  }
}
