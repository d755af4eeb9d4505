// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// A few documents of an index, with the words that they hold.
public struct DocumentSelection: Sendable {
  /// Their numbers in the database, ascending.
  let numbers: [DocumentID]
  /// For each word the indices in ``numbers`` of the documents that hold it, ascending.
  private let holders: [String: [UInt32]]

  /// How many documents there are.
  public var count: Int { numbers.count }
  /// How many different words they hold.
  public var wordCount: Int { holders.count }

  init(_ numbers: [DocumentID], in database: Database) throws {
    self.numbers = numbers.sorted()
    var holders: [String: [UInt32]] = [:]
    for (index, number) in self.numbers.enumerated() {
      do {
        try database.forEachTerm(in: number) { term, _ in
          // Prefixes are capitals, and no word has one.
          guard let first = term.first, !(0x41...0x5A).contains(first) else { return true }
          holders[String(decoding: term, as: UTF8.self), default: []].append(UInt32(index))
          return true
        }
      } catch let error as XapianError where error.kind == .documentNotFound {
        continue
      }
    }
    self.holders = holders
  }

  /// The indices of the documents that hold a word.
  func holders(of word: String) -> [UInt32] { holders[word] ?? [] }
}

/// Some of a selection's documents.
struct SelectedDocuments {
  private var bits: [UInt64]

  /// None of so many.
  init(among count: Int) { bits = Array(repeating: 0, count: (count + 63) / 64) }

  var isEmpty: Bool { bits.allSatisfy { $0 == 0 } }

  mutating func insert(_ indices: [UInt32]) {
    for index in indices { bits[Int(index >> 6)] |= 1 << UInt64(index & 63) }
  }

  mutating func formUnion(_ other: SelectedDocuments) {
    for index in bits.indices { bits[index] |= other.bits[index] }
  }

  mutating func formIntersection(_ other: SelectedDocuments) {
    for index in bits.indices { bits[index] &= other.bits[index] }
  }
}

extension SearchIndex {
  /// A selection of the documents with some marks.
  public func selection(of marks: some Sequence<DocumentMark>) throws -> DocumentSelection {
    try answering { try DocumentSelection(marks.map(\.number), in: database) }
  }

  /// What a query finds among a selection, best first: the hits of the same search of the whole index that are
  /// among these documents.
  ///
  /// - Throws: `QueryError` when the query cannot be read.
  public func hits(
    of query: String, options: SearchOptions, among selection: DocumentSelection
  ) throws -> [(hit: Hit, key: DocumentKey)] {
    let parsed = try parsed(query, options)
    return try answering {
      var compiler = compiler(options)
      let compiled = try SearchRun.compiled(parsed, by: &compiler)
      let enquire = try Enquire(database)
      try enquire.setQuery(
        try Query(
          .filter,
          [
            try options.filters.applied(to: compiled, in: database),
            try Query(documents: selection.numbers),
          ]))
      try enquire.setWeighting(RankingWeights.scheme)
      let found = try enquire.mset(limit: selection.count, checkAtLeast: selection.count).items
      return try hits(
        of: found.map { ($0.document, $0.weight, 0) }, from: 1, query: query, options: options,
        Highlighter(compiler.highlightPatterns))
    }
  }
}
