// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// Phrases and NEAR over groups.
enum PositionalQuery {
  /// The most words whose orders are tried one by one: see ``near(_:window:)``.
  static let mostOverlappingWords = 4
  /// Xapian's own phrase keeps its place in the table of positions, which no other query can: with frequent
  /// words this saves more than the lists that it opens cost.
  private static let mostLookedUp = 256

  /// Groups side by side in this order.
  static func phrase(_ groups: [GroupQuery]) throws -> Query {
    guard groups.count > 1 else {
      return try groups.first.map { try $0.ranked() } ?? Query.matchNothing
    }
    if groups.allSatisfy({ $0.terms.count == 1 && $0.documents > mostLookedUp }) {
      return try Query(.phrase(window: groups.count), groups.map { try $0.slot() })
    }
    return try Query(phraseOf: groups.map { try $0.ranked() })
  }

  /// Groups at most `distance` words apart from the first to the last, in any order.
  ///
  /// `OP_NEAR` loses hits when two slots share a term; then every order is tried as a phrase.
  static func near(_ groups: [GroupQuery], distance: Int) throws -> Query {
    guard groups.count > 1 else {
      return try groups.first.map { try $0.ranked() } ?? Query.matchNothing
    }
    let window = distance + 1
    guard window >= groups.count else { return try .matchNothing }
    let places: Query
    if overlap(groups) {
      let orders = permutations(of: groups)
      places = try Query(
        .or, orders.map { try Query(.phrase(window: window), $0.map { try $0.slot() }) })
    } else {
      places = try Query(.near(window: window), groups.map { try $0.slot() })
    }
    return try Query(.filter, [try ranked(groups), places])
  }

  /// Whether two groups have a term in common.
  static func overlap(_ groups: [GroupQuery]) -> Bool {
    var seen: Set<String> = []
    for group in groups {
      if !seen.isDisjoint(with: group.terms) { return true }
      seen.formUnion(group.terms)
    }
    return false
  }

  private static func ranked(_ groups: [GroupQuery]) throws -> Query {
    try Query(.and, groups.map { try $0.ranked() })
  }

  private static func permutations(of groups: [GroupQuery]) -> [[GroupQuery]] {
    guard groups.count > 1 else { return [groups] }
    return groups.indices.flatMap { index in
      var rest = groups
      let first = rest.remove(at: index)
      return permutations(of: rest).map { [first] + $0 }
    }
  }
}
