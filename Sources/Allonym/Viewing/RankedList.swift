// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// All matches of a query in their order, as they were when it ran. Its hits are read in parts, so that whoever
/// writes them out waits for the reader without holding anything.
public struct RankedList: Sendable {
  /// How many matches there are.
  public var count: Int { items.count }
  /// The words of the query and what each was taken to mean.
  public let expansions: [TermExpansion]
  let items: [(document: DocumentID, weight: Double, duplicates: Int)]
  let highlightPatterns: [HighlightPattern]
  let query: String
  let options: SearchOptions
}

/// A hit of a list.
public struct ListedHit: Sendable {
  /// The hit.
  public var hit: Hit
  /// What names its document.
  public var key: DocumentKey
  /// Why it was found.
  public var reasons: [MatchReason]
}

extension SearchIndex {
  /// All matches of a query; the limit and offset of the options do not count.
  ///
  /// - Throws: `QueryError` when the query cannot be read.
  public func rankedList(
    of query: String, options: SearchOptions
  ) throws -> RankedList {
    let parsed = try parsed(query, options)
    return try answering {
      var all = options
      all.offset = 0
      all.limit = try database.documentCount
      all.facets = []
      var compiler = compiler(all)
      let compiled = try SearchRun.compiled(parsed, by: &compiler)
      let page = try SearchRun(index: self, query: query, options: all)
        .page(of: compiled, hasWords: !compiler.expansions.isEmpty).page
      return RankedList(
        expansions: compiler.expansions,
        items: page.entries.map {
          let item = page.matches.items[$0.item]
          return (item.document, item.weight, $0.duplicates)
        }, highlightPatterns: compiler.highlightPatterns, query: query, options: options)
    }
  }

  /// Some hits of a list. One that has been deleted since is left out; its rank is missing then.
  ///
  /// - Parameter range: places in the list, from 0.
  public func hits(of list: RankedList, in range: Range<Int>) throws -> [ListedHit] {
    try answering {
      let range = range.clamped(to: 0..<list.count)
      let hits = try hits(
        of: list.items[range], from: range.lowerBound + 1, query: list.query, options: list.options,
        Highlighter(list.highlightPatterns))
      return zip(hits, list.expansions.reasons(for: hits.map(\.hit))).map {
        ListedHit(hit: $0.hit, key: $0.key, reasons: $1)
      }
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
    var passages = SearchRun.Passages(highlighter)
    var hits: [(hit: Hit, key: DocumentKey)] = []
    for (position, item) in items.enumerated() {
      guard let key = try keyIfThere(of: item.document) else { continue }
      let hit = try database.document(item.document).data.withUnsafeBufferPointer {
        run.hit(
          $0, rank: rank + position, score: item.weight, duplicates: item.duplicates,
          document: item.document, &passages)
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
