// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXapian

extension Query {
  /// One of the synonyms.
  public struct SynonymTerm: Sendable {
    /// The term with its prefix.
    public var term: String
    /// The first layer that holds it: 0, 1 or 2.
    public var layer: Int
    /// How many documents hold it.
    public var documents: Int

    /// A term that the layers from `layer` on hold.
    public init(_ term: String, layer: Int, documents: Int) {
      self.term = term
      self.layer = layer
      self.documents = documents
    }
  }

  /// Terms that rank as one, in three layers, each of which holds the terms of the one before it and
  /// more. A document's weight is the sum over the layers of the layer's factor times the weight by BM25
  /// of the layer's terms, as ``Operator/synonym`` has it; but each term is read once.
  ///
  /// The weight does not follow ``Enquire/setWeighting(_:)`` and cannot be scaled up. Only for databases of
  /// one part. What is read of `database` when the query runs is kept for the next time.
  public convenience init(
    synonyms terms: [SynonymTerm], in database: Database, factors: (Double, Double, Double),
    k1: Double, b: Double, minimumNormalizedLength: Double = 0.5
  ) throws(XapianError) {
    // The terms one behind the other, for one call.
    let text = terms.flatMap { Array($0.term.utf8) }
    var parameters = xap_synonym_parameters(
      factors: factors, k1: k1, b: b, minimum_length: minimumNormalizedLength)
    try self.init { error in
      text.withUnsafeBufferPointer { text in
        var start = 0
        let members = terms.map { term in
          let count = term.term.utf8.count
          defer { start += count }
          return xap_synonym_term(
            term: xap_view(data: text.baseAddress.map { $0 + start }, count: count),
            layer: UInt32(clamping: term.layer), documents: UInt32(clamping: term.documents))
        }
        return members.withUnsafeBufferPointer {
          guard let first = $0.baseAddress else { return xap_query_match_nothing(error) }
          return xap_query_synonyms(
            database.pointer, first, $0.count, &parameters, error)
        }
      }
    }
  }
}

// MARK: - Groups in position lists

extension Query {
  /// Groups side by side in this order, in the position lists that documents have in a value slot.
  ///
  /// A position list is a value that says where each term stands in the document. It takes a tenth of the
  /// space of Xapian's own table of positions, which only ``Operator/phrase(window:)`` and
  /// ``Operator/near(window:)`` can read: see ``DocumentBuilder/append(term:position:in:wdf:)``.
  ///
  /// Each group must have been made by ``init(group:in:factors:k1:b:minimumNormalizedLength:)``. They weigh what
  /// ``Operator/and`` gives them.
  public convenience init(
    phraseOf queries: [Query], in positionsSlot: ValueSlot
  ) throws(XapianError) {
    try self.init(queries, in: positionsSlot, window: 0)
  }

  /// Groups within a window of so many positions, 1 or more, in any order, each at a position of its own; otherwise
  /// as ``init(phraseOf:in:)``.
  public convenience init(
    near queries: [Query], window: Int, in positionsSlot: ValueSlot
  ) throws(XapianError) {
    try self.init(queries, in: positionsSlot, window: UInt32(clamping: max(window, 1)))
  }

  private convenience init(
    _ queries: [Query], in positionsSlot: ValueSlot, window: UInt32
  ) throws(XapianError) {
    let pointers = queries.map(\.pointer)
    try self.init { error in
      withExtendedLifetime(queries) {
        pointers.withUnsafeBufferPointer {
          xap_query_positional($0.baseAddress, $0.count, positionsSlot, window, error)
        }
      }
    }
  }
}
