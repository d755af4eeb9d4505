// SPDX-License-Identifier: GPL-2.0-or-later

/// Another query that was perhaps meant. It is never run unasked.
public struct Suggestion: Sendable, Equatable {
  /// The query.
  public var query: String
  /// How many documents it finds; at least one.
  public var documents: Int
}
