// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc
import Xapian

/// One query from its tree to its hits.
struct SearchRun {
  let index: SearchIndex
  let query: String
  let options: SearchOptions

  func result(of parsed: ParsedQuery) throws -> SearchResult {
    var compiler = QueryCompiler(
      database: index.database, expansion: index.expansion(off: options.off),
      aliases: index.aliases,
      options: options)
    let compiled = try Self.compiled(parsed, by: &compiler)
    let enquire = try Enquire(index.database)
    try enquire.setQuery(options.filters.applied(to: compiled))
    try enquire.setWeighting(RankingWeights.scheme)
    if let order = options.order {
      try enquire.setSort(.valueThenRelevance(order.slot, reverse: order.isDescending))
    }
    if options.groupsDuplicates { try enquire.collapse(by: Schema.sameSlot) }
    for facet in options.facets { try enquire.countValues(of: facet.slot) }
    let matches = try enquire.mset(
      first: options.offset, limit: options.limit,
      checkAtLeast: options.countsAll || !options.facets.isEmpty
        ? try index.database.documentCount : 0)
    var result = SearchResult(
      query: query, notes: parsed.notes + compiler.notes,
      total: options.countsAll ? matches.uncollapsedLowerBound : matches.estimated,
      groups: compiler.groups, hits: [])
    result.texts = matches.lowerBound
    result.hits = try hits(of: matches, compiler)
    result.facets = try options.facets.map {
      FacetCounts($0, try enquire.valueCounts(of: $0.slot))
    }
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

  private func hits(of matches: MSet, _ compiler: QueryCompiler) throws -> [Hit] {
    var hits: [Hit] = []
    var documents: [StoredDocument] = []
    try matches.forEachData { data in
      let item = matches.items[hits.count]
      hits.append(
        Hit(
          rank: options.offset + hits.count + 1, score: item.weight,
          stored: StoredFields(of: data), duplicates: item.collapsed, document: item.document))
      if options.showsPassages { documents.append(StoredDocument(decoding: Array(data))) }
    }
    if options.showsPassages { try show(documents, in: &hits, of: matches, compiler.lights) }
    if options.explain {
      for (number, item) in matches.items.enumerated() {
        hits[number].weights = try weights(of: compiler.groups, in: item.document)
      }
    }
    return hits
  }

  /// Gives hits their passages, and tells which nearly repeat others.
  private func show(
    _ documents: [StoredDocument], in hits: inout [Hit], of matches: MSet, _ lights: [Light]
  ) throws {
    let highlighter = Highlighter(lights)
    let analyzer = Analyzer()
    var tokens = TokenBuffer()
    var prints: [[UInt8]] = []
    for (number, document) in documents.enumerated() {
      show(document, in: &hits[number], highlighter, analyzer, &tokens)
      let like = try matches.document(at: number).value(Schema.likeSlot)
      hits[number].nearlySameAs = prints.firstIndex {
        TextPrint.likeness($0, like) >= TextPrint.nearlySame
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
      let places = highlighter.places(in: title, isTitle: true, analyzer: analyzer, tokens: &tokens)
      matched += places.map { Self.word($0, in: title) }
    }
    Self.withUTF8(stored.text) { text in
      var best = Passage.Window(range: 0..<0, score: 0)
      var bestPlaces: [Highlighter.Place] = []
      highlighter.forEachPiece(of: text, isTitle: false, analyzer: analyzer, tokens: &tokens) {
        places in
        matched = Self.unique(matched + places.map { Self.word($0, in: text) })
        hit.matchCount += places.count
        let window = Passage.bestWindow(text, places.map(\.match))
        if window.score > best.score { (best, bestPlaces) = (window, places) }
        return best.score < highlighter.greatestScore
      }
      let window = Passage.extended(best.range, in: text)
      hit.passage = Passage(
        of: text, window: window,
        lighting: bestPlaces.map(\.match.range).filter { $0.overlaps(window) })
      hit.page = Self.page(of: hit.passage.start, in: text)
    }
    hit.matched = Self.unique(matched)
  }

  /// Pages end with a form feed.
  static func page(of place: Int, in text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = text.baseAddress, memchr(first, 0x0c, text.count) != nil else { return nil }
    // A passage at the top of a page may begin with the end of the one before.
    let start = text[place...].firstIndex { $0 > 0x20 } ?? place
    return text[..<start].count { $0 == 0x0c } + 1
  }

  static func withUTF8(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    var text = text
    text.withUTF8(body)
  }

  private static func word(
    _ place: Highlighter.Place, in text: UnsafeBufferPointer<UInt8>
  ) -> MatchedWord {
    let bytes = UnsafeBufferPointer(rebasing: text[place.match.range])
    return MatchedWord(surface: String(decoding: bytes, as: UTF8.self), form: place.term)
  }

  private static func unique(_ words: [MatchedWord]) -> [MatchedWord] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0.surface).inserted }
  }

  /// What each group weighs in a document, found by asking Xapian for the group alone there.
  private func weights(
    of groups: [WordGroup], in document: DocumentID
  ) throws -> [String: Double] {
    let mark = Array(Schema.identityPrefix.utf8)
    guard
      let identity = try index.database.termList(document).first(where: { $0.starts(with: mark) })
    else { return [:] }
    let here = try Query(identity)
    var weights: [String: Double] = [:]
    for group in groups {
      let enquire = try Enquire(index.database)
      try enquire.setWeighting(RankingWeights.scheme)
      let ranked = try GroupQuery(
        group.forms, prefix: QueryCompiler.prefix(group.field), in: index.database
      ).ranked()
      try enquire.setQuery(try Query(.filter, [ranked, here]))
      let name = (group.field.map { "\($0):" } ?? "") + group.word
      if let item = try enquire.mset(limit: 1).items.first { weights[name] = item.weight }
    }
    return weights
  }
}
