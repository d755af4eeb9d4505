// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc
import Xapian

/// One query from its tree to its hits.
struct SearchRun {
  let index: SearchIndex
  let query: String
  let options: SearchOptions

  /// Hands out the answer in pages of at most so many hits, from the hit after `given` on: the first page has all
  /// that the answer has besides.
  func forEachPage(
    of parsed: ParsedQuery, size: Int, after given: Int, _ body: (SearchResult) throws -> Void
  ) throws {
    var compiler = QueryCompiler(
      database: index.database, expansion: index.expansion(off: options.off),
      aliases: index.aliases,
      options: options)
    guard let compiled = try compiler.query(for: parsed.root) else {
      throw QueryError(
        "Nothing to look for is left in the query: write a word with a letter or digit.",
        at: parsed.root.range)
    }
    let enquire = try enquire(for: compiled)
    let matches = try matches(of: enquire, ofWords: !compiler.groups.isEmpty)
    let count = min(matches.count, options.limit)
    var result = SearchResult(
      query: query, notes: parsed.notes + compiler.notes,
      total: options.countsAll ? matches.uncollapsedLowerBound : matches.estimated,
      groups: compiler.groups, hits: [], shown: count)
    var start = min(given, count)
    repeat {
      let range = start..<min(start + size, count)
      result.hits = try hits(of: matches, range, compiler)
      if given == 0 && start == 0 { try complete(&result, enquire, parsed, compiled) }
      try body(result)
      start = range.upperBound
    } while start < count
  }

  private func enquire(for query: Query) throws -> Enquire {
    let enquire = try Enquire(index.database)
    try enquire.setQuery(query)
    try enquire.setWeighting(RankingWeights.scheme)
    if let order = options.order {
      try enquire.setSort(.valueThenRelevance(order.slot, reverse: order.isDescending))
    }
    if options.groupsDuplicates { try enquire.collapse(by: Schema.sameSlot) }
    for facet in options.facets { try enquire.countValues(of: facet.slot) }
    return enquire
  }

  /// The matches, and one more than are asked for if there are. Those of the same weight come in an order of
  /// their own, whatever numbers updates gave them; that is asked for only where there are such, since Xapian
  /// then looks up a value of every match.
  ///
  /// - Parameter ofWords: whether words are looked for: to filters alone all documents weigh the same.
  private func matches(of enquire: Enquire, ofWords: Bool) throws -> MSet {
    let limit = options.limit == 0 ? 0 : options.limit.addingReportingOverflow(1).partialValue
    func run() throws -> MSet {
      try enquire.mset(
        first: options.offset, limit: max(limit, options.limit),
        checkAtLeast: options.countsAll || !options.facets.isEmpty
          ? try index.database.documentCount : 0)
    }
    func sortEquals() throws {
      try enquire.setSort(.relevanceThenValue(Schema.orderSlot, reverse: false))
    }
    if !ofWords, options.order == nil {
      try sortEquals()
      return try run()
    }
    let matches = try run()
    guard options.order == nil, matches.count > 0 else { return matches }
    let items = matches.items
    let hasEquals =
      options.offset > 0 || items.contains { $0.collapsed > 0 }
      || zip(items, items.dropFirst()).contains { $0.weight == $1.weight }
    guard hasEquals else { return matches }
    try sortEquals()
    return try run()
  }

  /// Adds what stands beside the hits.
  private func complete(
    _ result: inout SearchResult, _ enquire: Enquire, _ parsed: ParsedQuery, _ compiled: Query
  ) throws {
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
  }

  private func hits(
    of matches: MSet, _ range: Range<Int>, _ compiler: QueryCompiler
  ) throws -> [Hit] {
    var hits: [Hit] = []
    let highlighter = options.showsPassages ? Highlighter(compiler.lights) : nil
    let analyzer = Analyzer()
    var tokens = TokenBuffer()
    let items = matches.items[range]
    try matches.forEachData(in: range) { data in
      let item = items[range.lowerBound + hits.count]
      var hit = Hit(
        rank: options.offset + range.lowerBound + hits.count + 1, score: item.weight,
        stored: StoredFields(of: data), duplicates: item.collapsed)
      if let highlighter {
        show(StoredDocument(decoding: Array(data)), in: &hit, highlighter, analyzer, &tokens)
      }
      hits.append(hit)
    }
    if options.showsPassages { try markRepetitions(among: &hits, of: matches, range) }
    if options.explain {
      for (number, item) in items.enumerated() {
        hits[number].weights = try weights(of: compiler.groups, in: item.document)
      }
    }
    return hits
  }

  /// Tells which hits nearly repeat others of the page.
  private func markRepetitions(
    among hits: inout [Hit], of matches: MSet, _ range: Range<Int>
  ) throws {
    var prints: [[UInt8]] = []
    for number in hits.indices {
      let like = try matches.document(at: range.lowerBound + number).value(Schema.likeSlot)
      hits[number].nearlySameAs = prints.firstIndex {
        TextPrint.likeness($0, like) >= TextPrint.nearlySame
      }.map { hits[$0].rank }
      prints.append(like)
    }
  }

  /// Gives a hit its passage and the words that matched.
  private func show(
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
  private static func page(of place: Int, in text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = text.baseAddress, memchr(first, 0x0c, text.count) != nil else { return nil }
    // A passage at the top of a page may begin with the end of the one before.
    let start = text[place...].firstIndex { $0 > 0x20 } ?? place
    return text[..<start].count { $0 == 0x0c } + 1
  }

  private static func withUTF8(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
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
