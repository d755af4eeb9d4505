// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc
import Xapian

/// One query from its tree to its hits.
struct SearchRun {
  let index: SearchIndex
  let query: String
  let options: SearchOptions

  func result(of parsed: ParsedQuery) throws -> SearchResult {
    var compiler = index.compiler(options)
    compiler.joinsAllWords = options.countsAll
    let compiled = try Self.compiled(parsed, by: &compiler)
    let enquire = try Enquire(index.database)
    try enquire.setQuery(options.filters.applied(to: compiled, in: index.database))
    try enquire.setWeighting(RankingWeights.scheme)
    if let order = options.order {
      try enquire.setSort(.valueThenRelevance(order.slot, reverse: order.isDescending))
    }
    for facet in options.facets { try enquire.countValues(of: facet.slot) }
    let isExact = options.countsAll || options.groupsDuplicates || !options.facets.isEmpty
    if isExact { try enquire.countMatches(comparing: Schema.exactHashSlot) }
    let checked = isExact ? try index.database.documentCount : 0
    var page = try ResultPage(of: enquire, options, checkAtLeast: checked)
    // Those of the same weight come in an order of their own, whatever numbers updates gave them; that is asked for
    // only where there are such, since Xapian then looks up a value of every match.
    if options.order == nil, options.offset > 0 || page.hasEqualWeights {
      try enquire.setSort(.relevanceThenValue(Schema.orderSlot, reverse: false))
      page = try ResultPage(of: enquire, options, checkAtLeast: checked)
    }
    var result = SearchResult(
      query: query, notes: parsed.notes + compiler.notes, total: page.matches.estimated,
      expansions: compiler.expansions, hits: [])
    result.hits = try hits(of: page, compiler)
    if isExact {
      try MatchCounting(enquire: enquire, index: index, options: options)
        .count(in: &result, query: parsed.root, allWords: compiler.allWords)
    }
    result.hitCount = options.groupsDuplicates ? result.texts ?? result.total : result.total
    result.nearMiss = nearMiss(of: compiler)
    if options.suggests {
      result.suggestions = try QuerySuggestions(index: index, query: query, options: options)
        .suggestions(for: result, of: parsed.root)
    }
    if options.explain {
      result.explanation = SearchResult.Explanation(
        reading: parsed.root.description, xapianQuery: compiled.description)
    }
    return result
  }

  /// The likeliest spelling that does not stand for its word, by a little.
  private func nearMiss(of compiler: QueryCompiler) -> SearchResult.NearMiss? {
    guard options.spellings == .strict, !options.exact else { return nil }
    let known = Set(compiler.expansions.flatMap { $0.forms.map(\.form) })
    return compiler.expansions.compactMap { termExpansion -> SearchResult.NearMiss? in
      guard termExpansion.field == nil, let term = termExpansion.forms.first?.form,
        let form = compiler.expansion.cache.nearMisses[term], !known.contains(form.form),
        form.score >= Self.minNearMiss
      else { return nil }
      var written = form
      written.written = index.written(form.form)
      return SearchResult.NearMiss(word: termExpansion.word, form: written)
    }.max { $0.form.score < $1.form.score }
  }

  /// How likely a spelling is that is worth a note.
  private static let minNearMiss = 0.12

  /// The query as Xapian runs it.
  static func compiled(
    _ parsed: ParsedQuery, by compiler: inout QueryCompiler
  ) throws -> Query {
    guard let compiled = try compiler.query(for: parsed.root) else {
      throw QueryError(
        "Nothing to look for is left in the query: write a word with a letter or digit.",
        at: parsed.root.range)
    }
    return compiled
  }

  private func hits(of page: ResultPage, _ compiler: QueryCompiler) throws -> [Hit] {
    var hits: [Hit] = []
    var documents: [StoredDocument] = []
    try page.forEachData { data in
      let entry = page.entries[hits.count]
      hits.append(
        Hit(
          rank: options.offset + hits.count + 1, score: page.matches.items[entry.item].weight,
          stored: StoredFields(of: data), duplicates: entry.duplicates,
          document: page.matches.items[entry.item].document))
      if options.showsPassages { documents.append(StoredDocument(decoding: Array(data))) }
    }
    if options.showsPassages {
      try show(documents, in: &hits, of: page, compiler.highlightPatterns)
    }
    if options.explain {
      for (number, entry) in page.entries.enumerated() {
        hits[number].weights = try weights(
          of: compiler.expansions, in: page.matches.items[entry.item].document)
      }
    }
    return hits
  }

