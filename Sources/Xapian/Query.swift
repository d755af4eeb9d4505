// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXapian

/// A query. It never changes once made, but belongs to one thread at a time: Xapian counts the
/// users of its parts without locks.
public final class Query {
  let pointer: OpaquePointer

  init(
    _ make: (UnsafeMutablePointer<xap_error>) -> OpaquePointer?
  ) throws(XapianError) {
    pointer = try handle(make)
  }

  deinit { xap_query_free(pointer) }

  /// Documents holding a term.
  ///
  /// - Parameters:
  ///   - term: the term with its prefix.
  ///   - wqf: how often the query asks for it.
  ///   - position: its place in the query; it only orders ``MSet/matchingTerms(_:)``.
  public convenience init(
    _ term: some ByteString, wqf: UInt32 = 1, position: Position = 0
  ) throws(XapianError) {
    try self.init { error in term.withView { xap_query_term($0, wqf, position, error) } }
  }

  /// The query that matches every document, with weight 0.
  public static var matchAll: Query {
    get throws(XapianError) { try Query { xap_query_match_all($0) } }
  }

  /// The query that matches no document.
  public static var matchNothing: Query {
    get throws(XapianError) { try Query { xap_query_match_nothing($0) } }
  }

  /// The query with its weights multiplied by a factor from 0 on.
  public func scaled(by factor: Double) throws(XapianError) -> Query {
    try Query { xap_query_scale(pointer, factor, $0) }
  }

  /// Whether this is the query for no document.
  public var isEmpty: Bool { xap_query_is_empty(pointer) }

  /// The terms of the query in byte order, each once. Wildcards have none before they are run.
  public var terms: [[UInt8]] {
    get throws(XapianError) { try TermWalk { xap_query_terms(pointer, $0) }.all() }
  }
}

// MARK: - Combining

extension Query {
  /// How queries are joined.
  public enum Operator: Equatable, Sendable {
    /// All match; weights are added.
    case and
    /// Any matches; weights are added.
    case or
    /// The first matches and no other does.
    case andNot
    /// An odd number of them match.
    case xor
    /// The first matches; the others only add weight.
    case andMaybe
    /// All match; only the first weighs.
    case filter
    /// All stand within a window of positions, in any order. A `nil` window is as wide as there
    /// are queries. Loses documents where two of the queries share a term.
    case near(window: Int? = nil)
    /// All stand within a window of positions, in this order. A `nil` window allows no gap.
    case phrase(window: Int? = nil)
    /// Any matches; together they weigh as one term, and weights inside are ignored.
    case synonym
    /// Any matches; the highest weight counts.
    case max
    /// Any of the `count` queries that can weigh most matches. `nil` for Xapian's own number, 10.
    case eliteSet(count: Int? = nil)

    var code: Int {
      switch self {
      case .and: XAP_AND
      case .or: XAP_OR
      case .andNot: XAP_AND_NOT
      case .xor: XAP_XOR
      case .andMaybe: XAP_AND_MAYBE
      case .filter: XAP_FILTER
      case .near: XAP_NEAR
      case .phrase: XAP_PHRASE
      case .synonym: XAP_SYNONYM
      case .max: XAP_MAX
      case .eliteSet: XAP_ELITE_SET
      }
    }

    var parameter: UInt32 {
      switch self {
      case .near(let number), .phrase(let number), .eliteSet(let number):
        UInt32(clamping: number ?? 0)
      default: 0
      }
    }
  }

  /// Joins queries. Of no queries it makes the one for no document.
  ///
  /// ``Operator/near(window:)`` and ``Operator/phrase(window:)`` take terms, and terms joined by
  /// ``Operator/or``; anything else throws ``XapianError/Kind/unimplemented``.
  public convenience init(_ operation: Operator, _ queries: [Query]) throws(XapianError) {
    let pointers = queries.map(\.pointer)
    try self.init { error in
      withExtendedLifetime(queries) {
        pointers.withUnsafeBufferPointer {
          xap_query_combine(
            UInt32(operation.code), $0.baseAddress, $0.count, operation.parameter, error)
        }
      }
    }
  }
}

// MARK: - Values and wildcards

extension Query {
  /// Documents whose value in a slot is in a range, the ends included. It adds no weight.
  public convenience init(
    slot: ValueSlot, from lower: some ByteString, through upper: some ByteString
  ) throws(XapianError) {
    try self.init { error in
      lower.withView { lower in
        upper.withView { xap_query_value_range(slot, lower, $0, error) }
      }
    }
  }

  /// Documents whose value in a slot is not below a limit. It adds no weight.
  public convenience init(slot: ValueSlot, atLeast lower: some ByteString) throws(XapianError) {
    try self.init { error in
      lower.withView { xap_query_value_at_least(slot, $0, error) }
    }
  }

  /// Documents whose value in a slot is not above a limit. It adds no weight.
  public convenience init(slot: ValueSlot, atMost upper: some ByteString) throws(XapianError) {
    try self.init { error in
      upper.withView { xap_query_value_at_most(slot, $0, error) }
    }
  }

  /// What a wildcard does when it stands for more terms than allowed.
  public enum WildcardLimit: Sendable {
    /// Running the query throws ``XapianError/Kind/wildcard``.
    case error
    /// The first in byte order are taken.
    case first
    /// The most frequent are taken.
    case mostFrequent

    var code: Int {
      switch self {
      case .error: XAP_LIMIT_ERROR
      case .first: XAP_LIMIT_FIRST
      case .mostFrequent: XAP_LIMIT_MOST_FREQUENT
      }
    }
  }

  /// Documents holding any term that starts with a prefix.
  ///
  /// - Parameters:
  ///   - prefix: how the terms begin.
  ///   - limit: the highest number of terms, in each database of several; 0 for no limit.
  ///   - exceeding: what to do when there are more.
  ///   - combiner: ``Operator/synonym``, ``Operator/or`` or ``Operator/max``.
  public convenience init(
    wildcard prefix: some ByteString, limit: Int = 0, _ exceeding: WildcardLimit = .error,
    combiner: Operator = .synonym
  ) throws(XapianError) {
    try self.init { error in
      prefix.withView {
        xap_query_wildcard(
          $0, UInt32(clamping: limit), UInt32(exceeding.code), UInt32(combiner.code), error)
      }
    }
  }
}

extension Query: CustomStringConvertible {
  /// The query as Xapian writes it.
  public var description: String {
    do {
      return String(decoding: try bytes { xap_query_description(pointer, $0, $1) }, as: UTF8.self)
    } catch {
      return "Query(\(error))"
    }
  }
}
