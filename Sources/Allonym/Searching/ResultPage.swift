// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// The page of hits that was asked for, of documents with the same text only the best where duplicates are grouped.
///
/// Xapian can group, too (collapsing), but compares every document for that which may come among the best, which takes
/// five times as long as the search where thousands match. The best few are soon compared.
struct ResultPage {
  /// A hit of the page.
  struct Entry {
    /// Its place in ``matches``.
    var item: Int
    /// How many other documents that match have the same text; 0 where they are not grouped.
    var duplicates = 0
  }

  /// Documents that match, best first: those of the page and others.
  let matches: MSet
  /// The hits of the page.
  private(set) var entries: [Entry]

  /// So many documents more than wanted are fetched at first.
  private static let spare = 10
  /// More documents than an index of Xapian can have.
  private static let maximum = 1 << 32

  /// Runs the query; to group duplicates it must count matches by ``Schema/exactHashSlot``. A match more than is asked for is
  /// fetched: see ``hasEqualWeights``.
  init(of enquire: Enquire, _ options: SearchOptions, checkAtLeast: Int) throws {
    let limit = min(options.limit, Self.maximum)
    let more = limit > 0 ? limit + 1 : 0
    let wanted = min(options.offset, Self.maximum) + more
    guard options.groupsDuplicates else {
      if let order = options.order {
        (matches, entries) = try Self.sorted(by: order, wanted, enquire, checkAtLeast)
        entries = Array(entries.dropFirst(options.offset).prefix(limit))
      } else {
        matches = try enquire.mset(first: options.offset, limit: more, checkAtLeast: checkAtLeast)
        entries = matches.items.indices.prefix(limit).map { Entry(item: $0) }
      }
      return
    }
    var size = wanted + min(wanted, Self.spare)
    while true {
      let matches = try enquire.mset(limit: size, checkAtLeast: checkAtLeast)
      let places = try Self.places(of: matches, by: options.order)
      let best = try Self.best(wanted, of: matches, at: places, enquire)
      // With two copies of each text, say, twice as many documents hold as many texts, or nearly.
      let counts = try enquire.matchCounts
      let isAll = matches.count < size || matches.count >= counts.matches
      if best.count >= wanted || isAll {
        self.matches = matches
        entries = Array(best.dropFirst(options.offset).prefix(limit))
        return
      }
      let copies = counts.matches / max(counts.different, 1) + 1
      size = max(size, min(wanted * copies, counts.matches)) * 2
    }
  }

  /// The best matches, each of another text.
  private static func best(
    _ wanted: Int, of matches: MSet, at places: [Int], _ enquire: Enquire
  ) throws -> [Entry] {
    var seen: Set<[UInt8]> = []
    var best: [Entry] = []
    for item in places {
      guard best.count < wanted else { break }
      let text = try matches.document(at: item).value(Schema.exactHashSlot)
      guard !text.isEmpty else {
        best.append(Entry(item: item))
        continue
      }
      guard seen.insert(text).inserted else { continue }
      best.append(Entry(item: item, duplicates: try enquire.matches(withValue: text) - 1))
    }
    return best
  }

  /// Where more are equal, as all of one language are, their order is not worth the time.
  private static let maxEqual = 10_000

  /// The matches of a query that is sorted by a value, up to the wanted number and those that are equal to the last.
  private static func sorted(
    by order: ResultOrder, _ wanted: Int, _ enquire: Enquire, _ checkAtLeast: Int
  ) throws -> (MSet, [Entry]) {
    var size = wanted + min(wanted, spare)
    while true {
      let matches = try enquire.mset(limit: size, checkAtLeast: checkAtLeast)
      let isEnough =
        try matches.count < size || wanted == 0 || size > maxEqual
        || !areEqual(wanted - 1, matches.count - 1, in: matches, by: order)
      if isEnough {
        return (matches, try places(of: matches, by: order).map { Entry(item: $0) })
      }
      size *= 2
    }
  }

  /// The places of matches in their order: those of one value and weight by what decides among equals, since their
  /// numbers are others in each index.
  private static func places(of matches: MSet, by order: ResultOrder?) throws -> [Int] {
    var places = Array(matches.items.indices)
    guard let order else { return places }
    var start = 0
    while start < places.count {
      var end = start + 1
      while end < places.count, try areEqual(start, end, in: matches, by: order) { end += 1 }
      if end - start > 1 {
        let keys = try places[start..<end].map {
          (item: $0, key: try matches.document(at: $0).value(Schema.orderSlot))
        }
        places.replaceSubrange(
          start..<end,
          with: keys.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.item))
      }
      start = end
    }
    return places
  }

  /// Whether two matches have one weight and one value that they are sorted by.
  private static func areEqual(
    _ one: Int, _ other: Int, in matches: MSet, by order: ResultOrder
  ) throws -> Bool {
    guard matches.items[one].weight == matches.items[other].weight else { return false }
    return try matches.document(at: one).value(order.slot)
      == matches.document(at: other).value(order.slot)
  }

  /// Whether two matches weigh the same, also the last that is asked for and the one behind it: which of them is shown
  /// is then a matter of their order.
  var hasEqualWeights: Bool {
    let items = matches.items
    return zip(items, items.dropFirst()).contains { $0.weight == $1.weight }
  }

  /// Calls back with what is stored of each hit in turn.
  func forEachData(_ body: (UnsafeBufferPointer<UInt8>) -> Void) throws {
    if entries.enumerated().allSatisfy({ $0 == $1.item }) {
      // All by one call of Xapian.
      return try matches.forEachData(in: 0..<entries.count, body)
    }
    for entry in entries {
      try matches.document(at: entry.item).data.withUnsafeBufferPointer(body)
    }
  }
}
