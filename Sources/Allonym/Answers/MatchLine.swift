// SPDX-License-Identifier: GPL-2.0-or-later
package import Spelling

/// A match of two rows of lists as it is printed, or that a name has none.
package struct MatchLine: Encodable {
  /// What one part of the score adds.
  package struct Part: Encodable {
    /// What it is.
    package var part: String
    /// What it adds, in log-odds.
    package var logOdds: Double
  }

  /// The layout of this line.
  package var version = 2
  /// The name looked for.
  package var name: String
  /// The name found; nil where there is none.
  package var match: String?
  /// How sure it is that the two are the same, 0–1.
  package var score: Double
  /// Why, in words.
  package var reason: String
  /// The name of the match that was compared, where it is another than `match`: an alias.
  package var alias: String?
  /// The identifiers of the two in their lists.
  package var nameId: String?
  package var matchId: String?
  /// The lines on which the two stand in their files.
  package var nameLine: Int
  package var matchLine: Int?
  /// What each part of the score adds, where that is reported.
  package var parts: [Part]?

  /// A match of two rows.
  package init(_ name: NameRow, _ match: NameMatch, _ row: NameRow, explains: Bool) {
    self.init(nameOf: name)
    self.match = row.names.first ?? ""
    score = Self.rounded(match.score)
    reason = match.reason
    alias = match.name == self.match ? nil : match.name
    matchId = row.id.isEmpty ? nil : row.id
    matchLine = row.line
    if explains {
      parts = match.parts.map { Part(part: $0.name, logOdds: Self.rounded($0.logOdds)) }
    }
  }

  /// A name that matches nothing.
  package init(without name: NameRow) { self.init(nameOf: name) }

  private init(nameOf row: NameRow) {
    name = row.names.first ?? ""
    score = 0
    reason = "no match"
    nameId = row.id.isEmpty ? nil : row.id
    nameLine = row.line
  }

  private static func rounded(_ number: Double) -> Double { (number * 10_000).rounded() / 10_000 }
}
