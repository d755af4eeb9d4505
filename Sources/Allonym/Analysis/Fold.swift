// SPDX-License-Identifier: GPL-2.0-or-later
internal import Spelling

/// The fold of one word, being written. Takes no more letters once one did not fit.
struct Fold {
  private let term: UnsafeMutablePointer<UInt8>
  private var limit = Analyzer.maximumTermLength
  private(set) var length = 0

  /// A fold written to `term`, which has room for `Analyzer.maximumTermLength` bytes and four more.
  init(term: UnsafeMutablePointer<UInt8>) { self.term = term }

  @inline(__always)
  mutating func append(
    _ entry: FoldingEntry, source: UnsafePointer<UInt8>, width: Int, pool: UnsafePointer<UInt8>
  ) {
    let added = entry.inlineLength
    if added > 0 {
      guard length + added <= limit else { return close() }
      UnsafeMutableRawPointer(term + length).storeBytes(
        of: entry.inlineBytes.littleEndian, as: UInt32.self)
      length += added
    } else {
      appendLong(entry, source: source, width: width, pool: pool)
    }
  }

  private mutating func appendLong(
    _ entry: FoldingEntry, source: UnsafePointer<UInt8>, width: Int, pool: UnsafePointer<UInt8>
  ) {
    let isPooled = entry.scalarClass == .pooledLetter || entry.scalarClass == .pooledIdeograph
    let added = isPooled ? entry.pooledLength : width
    guard length + added <= limit else { return close() }
    (term + length).update(from: isPooled ? pool + entry.pooledOffset : source, count: added)
    length += added
  }

  private mutating func close() { limit = 0 }

  /// Makes the last letter and a mark one letter, where that is kept: и and ̆ give й.
  mutating func compose(with mark: UInt32, _ table: FoldingTable) {
    if limit > 0 { table.compose(lastOf: term, count: length, with: mark) }
  }
}
