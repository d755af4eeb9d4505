// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// All matches of a query in their order, as they were when it ran. Its hits are read in parts, so that whoever
/// writes them out waits for the reader without holding anything.
public struct RankedList: Sendable {
  /// How many matches there are.
  public var count: Int { items.count }
  let items: [(document: DocumentID, weight: Double, duplicates: Int)]
}

extension SearchIndex {
  /// All matches of a query; the limit and offset of the options do not count.
  ///
  /// - Throws: `QueryError` when the query cannot be read.
  public func rankedList(
    of query: String, options: SearchOptions
  ) throws -> RankedList {
    try answering {
      var compiler = compiler(options)
      let compiled = try SearchRun.compiled(try parsed(query, options), by: &compiler)
      let enquire = try Enquire(database)
      try enquire.setQuery(options.filters.applied(to: compiled, in: database))
      try enquire.setWeighting(RankingWeights.scheme)
      if let order = options.order {
        try enquire.setSort(.valueThenRelevance(order.slot, reverse: order.isDescending))
      }
      if options.groupsDuplicates { try enquire.collapse(by: Schema.exactHashSlot) }
      let all = try database.documentCount
      return RankedList(
        items: try enquire.mset(limit: all, checkAtLeast: all).items.map {
          ($0.document, $0.weight, $0.collapsed)
        })
    }
  }

  /// Some hits of a list, with their keys. One that has been deleted since is left out; its rank is missing then.
  ///
  /// - Parameters:
  ///   - range: places in the list, from 0.
  ///   - query: the one that made the list.
  ///   - options: those that it was made with.
  public func hits(
    of list: RankedList, in range: Range<Int>, query: String, options: SearchOptions
  ) throws -> [(hit: Hit, key: DocumentKey)] {
    try answering {
      let (highlighter, _) = try highlighter(for: query, options: options)
      let range = range.clamped(to: 0..<list.count)
      return try hits(
        of: list.items[range], from: range.lowerBound + 1, query: query, options: options,
        highlighter)
    }
  }

  /// Documents as hits of a query, with their keys; one that has been deleted since is left out.
  ///
  /// - Parameter rank: that of the first of them.
  func hits(
    of items: some Collection<(document: DocumentID, weight: Double, duplicates: Int)>,
    from rank: Int, query: String, options: SearchOptions, _ highlighter: Highlighter
  ) throws -> [(hit: Hit, key: DocumentKey)] {
    let run = SearchRun(index: self, query: query, options: options)
    let analyzer = Analyzer()
    var tokens = TokenBuffer()
    var hits: [(hit: Hit, key: DocumentKey)] = []
    for (position, item) in items.enumerated() {
      guard let key = try keyIfThere(of: item.document) else { continue }
      let data = try database.document(item.document).data
      var hit = data.withUnsafeBufferPointer {
        Hit(
          rank: rank + position, score: item.weight, stored: StoredFields(of: $0),
          duplicates: item.duplicates, document: item.document)
      }
      if options.showsPassages {
        run.show(StoredDocument(decoding: data), in: &hit, highlighter, analyzer, &tokens)
      }
      hits.append((hit, key))
    }
    return hits
  }

  func keyIfThere(of id: DocumentID) throws -> DocumentKey? {
    do {
      return try key(of: id)
    } catch let error as XapianError where error.kind == .documentNotFound {
      return nil
    }
  }
}
