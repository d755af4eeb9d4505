// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// Phrases and NEAR over groups, all words of the same field.
enum PositionalQuery {
  /// Groups side by side in this order.
  static func phrase(_ expansions: [ExpansionQuery]) throws -> Query {
    guard expansions.count > 1 else { return try expansions.first?.ranked() ?? .matchNothing }
    return try Query(phraseOf: expansions.map { try $0.ranked() }, in: expansions[0].positionsSlot)
  }

  /// Groups at most `distance` words apart from the first to the last, in any order.
  static func near(_ expansions: [ExpansionQuery], distance: Int) throws -> Query {
    guard expansions.count > 1 else { return try expansions.first?.ranked() ?? .matchNothing }
    return try Query(
      near: expansions.map { try $0.ranked() }, window: distance + 1,
      in: expansions[0].positionsSlot)
  }
}
