// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// Phrases and NEAR over groups, all words of the same field.
enum PositionalQuery {
  /// Groups side by side in this order.
  static func phrase(_ groups: [GroupQuery]) throws -> Query {
    guard groups.count > 1 else { return try groups.first?.ranked() ?? .matchNothing }
    return try Query(phraseOf: groups.map { try $0.ranked() }, in: groups[0].sequence)
  }

  /// Groups at most `distance` words apart from the first to the last, in any order.
  static func near(_ groups: [GroupQuery], distance: Int) throws -> Query {
    guard groups.count > 1 else { return try groups.first?.ranked() ?? .matchNothing }
    return try Query(
      near: groups.map { try $0.ranked() }, window: distance + 1, in: groups[0].sequence)
  }
}
