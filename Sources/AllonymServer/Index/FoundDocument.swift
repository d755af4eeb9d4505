// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym

/// All that the page of a document shows.
struct FoundDocument: Sendable {
  var document: MatchedDocument
  var copies: [DocumentCopy]
  /// How folded forms are written in the document.
  var written: [String: String] = [:]
  /// The documents before and after it among the hits of the search.
  var previous: DocumentKey?
  var following: DocumentKey?
  /// How many hits the search has.
  var hits = 0

  /// The document, and its place among the hits of the search that led to it.
  ///
  /// - Parameter rank: its place, from 1; nil where no search led to it.
  /// - Throws: a problem where the index holds no such document.
  init(
    _ key: DocumentKey, _ address: SearchAddress, rank: Int?, with worker: IndexWorker
  ) throws {
    let index = try worker.index()
    let options = address.options
    guard let document = try index.document(key, matching: address.query, options: options) else {
      throw Problem.noDocument
    }
    self.document = document
    copies = try index.copies(of: key)
    let bytes = Array(document.stored.text.utf8)
    for match in document.matches where written[match.form] == nil {
      written[match.form] = String(decoding: bytes[match.range], as: UTF8.self)
    }
    if let rank, !address.query.isEmpty { try findNeighbours(of: rank, options, address, index) }
  }

  private mutating func findNeighbours(
    of rank: Int, _ options: SearchOptions, _ address: SearchAddress, _ index: SearchIndex
  ) throws {
    var options = options
    options.showsPassages = false
    options.suggests = false
    options.offset = max(0, rank - 2)
    options.limit = 3
    let result = try index.search(address.query, options: options)
    hits = result.hitCount
    for hit in result.hits where hit.rank == rank - 1 || hit.rank == rank + 1 {
      let key = try index.key(of: hit)
      if hit.rank < rank { previous = key } else { following = key }
    }
  }
}
