// SPDX-License-Identifier: GPL-2.0-or-later

/// How a query is run.
public struct SearchOptions: Sendable, Equatable {
  /// How many hits to return.
  public var limit = 10
  /// How many hits to pass over.
  public var offset = 0
  /// Whether words are found as typed only.
  public var exact = false
  /// Whether to tell how the query was run and what each part weighs.
  public var explain = false

  /// The best ten hits, inflections and spellings on.
  public init() {}
}
