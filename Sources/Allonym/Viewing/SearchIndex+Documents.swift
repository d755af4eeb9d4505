// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

extension SearchIndex {
  /// Sees what updates have committed since the last look.
  ///
  /// - Returns: whether there was anything.
  @discardableResult
  public func refresh() throws -> Bool { try hasMovedOn() }

  /// Counts the commits of the generation.
  public var revision: UInt64 { ((try? database.revision) ?? nil) ?? 0 }

  /// How many documents there are.
  public func documentCount() throws -> Int { try answering { try database.documentCount } }

  /// What names a hit's document; nil where it is gone.
  public func key(of hit: Hit) throws -> DocumentKey? {
    try answering { try key(of: hit.document) }
  }

  /// A document with all places that a query matches in it.
  ///
  /// - Parameters:
  ///   - query: nil for the document alone.
  ///   - options: how the query is read and which forms its words have.
  /// - Returns: nil where the index holds no such document.
  /// - Throws: `QueryError` when the query cannot be read.
  public func document(
    _ key: DocumentKey, matching query: String? = nil, options: SearchOptions = SearchOptions()
  ) throws -> MatchedDocument? {
    try answering {
      guard let id = try number(of: key) else { return nil }
      let found = try database.document(id)
      let same = try found.value(Schema.exactHashSlot)
      var document = MatchedDocument(
        key: key, stored: StoredDocument(decoding: try found.data),
        contentPrint: same.isEmpty ? "0000000000000000" : Self.hexadecimal(same))
      if let query, !query.isEmpty { try match(&document, query, options) }
      return document
    }
  }

  /// Fills in what a query matches.
  private func match(
    _ document: inout MatchedDocument, _ query: String, _ options: SearchOptions
  ) throws {
    let (highlighter, expansions) = try highlighter(for: query, options: options)
    let analyzer = Analyzer()
    var tokens = TokenBuffer()
    var found: [[MatchedDocument.Match]] = []
    for (text, isTitle) in [(document.stored.title, true), (document.stored.text, false)] {
      SearchRun.withUTF8(text) { bytes in
        let highlights = highlighter.highlights(
          in: bytes, isTitle: isTitle, analyzer: analyzer, tokens: &tokens)
        found.append(
          highlights.map { MatchedDocument.Match(range: $0.match.range, form: $0.term) })
      }
    }
    document.titleMatches = found[0]
    document.matches = found[1]
    document.expansions = expansions
  }

  /// What highlights a query's words in a text, and the words.
  func highlighter(
    for query: String, options: SearchOptions
  ) throws -> (Highlighter, [TermExpansion]) {
    var compiler = compiler(options)
    _ = try SearchRun.compiled(try parsed(query, options), by: &compiler)
    return (Highlighter(compiler.highlightPatterns), compiler.expansions)
  }

  /// The words of a query and what each is taken to mean, without searching.
  ///
  /// - Throws: `QueryError` when the query cannot be read.
  public func expansions(of query: String, options: SearchOptions) throws -> [TermExpansion] {
    try answering { try highlighter(for: query, options: options).1 }
  }

  /// The copies of a document's text, the same ones first; near ones are looked for among documents that share
  /// its rarest words.
  ///
  /// - Parameter limit: how many at most.
  public func copies(of key: DocumentKey, limit: Int = 20) throws -> [DocumentCopy] {
    try answering {
      guard let id = try number(of: key) else { return [] }
      let document = try database.document(id)
      var copies: [DocumentCopy] = []
      var seen: Set<DocumentID> = [id]
      let same = try document.value(Schema.exactHashSlot)
      if !same.isEmpty {
        let query = try Query(slot: Schema.exactHashSlot, from: same, through: same)
        for item in try items(of: query, limit: limit + 1) where seen.insert(item).inserted {
          if let copy = try copy(item, isSame: true) { copies.append(copy) }
        }
      }
      let like = try document.value(Schema.minHashSlot)
      if !like.isEmpty, copies.count < limit {
        let query = try Query(.or, try rareTerms(of: id).map { try Query($0) })
        for item in try items(of: query, limit: 50) where seen.insert(item).inserted {
          let other = try database.document(item).value(Schema.minHashSlot)
          guard TextFingerprint.likeness(like, other) >= TextFingerprint.nearlySame else {
            continue
          }
          if let copy = try copy(item, isSame: false) { copies.append(copy) }
        }
      }
      return Array(copies.prefix(limit))
    }
  }

  private static let rareTermCount = 24
  /// A document of more words is represented by these.
  private static let maxTerms = 4096

  /// The words of a document that fewest others have, but for those that it has alone.
  private func rareTerms(of id: DocumentID) throws -> [[UInt8]] {
    var words: [(term: [UInt8], documents: Int)] = []
    try database.forEachTerm(in: id) { term, _ in
      // Prefixes are capitals.
      guard let first = term.first, !(0x41...0x5A).contains(first) else { return true }
      words.append((Array(term), 0))
      return words.count < Self.maxTerms
    }
    for index in words.indices {
      words[index].documents = try database.termFrequency(words[index].term)
    }
    return words.filter { $0.documents > 1 }.sorted { $0.documents < $1.documents }
      .prefix(Self.rareTermCount).map(\.term)
  }

  private func items(of query: Query, limit: Int) throws -> [DocumentID] {
    let enquire = try Enquire(database)
    try enquire.setQuery(query)
    return try enquire.mset(limit: limit).items.map(\.document)
  }

  private func copy(_ id: DocumentID, isSame: Bool) throws -> DocumentCopy? {
    guard let key = try key(of: id) else { return nil }
    let fields = try database.document(id).data.withUnsafeBufferPointer { StoredFields(of: $0) }
    return DocumentCopy(
      key: key, path: fields["path"] ?? "", title: fields["title"] ?? "", isSame: isSame)
  }

  /// The number of a document.
  func number(of key: DocumentKey) throws -> DocumentID? {
    try database.postings(key.term).first
  }

  /// What names a document.
  func key(of id: DocumentID) throws -> DocumentKey? {
    let mark = Array(Schema.identityPrefix.utf8)
    var identity: [UInt8]?
    try database.forEachTerm(in: id) { term, _ in
      guard term.starts(with: mark) else { return true }
      identity = Array(term.dropFirst(mark.count))
      return false
    }
    return identity.map(DocumentKey.init(identity:))
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