  /// Gives hits their passages, and tells which nearly repeat others.
  private func show(
    _ documents: [StoredDocument], in hits: inout [Hit], of page: ResultPage,
    _ highlightPatterns: [HighlightPattern]
  ) throws {
    let highlighter = Highlighter(highlightPatterns)
    let analyzer = Analyzer()
    var tokens = TokenBuffer()
    var prints: [[UInt8]] = []
    for (number, document) in documents.enumerated() {
      show(document, in: &hits[number], highlighter, analyzer, &tokens)
      if options.showsText { hits[number].text?.whole = document.text }
      let like = try page.matches.document(at: page.entries[number].item).value(Schema.minHashSlot)
      hits[number].nearlySameAs = prints.firstIndex {
        TextFingerprint.likeness($0, like) >= TextFingerprint.nearlySame
      }.map { hits[$0].rank }
      prints.append(like)
    }
  }

  /// Gives a hit its passage and the words that matched.
  func show(
    _ stored: StoredDocument, in hit: inout Hit, _ highlighter: Highlighter, _ analyzer: Analyzer,
    _ tokens: inout TokenBuffer
  ) {
    var matched: [MatchedWord] = []
    Self.withUTF8(stored.title) { title in
      let highlights = highlighter.highlights(
        in: title, isTitle: true, analyzer: analyzer, tokens: &tokens)
      matched += highlights.map { Self.word($0, in: title) }
    }
    Self.withUTF8(stored.text) { text in
      var best = Passage.Window(range: 0..<0, score: 0)
      var bestHighlights: [Highlighter.Highlight] = []
      var allHighlights: [Range<Int>] = []
      highlighter.forEachPiece(of: text, isTitle: false, analyzer: analyzer, tokens: &tokens) {
        highlights in
        matched = Self.unique(matched + highlights.map { Self.word($0, in: text) })
        hit.matchCount += highlights.count
        let window = Passage.bestWindow(text, highlights.map(\.match))
        if window.score > best.score { (best, bestHighlights) = (window, highlights) }
        if options.showsText { allHighlights += highlights.map(\.match.range) }
        return options.showsText || best.score < highlighter.greatestScore
      }
      let window = Passage.extended(best.range, in: text)
      let shown = bestHighlights.map(\.match.range).filter { $0.overlaps(window) }
      hit.passage = Passage(of: text, window: window, highlighting: shown)
      hit.offset = shown.first?.lowerBound
      hit.line = shown.first.map { first in
        text[..<first.lowerBound].count { $0 == UInt8(ascii: "\n") } + 1
      }
      if options.showsText { hit.text = ("", allHighlights) }
      hit.page = Self.page(of: hit.passage.start, in: text)
    }
    hit.matched = Self.unique(matched)
  }

  /// Pages end with a form feed.
  static func page(of highlight: Int, in text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = text.baseAddress, memchr(first, 0x0c, text.count) != nil else { return nil }
    // A passage at the top of a page may begin with the end of the one before.
    let start = text[highlight...].firstIndex { $0 > 0x20 } ?? highlight
    return text[..<start].count { $0 == 0x0c } + 1
  }

  static func withUTF8(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    var text = text
    text.withUTF8(body)
  }

  private static func word(
    _ highlight: Highlighter.Highlight, in text: UnsafeBufferPointer<UInt8>
  ) -> MatchedWord {
    let bytes = UnsafeBufferPointer(rebasing: text[highlight.match.range])
    return MatchedWord(surface: String(decoding: bytes, as: UTF8.self), form: highlight.term)
  }

  private static func unique(_ words: [MatchedWord]) -> [MatchedWord] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0.surface).inserted }
  }

  /// What each group weighs in a document, found by asking Xapian for the group alone there.
  private func weights(
    of expansions: [TermExpansion], in document: DocumentID
  ) throws -> [String: Double] {
    let mark = Array(Schema.identityPrefix.utf8)
    guard
      let identity = try index.database.termList(document).first(where: { $0.starts(with: mark) })
    else { return [:] }
    let here = try Query(identity)
    var weights: [String: Double] = [:]
    for termExpansion in expansions {
      let enquire = try Enquire(index.database)
      try enquire.setWeighting(RankingWeights.scheme)
      let ranked = try ExpansionQuery(
        termExpansion.forms, prefix: QueryCompiler.prefix(termExpansion.field), in: index.database
      ).ranked()
      try enquire.setQuery(try Query(.filter, [ranked, here]))
      let name = (termExpansion.field.map { "\($0):" } ?? "") + termExpansion.word
      if let item = try enquire.mset(limit: 1).items.first { weights[name] = item.weight }
    }
    return weights
  }
}
