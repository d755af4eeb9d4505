// SPDX-License-Identifier: GPL-2.0-or-later

extension QueryNode: CustomStringConvertible {
  /// The query in one canonical form, every group in brackets, which reads back as the same query:
  /// `a AND b c` is `(+(a AND b) c)`.
  public var description: String {
    switch self {
    case .word(let word):
      field(word.field) + mode(word.mode) + word.text
        + (word.isPrefix && QueryPattern(word.text) == nil ? "*" : "")
    case .phrase(let phrase):
      field(phrase.field) + mode(phrase.mode) + quoted(phrase.text)
    case .near(let nodes, let window):
      bracketed(nodes.map(\.description), by: " NEAR/\(window) ")
    case .words(let clauses):
      bracketed(clauses.map { sign($0.occurrence) + $0.node.description }, by: " ")
    case .and(let nodes):
      bracketed(nodes.map(\.description), by: " AND ")
    case .or(let nodes):
      bracketed(nodes.map(\.description), by: " OR ")
    case .not(let node):
      "(NOT \(node))"
    case .filter(let filter):
      field(filter.field) + (filter.isPrefix ? filter.value + "*" : quoted(filter.value))
    case .dateRange(let dates):
      "\(dates.field):\(dates.first)..\(dates.last)"
    }
  }

  private func bracketed(_ parts: [String], by separator: String) -> String {
    "(" + parts.joined(separator: separator) + ")"
  }

  private func field(_ name: String?) -> String {
    name.map { $0 + ":" } ?? ""
  }

  /// The quotes a text was read from are not in it, so that one of the three kinds always does.
  private func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    if !scalars.contains(where: { $0 == "\"" || $0 == "＂" }) { return "\"\(text)\"" }
    if !scalars.contains(where: { $0 == "«" || $0 == "»" }) { return "«\(text)»" }
    return "“\(text)”"
  }

  private func mode(_ mode: SpellingMode) -> String {
    switch mode {
    case .normal: ""
    case .exact: "="
    case .wide: "~"
    }
  }

  private func sign(_ occurrence: Occurrence) -> String {
    switch occurrence {
    case .should: ""
    case .must: "+"
    case .mustNot: "-"
    }
  }
}
