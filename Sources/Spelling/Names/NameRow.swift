// SPDX-License-Identifier: GPL-2.0-or-later

/// A row of a list: what one person, body or vessel is called, and what is known of it beside its names.
public struct NameRow: Sendable, Equatable {
  /// The row's own identifier; empty where the list has none.
  public var id: String
  /// The row's line in its file, from 1; 0 where it is in none.
  public var line: Int
  /// The name and its aliases, as written.
  public var names: [String]
  /// What is known beside the names.
  public var evidence: NameEvidence

  /// A row of its names and what is known beside them.
  public init(
    names: [String], id: String = "", line: Int = 0, evidence: NameEvidence = NameEvidence()
  ) {
    self.names = names
    self.id = id
    self.line = line
    self.evidence = evidence
  }

  /// The names that are compared: each name as written, and those that one of them tells besides itself, as "also
  /// known as" does.
  var comparedNames: [String] {
    names.flatMap { NameAliases.names(in: $0) }
  }
}
