// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Spelling

/// The answer to a query for people. Text written from right to left is left in logical order:
/// terminals turn it themselves.
struct SearchText {
  let result: SearchResult
  let style: Style

  init(_ result: SearchResult, style: Style) {
    self.result = result
    self.style = style
  }

  var text: String {
    var lines = [summary]
    if result.total > 0 { lines += result.groups.compactMap(alsoMatched) }
    lines += result.facets.filter { !$0.counts.isEmpty }.map { facet in
      let shown = facet.counts.prefix(Self.formsShown).map {
        "\(Safe.line($0.value)) \(Numbers.grouped($0.documents))"
      }
      let rest = facet.counts.count - shown.count
      let more = rest > 0 ? ", … \(rest) more" : ""
      return "\(facet.facet.rawValue): " + shown.joined(by: ", ") + more
    }
    if let explanation = result.explanation { lines += explained(explanation) }
    return lines.joined(by: "\n") + "\n" + hits
  }

  /// The hits alone.
  var hits: String {
    var lines: [String] = []
    for hit in result.hits { lines += [""] + block(hit) }
    return lines.isEmpty ? "" : lines.joined(by: "\n") + "\n"
  }

  private var summary: String {
    let total = Numbers.grouped(result.total)
    let documents = result.total == 1 ? "document" : "documents"
    guard let first = result.hits.first else {
      return result.total == 0 ? "Nothing found." : "\(total) \(documents)"
    }
    guard result.shown < result.total else { return "\(total) \(documents)" }
    let last = first.rank + result.shown - 1
    let shown = first.rank == last ? "number \(first.rank)" : "\(first.rank)–\(last)"
    return "\(total) \(documents), \(shown) shown"
  }

  /// "also matched: Khmeimim 3, حميميم 2": the other forms of a word, with the documents that hold
  /// them, written as in the hits.
  private func alsoMatched(_ group: WordGroup) -> String? {
    let others = group.forms.filter { $0.kind != .exact && $0.documents > 0 }
    guard !others.isEmpty else { return nil }
    let shown = others.prefix(Self.formsShown).map {
      "\(surface($0.form)) \(Numbers.grouped($0.documents))"
    }
    let more =
      others.count > Self.formsShown ? ", … \(others.count - Self.formsShown) more" : ""
    let word = result.groups.count > 1 ? " for \(Safe.line(group.word))" : ""
    return "also matched\(word): " + shown.joined(by: ", ") + more
  }

  private static let formsShown = 12

  /// The form as the hits write it, capitals and all.
  private func surface(_ form: String) -> String {
    for hit in result.hits {
      if let word = hit.matched.first(where: { $0.form == form }) { return Safe.line(word.surface) }
    }
    return form
  }

  private func block(_ hit: Hit) -> [String] {
    var facts = [style.path(Safe.line(hit.path))]
    if let id = hit.id { facts.append("id \(Safe.line(id))") }
    if let page = hit.page { facts.append("page \(page)") }
    if let author = hit.author { facts.append(Safe.line(author)) }
    if let language = hit.language { facts.append(language) }
    if let date = hit.date { facts.append(Dates.iso(date)) }
    facts.append("score \(Numbers.decimal(hit.score))")
    var lines = ["\(hit.rank). \(style.title(Safe.line(hit.title)))"]
    lines.append("   " + facts.joined(by: " · "))
    if !hit.passage.text.isEmpty { lines.append("   " + lit(hit.passage)) }
    if hit.duplicates > 0 {
      let others = hit.duplicates == 1 ? "1 other document" : "\(hit.duplicates) other documents"
      lines.append("   the same text is in \(others): see --duplicates show")
    }
    if let rank = hit.nearlySameAs { lines.append("   nearly the same as \(rank)") }
    if let weights = hit.weights {
      let parts = weights.largestFirst
        .map { "\($0.key) \(Numbers.decimal($0.value))" }
      lines.append("   weights: " + parts.joined(by: ", "))
    }
    return lines
  }

  private func lit(_ passage: Passage) -> String {
    let text = Safe.line(passage.text)
    var line = ""
    var place = text.startIndex
    var scalarsBefore = 0
    for range in passage.highlights {
      let start = text.unicodeScalars.index(place, offsetBy: range.lowerBound - scalarsBefore)
      let end = text.unicodeScalars.index(start, offsetBy: range.count)
      line.append(contentsOf: text[place..<start])
      line += style.match(String(text[start..<end]))
      (place, scalarsBefore) = (end, range.upperBound)
    }
    line.append(contentsOf: text[place...])
    return line
  }

  private func explained(_ explanation: SearchResult.Explanation) -> [String] {
    var lines = ["", "read as: \(explanation.reading)"]
    for group in result.groups {
      lines.append("\(Safe.line(group.word)):")
      lines += group.forms.map { "  " + FormLine($0).text }
    }
    return lines + ["Xapian: \(explanation.xapianQuery)"]
  }
}

/// A form of a group on one line.
struct FormLine {
  let form: GroupForm

  init(_ form: GroupForm) {
    self.form = form
  }

  var text: String {
    let score = String(Int((form.score * 100).rounded()))
    var parts = [form.form, form.script.code, form.kind.rawValue]
    parts.append("0.\(score.count < 2 ? "0" + score : score)")
    if form.score >= 0.995 { parts[3] = "1.00" }
    parts.append("documents \(Numbers.grouped(form.documents))")
    if !form.reason.isEmpty { parts.append(form.reason) }
    return parts.joined(by: "  ")
  }
}

/// Text from anywhere made safe for a terminal.
enum Safe {
  /// One line without control characters, so that no name of a file can move the cursor or colour
  /// the screen.
  static func line(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      || (0x2028...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }
}
