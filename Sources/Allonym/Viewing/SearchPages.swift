// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// The answer to a query in pages, for whoever writes out more hits than should be in memory: of the hits that come
/// later no more than their numbers and weights is held.
///
/// ```swift
/// var pages = SearchPages(of: "Tartus", in: index, options: options)
/// while let page = try pages.next() { … }
/// ```
public struct SearchPages {
  /// So many hits are on a page unless told otherwise: few enough to be held with their texts, and so many that
  /// nothing is gained by more.
  public static let usualSize = 500

  private let index: SearchIndex
  private let query: String
  private let options: SearchOptions
  private let size: Int
  /// What all pages have in common; nil before the first.
  private var answer: SearchResult?
  private var list: RankedList?
  /// The position in the list of the first hit of the next page; nil where there is none.
  private var position: Int?
  private var copies = NearCopies()

  /// The hits that the options ask for, on pages of at most so many.
  public init(
    of query: String, in index: SearchIndex, options: SearchOptions = SearchOptions(),
    size: Int = SearchPages.usualSize
  ) {
    self.index = index
    self.query = query
    self.options = options
    self.size = max(size, 1)
    position = options.offset
  }

  /// The next page; nil after the last. Each has the counts and words of the whole answer, the first also where
  /// there are no hits. A document that was deleted since the first page is left out.
  ///
  /// - Throws: `QueryError` when the query cannot be read.
  public mutating func next() throws -> SearchResult? {
    guard let start = position else { return nil }
    guard options.limit > size else {
      position = nil
      return try index.search(query, options: options)
    }
    if answer == nil {
      var counting = options
      counting.limit = 0
      answer = try index.search(query, options: counting)
      list = try index.rankedList(of: query, options: options)
    }
    guard var page = answer, let list else { return nil }
    let all = min(list.count, options.offset + min(options.limit, list.count))
    let end = min(start + size, all)
    position = end < all ? end : nil
    page.hits = try index.hits(of: list, in: min(start, end)..<end).map(\.hit)
    try index.answering { try complete(&page) }
    return page
  }

  /// Tells of the hits of a page what their documents do not say.
  private mutating func complete(_ page: inout SearchResult) throws {
    let run = SearchRun(index: index, query: query, options: options)
    for number in page.hits.indices {
      let id = page.hits[number].document
      if options.showsPassages {
        page.hits[number].nearlySameAs = copies.add(
          try index.database.document(id).value(Schema.minHashSlot), rank: page.hits[number].rank)
      }
      if options.explain {
        page.hits[number].weights = try run.weights(of: page.expansions, in: id)
      }
    }
  }
}
