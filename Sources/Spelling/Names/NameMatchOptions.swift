// SPDX-License-Identifier: GPL-2.0-or-later

/// Which matches of a name are wanted.
public struct NameMatchOptions: Sendable {
  /// The lowest score of a match.
  public var minimumScore = 0.5
  /// How many matches of a name are wanted.
  public var limit = 10
  /// Whether two bodies of one name are the same whatever their legal forms are.
  public var ignoresLegalForms = false

  /// The usual options.
  public init() {}
}
