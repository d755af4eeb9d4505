// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Spelling

/// The answer to a query for people. Text written from right to left is left in logical order:
/// terminals turn it themselves.
struct SearchText {
  let result: SearchResult
  let layout: TextLayout
  /// Whether the answer shows how Xapian runs the query.
  var showsXapianQuery = false

  init(_ result: SearchResult, screen: Screen) {
    self.result = result
    layout = TextLayout(screen: screen)
  }

  private var screen: Screen { layout.screen }

  /// What comes before the hits, the last of which on all pages has a rank.
  func head(last: Int) -> String {
    var lines = layout.lines(summary(last: last), indent: 2)
    if let phrase {
      lines += layout.lines(
        "for the words side by side: " + TextLayout.joined("allonym search \(phrase)"), indent: 2)
    }
    if result.total > 0 { lines += result.expansions.flatMap(alsoMatched) }
    lines += result.facets.filter { !$0.counts.isEmpty || $0.without > 0 }.flatMap(counts)
    if let explanation = result.explanation { lines += explained(explanation) }
    return lines.joined(by: "\n") + "\n"
  }

  /// The hits, each below an empty line.
  var hits: String {
    var lines: [String] = []
    for (hit, reasons) in zip(result.hits, result.reasons()) {
      lines += [""] + block(hit, reasons)
    }
    return lines.isEmpty ? "" : lines.joined(by: "\n") + "\n"
  }

  // MARK: Head

  private func summary(last: Int) -> String {
    guard result.total > 0 else { return "Nothing found." }
    var parts = [Numbers.count(result.total, "document")]
    let texts = result.texts ?? result.total
    if texts < result.total {
      parts.append("\(Numbers.grouped(texts)) different \(texts == 1 ? "text" : "texts")")
    }
    if let all = result.withAllWords, all < result.total {
      let fewer = Numbers.grouped(result.total - all)
      parts.append(
        all == 0
          ? "none with all words"
          : "\(Numbers.grouped(all)) with all words, \(fewer) with fewer")
    }
    if let first = result.hits.first?.rank, first > 1 || last < result.hitCount {
      parts.append(first == last ? "number \(first) shown" : "\(first)–\(last) shown")
    }
    return parts.joined(by: ", ")
  }

  /// The query as a phrase, quoted for the shell, where it is words of which documents may lack some.
  private var phrase: String? {
    guard let all = result.withAllWords, all < result.total, result.expansions.count > 1,
      !result.query.contains(where: { "\"“”„«»()*:'\\".contains($0) }),
      !result.query.split(separator: " ").contains(where: { "+-=~".contains($0.prefix(1)) })
    else { return nil }
    return "'\"\(Safe.line(result.query))\"'"
  }

  /// "also matched: Khmeimim 3, حميميم 2": the other forms of a word, with the documents found that hold
  /// them, as they are mostly written.
  private func alsoMatched(_ expansion: TermExpansion) -> [String] {
    let others = expansion.forms.filter { $0.kind != .exact && ($0.matches ?? $0.documents) > 0 }
    guard !others.isEmpty else { return [] }
    let shown = others.prefix(Self.formsShown).map { form in
      let count = form.matches.map { "\(TextLayout.joint)\(Numbers.grouped($0))" } ?? ""
      return screen.isolated(form.written) + count
    }
    let more =
      others.count > Self.formsShown ? ", … \(others.count - Self.formsShown) more" : ""
    let word =
      result.expansions.count > 1 ? " for \(screen.isolated(Safe.line(expansion.word)))" : ""
    return layout.lines("also matched\(word): " + Array(shown).joined(by: ", ") + more, indent: 2)
  }

  private static let formsShown = 12

  private func counts(_ facet: FacetCounts) -> [String] {
    var shown = facet.counts.prefix(Self.formsShown).map {
      "\(screen.isolated(Safe.line($0.value)))\(TextLayout.joint)\(Numbers.grouped($0.documents))"
    }
    let rest = facet.counts.count - shown.count
    if rest > 0 { shown.append("… \(rest) more") }
    if facet.without > 0 {
      let name = facet.facet == .year ? "undated" : "none"
      shown.append("\(name)\(TextLayout.joint)\(Numbers.grouped(facet.without))")
    }
    return layout.lines("\(facet.facet.rawValue): " + Array(shown).joined(by: ", "), indent: 2)
  }

  private func explained(_ explanation: SearchResult.Explanation) -> [String] {
    var lines = ["", "read as: \(Safe.line(explanation.reading))"]
    for expansion in result.expansions {
      lines.append("\(Safe.line(expansion.word)):")
      lines += expansion.forms.map { "  " + FormLine($0, of: expansion).text }
    }
    return showsXapianQuery ? lines + ["Xapian: \(explanation.xapianQuery)"] : lines
  }

