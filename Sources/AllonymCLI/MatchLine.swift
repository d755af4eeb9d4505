// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

/// A match of two rows of lists as it is printed, or that a name has none.
struct MatchLine: Encodable {
  /// What one part of the score adds.
  struct Part: Encodable {
    var part: String
    var logOdds: Double
  }

  var version = 1
  var name: String
  var match: String?
  var score: Double
  var reason: String
  /// The name of the match that was compared, where it is another than `match`: an alias.
  var alias: String?
  var nameId: String?
  var matchId: String?
  /// The lines on which the two stand in their files.
  var nameLine: Int
  var matchLine: Int?
  var parts: [Part]?

  /// A match of two rows.
  init(_ name: NameRow, _ match: NameMatch, _ row: NameRow, explains: Bool) {
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
  init(without name: NameRow) { self.init(nameOf: name) }

  private init(nameOf row: NameRow) {
    name = row.names.first ?? ""
    score = 0
    reason = "no match"
    nameId = row.id.isEmpty ? nil : row.id
    nameLine = row.line
  }

  private static func rounded(_ number: Double) -> Double { (number * 10_000).rounded() / 10_000 }

  /// Name, match, score and reason, and with them the parts of the score on lines of their own.
  var tabSeparated: String {
    var said = reason
    if let alias { said = "alias \(alias); " + said }
    let line = TabbedLine.encoded([name, match ?? "", TabbedLine.score(score, digits: 4), said])
    return (parts ?? []).reduce(line) { text, part in
      let sign = part.logOdds < 0 ? "-" : "+"
      return text
        + TabbedLine.encoded([
          "", sign + TabbedLine.score(abs(part.logOdds), digits: 2), part.part,
        ])
    }
  }

  static let columns = [
    "name", "match", "score", "reason", "alias", "nameId", "matchId", "nameLine", "matchLine",
  ]

  /// The line as a row of a table of `columns`.
  var cells: [String] {
    [
      name, match ?? "", TabbedLine.score(score, digits: 4), reason, alias ?? "", nameId ?? "",
      matchId ?? "", String(nameLine), matchLine.map(String.init) ?? "",
    ]
  }
}

/// A match of two words as it is printed with `--jsonl`.
struct WordLine: Encodable {
  var version = 1
  var word: String
  var form: String
  var score: Double

  /// Word, form and score.
  var tabSeparated: String {
    TabbedLine.encoded([word, form, TabbedLine.score(score, digits: 6)])
  }
}

/// A line of fields with tabs between them.
enum TabbedLine {
  /// The line with its end; nothing in the fields can end a field or a line.
  static func encoded(_ fields: [String]) -> String {
    fields.map(Safe.line).joined(separator: "\t") + "\n"
  }

  /// A score with a fixed number of decimal places.
  static func score(_ score: Double, digits: Int) -> String {
    var unit = 1
    for _ in 0..<digits { unit *= 10 }
    let scaled = Int((score * Double(unit)).rounded())
    let fraction = String(scaled % unit)
    return "\(scaled / unit)." + String(repeating: "0", count: digits - fraction.count) + fraction
  }
}
