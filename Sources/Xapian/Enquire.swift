// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXapian

/// Runs queries against a database.
public final class Enquire {
  let pointer: OpaquePointer

  /// Makes one for a database, which must have at least one part.
  public init(_ database: Database) throws(XapianError) {
    pointer = try handle { xap_enquire_new(database.pointer, $0) }
  }

  deinit { xap_enquire_free(pointer) }

  /// Sets the query to run.
  public func setQuery(_ query: Query) throws(XapianError) {
    try attempt { xap_enquire_set_query(pointer, query.pointer, $0) }
  }

  /// Sets how documents are weighted. The default is BM25 with its default parameters.
  public func setWeighting(_ scheme: WeightingScheme) throws(XapianError) {
    try attempt { error in
      switch scheme {
      case .bool:
        xap_enquire_use_bool(pointer, error)
      case .bm25(let k1, let k2, let k3, let b, let minimumNormalizedLength):
        xap_enquire_use_bm25(pointer, k1, k2, k3, b, minimumNormalizedLength, error)
      case .bm25Plus(let k1, let k2, let k3, let b, let minimumNormalizedLength, let delta):
        xap_enquire_use_bm25_plus(pointer, k1, k2, k3, b, minimumNormalizedLength, delta, error)
      case .tfIdf(let normalizations):
        normalizations.withView { xap_enquire_use_tf_idf(pointer, $0, error) }
      }
    }
  }

  /// In which order the matches come.
  public enum SortOrder: Equatable, Sendable {
    /// By weight, highest first.
    case relevance
    /// By a value, ascending unless reversed.
    case value(ValueSlot, reverse: Bool)
    /// By a value, and by weight where it is the same.
    case valueThenRelevance(ValueSlot, reverse: Bool)
    /// By weight, and by a value where it is the same.
    case relevanceThenValue(ValueSlot, reverse: Bool)
  }

  /// Sets the order of the matches. The default is by relevance.
  public func setSort(_ order: SortOrder) throws(XapianError) {
    let (code, slot, reverse) =
      switch order {
      case .relevance: (XAP_BY_RELEVANCE, ValueSlot(0), false)
      case .value(let slot, let reverse): (XAP_BY_VALUE, slot, reverse)
      case .valueThenRelevance(let slot, let reverse): (XAP_BY_VALUE_THEN_RELEVANCE, slot, reverse)
      case .relevanceThenValue(let slot, let reverse): (XAP_BY_RELEVANCE_THEN_VALUE, slot, reverse)
      }
    try attempt { xap_enquire_set_sort(pointer, UInt32(code), slot, reverse, $0) }
  }

  /// Which document comes first among equals.
  public enum DocumentOrder: Sendable {
    /// The lower id.
    case ascending
    /// The higher id.
    case descending
    /// Whichever is fastest.
    case dontCare
  }

  /// Sets which document comes first among equals. The default is the lower id.
  public func setDocumentOrder(_ order: DocumentOrder) throws(XapianError) {
    let code =
      switch order {
      case .ascending: XAP_ASCENDING
      case .descending: XAP_DESCENDING
      case .dontCare: XAP_DONT_CARE
      }
    try attempt { xap_enquire_set_document_order(pointer, UInt32(code), $0) }
  }

  /// Counts the values in a slot while the query runs: see ``valueCounts(of:)``.
  public func countValues(of slot: ValueSlot) throws(XapianError) {
    try attempt { xap_enquire_count_values(pointer, slot, $0) }
  }

  /// The values in a slot, in the order of their bytes, and how many of the matches that the last run
  /// checked have each.
  public func valueCounts(of slot: ValueSlot) throws -> [(value: [UInt8], count: Int)] {
    var counts: [(value: [UInt8], count: Int)] = []
    func keep(_ value: UnsafeBufferPointer<UInt8>, _ count: UInt32) -> Bool {
      counts.append((Array(value), Int(count)))
      return true
    }
    try TermWalk { xap_enquire_value_counts(pointer, slot, $0) }.forEach(keep)
    return counts
  }

  /// Leaves out matches below a percentage of the best, or below a weight.
  public func setCutoff(percent: Int = 0, weight: Double = 0) throws(XapianError) {
    try attempt { xap_enquire_set_cutoff(pointer, Int32(clamping: percent), weight, $0) }
  }

  /// After this time, stops checking more documents than asked for; 0 for no limit.
  ///
  /// It shortens what `checkAtLeast` asks for, not the search for the matches themselves.
  public func setTimeLimit(seconds: Double) throws(XapianError) {
    try attempt { xap_enquire_set_time_limit(pointer, seconds, $0) }
  }

  /// Runs the query.
  ///
  /// - Parameters:
  ///   - first: how many of the best matches to leave out.
  ///   - limit: how many matches to bring at most.
  ///   - checkAtLeast: how many documents to check, for exact counts.
  public func mset(
    first: Int = 0, limit: Int, checkAtLeast: Int = 0
  ) throws(XapianError) -> MSet {
    try MSet(
      pointer: handle {
        xap_enquire_mset(
          pointer, UInt32(clamping: first), UInt32(clamping: limit),
          UInt32(clamping: checkAtLeast), $0)
      })
  }
}
