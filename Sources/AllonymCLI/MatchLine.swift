// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Spelling

/// A line that `match` prints.
protocol MatchOutputLine: Encodable {
  /// The names of the columns of `cells`.
  static var columns: [String] { get }
  /// The line as a row of a table.
  var cells: [String] { get }
  /// The line as text, with tabs between its fields.
  var tabSeparated: String { get }
}

extension MatchLine: MatchOutputLine {
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

/// A match of two words, as `match --words` prints it.
struct WordLine: MatchOutputLine {
  var version = 2
  var word: String
  var form: String
  var score: Double

  static let columns = ["word", "form", "score"]

  var cells: [String] { [word, form, TabbedLine.score(score, digits: 6)] }

  var tabSeparated: String { TabbedLine.encoded(cells) }
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
