// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

/// A match of two names as it is printed.
struct MatchLine: Encodable {
  var version = 1
  var name: String
  var match: String
  var score: Double
  var reason: String
  /// The lines on which the two stand in their files.
  var nameLine: Int
  var matchLine: Int

  init(_ match: NameMatch, name: Int, of names: LineFile, _ list: LineFile) {
    self.name = names.lines[name]
    self.match = list.lines[match.index]
    score = (match.score * 10_000).rounded() / 10_000
    reason = match.reason
    nameLine = names.numbers[name]
    matchLine = list.numbers[match.index]
  }

  /// Name, match, score and reason.
  var tabSeparated: String {
    TabbedLine.encoded([name, match, TabbedLine.score(score, digits: 4), reason])
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
