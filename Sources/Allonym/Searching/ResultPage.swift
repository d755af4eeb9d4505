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
    guard options.groupsDuplicates else {
      matches = try enquire.mset(first: options.offset, limit: more, checkAtLeast: checkAtLeast)
      entries = matches.items.indices.prefix(limit).map { Entry(item: $0) }
      return
    }
    let wanted = min(options.offset, Self.maximum) + more
    var size = wanted + min(wanted, Self.spare)
    while true {
      let matches = try enquire.mset(limit: size, checkAtLeast: checkAtLeast)
      let best = try Self.best(wanted, of: matches, enquire)
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
    _ wanted: Int, of matches: MSet, _ enquire: Enquire
  ) throws -> [Entry] {
    var seen: Set<[UInt8]> = []
    var best: [Entry] = []
    for item in matches.items.indices {
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

  /// Whether two matches weigh the same, also the last that is asked for and the one behind it: which of them is shown
  /// is then a matter of their order.
  var hasEqualWeights: Bool {
    let items = matches.items
    return zip(items, items.dropFirst()).contains { $0.weight == $1.weight }
  }

  /// Calls back with what is stored of each hit in turn.
  func forEachData(_ body: (UnsafeBufferPointer<UInt8>) -> Void) throws {
    if let last = entries.last, last.item == entries.count - 1 {
      // All by one call of Xapian.
      return try matches.forEachData(in: 0..<entries.count, body)
    }
    for entry in entries {
      try matches.document(at: entry.item).data.withUnsafeBufferPointer(body)
    }
  }
}