  // MARK: Hits

  private func block(_ hit: Hit, _ reasons: [MatchReason]) -> [String] {
    var lines = layout.lines(
      [Span(screen.isolated(Safe.line(hit.title)), .title)], head: "\(hit.rank). ", indent: 3)
    lines += layout.lines(
      [Span(Safe.line(hit.path), .path(hit.path)), Span(facts(of: hit))], head: "   ", indent: 3)
    if !hit.passage.text.isEmpty {
      lines += layout.lines(
        layout.excerpt(HighlightedText.spans(hit.passage), indent: 3), head: "   ", indent: 3)
    }
    let reasonSpans = spans(of: reasons)
    if !reasonSpans.isEmpty { lines += layout.lines(reasonSpans, head: "   ", indent: 5) }
    if hit.duplicates > 0 {
      let others = hit.duplicates == 1 ? "1 other document" : "\(hit.duplicates) other documents"
      lines += layout.lines(
        [Span("the same text is in \(others): see --duplicates show")], head: "   ", indent: 3)
    }
    if let rank = hit.nearlySameAs { lines.append("   nearly the same as \(rank)") }
    if let weights = hit.weights {
      let parts = weights.largestFirst
        .map { "\($0.key) \(Numbers.decimal($0.value))" }
      lines.append("   weights: " + parts.joined(by: ", "))
    }
    return lines
  }

  private func facts(of hit: Hit) -> String {
    var facts: [String] = []
    if let id = hit.id { facts.append("id \(Safe.line(id))") }
    if let page = hit.page { facts.append("page \(page)") }
    if let author = hit.author { facts.append(screen.isolated(Safe.line(author))) }
    if let language = hit.language { facts.append(Safe.line(language)) }
    if let date = hit.date { facts.append(Dates.iso(date)) }
    facts.append("score \(Numbers.decimal(hit.score))")
    return facts.reduce("") { $0 + " " + TextLayout.joined("· " + $1) }
  }

  private static let reasonsShown = 4

  /// What matched and as what: "matched: Путиным ← Putin, case ending -ым".
  private func spans(of all: [MatchReason]) -> [Span] {
    // What is not as typed needs the explanation most.
    let sorted = all.filter { $0.kind != .exact } + all.filter { $0.kind == .exact }
    guard !sorted.isEmpty else { return [] }
    var spans = [Span("matched: ")]
    for (number, reason) in sorted.prefix(Self.reasonsShown).enumerated() {
      if number > 0 { spans.append(Span(" · ")) }
      spans.append(Span(screen.isolated(Safe.line(reason.surface)), .match))
      if reason.kind != .exact {
        spans.append(Span(" ← \(screen.isolated(Safe.line(reason.word))), \(reason.reason)"))
      }
    }
    let more = sorted.count - Self.reasonsShown
    return more > 0 ? spans + [Span(" · … \(more) more")] : spans
  }
}

/// A passage with its matches marked.
enum HighlightedText {
  static func spans(_ passage: Passage) -> [Span] {
    let text = Safe.line(passage.text)
    var spans: [Span] = []
    var offset = text.startIndex
    var scalarsBefore = 0
    for range in passage.highlights {
      let start = text.unicodeScalars.index(offset, offsetBy: range.lowerBound - scalarsBefore)
      let end = text.unicodeScalars.index(start, offsetBy: range.count)
      if offset < start { spans.append(Span(String(text[offset..<start]))) }
      spans.append(Span(String(text[start..<end]), .match))
      (offset, scalarsBefore) = (end, range.upperBound)
    }
    if offset < text.endIndex { spans.append(Span(String(text[offset...]))) }
    return spans
  }
}

/// A form of a group on one line.
struct FormLine {
  let form: TermVariant
  let expansion: TermExpansion

  init(_ form: TermVariant, of expansion: TermExpansion) {
    self.form = form
    self.expansion = expansion
  }

  var text: String {
    let score = String(Int((form.score * 100).rounded()))
    var parts = [form.form, form.script.code, form.kind.rawValue]
    parts.append("0.\(score.count < 2 ? "0" + score : score)")
    if form.score >= 0.995 { parts[3] = "1.00" }
    parts.append("documents \(Numbers.grouped(form.documents))")
    let reason = form.plainReason(for: expansion)
    if !reason.isEmpty { parts.append(reason) }
    return parts.joined(by: "  ")
  }
}
