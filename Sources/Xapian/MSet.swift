// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXapian

/// The matches of a query, or a page of them, best first.
public final class MSet {
  private let pointer: OpaquePointer
  private let statistics: xap_mset_statistics

  /// A document that matches, with its weight.
  public struct Item: Equatable, Sendable {
    /// The id of the document in the database.
    public let document: DocumentID
    /// What the weighting scheme gave it; larger is better.
    public let weight: Double
    /// Its weight as a percentage of the best that can be.
    public let percent: Int
    /// Its place among all matches, from 0 on.
    public let rank: Int
  }

  /// The matches, in order.
  public let items: [Item]

  init(pointer: OpaquePointer) throws(XapianError) {
    do {
      var statistics = xap_mset_statistics()
      try attempt { xap_mset_statistics_of(pointer, &statistics, $0) }
      var hits = [xap_hit](repeating: xap_hit(), count: Int(statistics.count))
      try attempt { error in
        hits.withUnsafeMutableBufferPointer {
          xap_mset_hits(pointer, $0.baseAddress, $0.count, error)
        }
      }
      let first = Int(statistics.first)
      items = hits.enumerated().map { index, hit in
        Item(
          document: hit.document, weight: hit.weight, percent: Int(hit.percent),
          rank: first + index)
      }
      self.statistics = statistics
      self.pointer = pointer
    } catch {
      xap_mset_free(pointer)
      throw error
    }
  }

  deinit { xap_mset_free(pointer) }

  /// How many matches are here.
  public var count: Int { items.count }

  /// At least so many documents match.
  public var lowerBound: Int { Int(statistics.lower_bound) }

  /// About so many documents match.
  public var estimated: Int { Int(statistics.estimated) }

  /// At most so many documents match.
  public var upperBound: Int { Int(statistics.upper_bound) }

  /// The highest weight of any match.
  public var maximumAttained: Double { statistics.maximum_attained }

  /// The highest weight that any document could have.
  public var maximumPossible: Double { statistics.maximum_possible }

  /// The document of an item, counted from 0 in ``items``.
  public func document(at index: Int) throws(XapianError) -> Document {
    Document(
      pointer: try handle {
        xap_mset_document(pointer, UInt32(exactly: index) ?? .max, $0)
      })
  }

  /// Calls back with the bytes stored with the documents of some items, in order, lent for the time of the call:
  /// all of them by one call of Xapian.
  public func forEachData(
    in range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) throws(XapianError) {
    try withoutActuallyEscaping(body) { (body) throws(XapianError) in
      var body = body
      try attempt { error in
        withUnsafeMutablePointer(to: &body) { context in
          xap_mset_each_data(
            pointer, UInt32(clamping: range.lowerBound), UInt32(clamping: range.count),
            { context, data in
              context?.assumingMemoryBound(to: ((UnsafeBufferPointer<UInt8>) -> Void).self)
                .pointee(UnsafeBufferPointer(start: data.data, count: data.count))
            }, context, error)
        }
      }
    }
  }

  /// The terms of the query that the document holds, in the order of the query.
  ///
  /// Terms that a wildcard stood for are not among them.
  public func matchingTerms(_ document: DocumentID) throws(XapianError) -> [[UInt8]] {
    try TermWalk { xap_mset_matching_terms(pointer, document, $0) }.all()
  }

  /// How many documents hold a term of the query.
  public func termFrequency(_ term: some ByteString) throws(XapianError) -> Int {
    var frequency: UInt32 = 0
    try attempt { error in
      term.withView { xap_mset_term_frequency(pointer, $0, &frequency, error) }
    }
    return Int(frequency)
  }

  /// The highest weight that a term of the query can add.
  public func termWeight(_ term: some ByteString) throws(XapianError) -> Double {
    var weight = 0.0
    try attempt { error in
      term.withView { xap_mset_term_weight(pointer, $0, &weight, error) }
    }
    return weight
  }
}
