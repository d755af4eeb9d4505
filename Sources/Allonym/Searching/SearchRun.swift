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
    let (enquire, page) = try page(of: compiled, hasWords: !compiler.expansions.isEmpty)
    var result = SearchResult(
      query: query, notes: parsed.notes + compiler.notes, total: page.matches.estimated,
      expansions: compiler.expansions, hits: [])
    result.hits = try hits(of: page, compiler)
    if isExact {
      try MatchCounting(enquire: enquire, index: index, options: options, query: compiled)
        .count(in: &result, query: parsed.root, compiler)
    }
    result.hitCount = options.groupsDuplicates ? result.texts ?? result.total : result.total
    result.nearMiss = nearMiss(of: compiler)
    if options.suggests {
      result.suggestions = try QuerySuggestions(
        query: query, vocabulary: index.vocabulary, count: count
      ).suggestions(for: result.expansions, of: parsed.root, total: result.total)
    }
    if options.explain {
      result.explanation = SearchResult.Explanation(
        reading: parsed.root.description, xapianQuery: compiled.description)
    }
    return result
  }

  // MARK: The query

  /// The query as Xapian runs it, without the filters of the options.
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

  /// Whether all documents that match are looked at.
  private var isExact: Bool {
    options.countsAll || options.groupsDuplicates || !options.facets.isEmpty
  }

  /// Where more hits than these are asked for, some weigh the same.
  private static let fewHits = 1000

  /// The hits that are asked for, and what has run the query.
  ///
  /// Those of the same weight come in an order of their own, whatever numbers updates gave them; that is asked for only
  /// where there are such, since Xapian then looks up a value of every match.
  ///
  /// - Parameter hasWords: whether words are looked for: to filters alone all documents weigh the same.
  func page(of query: Query, hasWords: Bool) throws -> (enquire: Enquire, page: ResultPage) {
    let enquire = try Enquire(index.database)
    try enquire.setQuery(options.filters.applied(to: query, in: index.database))
    try enquire.setWeighting(RankingWeights.scheme)
    for facet in options.facets where facet != .folder {
      try enquire.countValues(of: facet.slot)
    }
    if isExact { try enquire.countMatches(comparing: Schema.exactHashSlot) }
    let checked = isExact ? try index.database.documentCount : 0
    if let order = options.order {
      try enquire.setSort(.valueThenRelevance(order.slot, reverse: order.isDescending))
    } else if !hasWords || options.offset > 0 || options.limit > Self.fewHits {
      try enquire.setSort(.relevanceThenValue(Schema.orderSlot, reverse: false))
    } else {
      let page = try ResultPage(of: enquire, options, checkAtLeast: checked)
      guard page.hasEqualWeights else { return (enquire, page) }
      try enquire.setSort(.relevanceThenValue(Schema.orderSlot, reverse: false))
    }
    return (enquire, try ResultPage(of: enquire, options, checkAtLeast: checked))
  }

  /// How many documents another query finds; nil where it cannot be read.
  private func count(_ other: String) throws -> Int? {
    var options = options
    options.limit = 0
    options.offset = 0
    options.facets = []
    options.groupsDuplicates = false
    options.countsForms = false
    options.explain = false
    options.suggests = false
    do {
      return try index.search(other, options: options).total
    } catch is QueryError {
      return nil
    }
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

  // MARK: Hits

  private func hits(of page: ResultPage, _ compiler: QueryCompiler) throws -> [Hit] {
    var hits: [Hit] = []
    hits.reserveCapacity(page.entries.count)
    var passages = Passages(Highlighter(compiler.highlightPatterns))
    try page.forEachData { data in
      let entry = page.entries[hits.count]
      let item = page.matches.items[entry.item]
      hits.append(
        hit(
          data, rank: options.offset + hits.count + 1, score: item.weight,
          duplicates: entry.duplicates, document: item.document, &passages))
    }
    if options.showsPassages { try tellNearCopies(among: &hits, of: page) }
    if options.explain {
      for number in hits.indices {
        hits[number].weights = try weights(of: compiler.expansions, in: hits[number].document)
      }
    }
    return hits
  }

  /// What finds the passages of hits, one after the other.
  struct Passages: ~Copyable {
    let highlighter: Highlighter
    let analyzer = Analyzer()
    var tokens = TokenBuffer()

    init(_ highlighter: Highlighter) { self.highlighter = highlighter }
  }

  /// A hit by what is stored of it, with its passage where that is asked for. Its text is not kept unless it is asked for,
  /// too.
  func hit(
    _ data: UnsafeBufferPointer<UInt8>, rank: Int, score: Double, duplicates: Int,
    document: DocumentID, _ passages: inout Passages
  ) -> Hit {
    var hit = Hit(
      rank: rank, score: score, stored: StoredFields(of: data), duplicates: duplicates,
      document: document)
    if options.showsPassages {
      let stored = StoredDocument(decoding: Array(data))
      show(stored, in: &hit, passages.highlighter, passages.analyzer, &passages.tokens)
      if options.showsText { hit.text?.whole = stored.text }
    }
    return hit
  }

  /// Tells which hits nearly repeat others.
  private func tellNearCopies(among hits: inout [Hit], of page: ResultPage) throws {
    var copies = NearCopies()
    for (number, entry) in page.entries.enumerated() {
      hits[number].nearlySameAs = copies.add(
        try page.matches.document(at: entry.item).value(Schema.minHashSlot), rank: hits[number].rank
      )
    }
  }

  /// Gives a hit its passage and the words that matched.
  private func show(
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
  static func page(of offset: Int, in text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = text.baseAddress, memchr(first, 0x0c, text.count) != nil else { return nil }
    // A passage at the top of a page may begin with the end of the one before.
    let start = text[offset...].firstIndex { $0 > 0x20 } ?? offset
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

  /// What each expansion weighs in a document, found by asking Xapian for it alone there.
  func weights(
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
