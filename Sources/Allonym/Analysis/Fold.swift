// SPDX-License-Identifier: GPL-2.0-or-later
internal import Spelling

/// The fold of one word, being written. Takes no more letters once one did not fit.
struct Fold {
  private let term: UnsafeMutablePointer<UInt8>
  /// The longest term, in bytes.
  static let maximumTermLength = 100

  private var limit = Fold.maximumTermLength
  private(set) var length = 0

  /// A fold written to `term`, which has room for `Fold.maximumTermLength` bytes and four more.
  init(term: UnsafeMutablePointer<UInt8>) { self.term = term }

  @inline(__always)
  mutating func append(
    _ entry: FoldingEntry, source: UnsafePointer<UInt8>, width: Int, pool: UnsafePointer<UInt8>
  ) {
    let added = entry.inlineLength
    if added > 0 {
      guard length &+ added <= limit else { return close() }
      UnsafeMutableRawPointer(term + length).storeBytes(
        of: entry.inlineBytes.littleEndian, as: UInt32.self)
      length &+= added
    } else {
      appendLong(entry, source: source, width: width, pool: pool)
    }
  }

  /// Appends the ASCII letters that `source` begins with, in lower case, and returns how many; may
  /// stop short where the text or the term is about to end.
  @inline(__always)
  mutating func appendASCIILetters(_ source: UnsafePointer<UInt8>, count: Int) -> Int {
    var taken = 0
    while count &- taken >= 8, limit &- length >= 8 {
      let bytes = UnsafeRawPointer(source + taken).loadUnaligned(as: UInt64.self).littleEndian
      let lower = bytes | 0x2020_2020_2020_2020
      UnsafeMutableRawPointer(term + length).storeBytes(of: lower.littleEndian, as: UInt64.self)
      let letters = Self.asciiLetters(bytes, lower)
      taken &+= letters
      length &+= letters
      if letters < 8 { break }
    }
    return taken
  }

  /// How many of eight bytes, from the first on, are ASCII letters. The high bit of each byte of a
  /// sum says whether its seven lower bits reach `a` (0x1F + 0x61 = 0x80), or pass `z`.
  @inline(__always)
  private static func asciiLetters(_ bytes: UInt64, _ lower: UInt64) -> Int {
    let seven = lower & 0x7F7F_7F7F_7F7F_7F7F
    let reachesA = seven &+ 0x1F1F_1F1F_1F1F_1F1F
    let passesZ = seven &+ 0x0505_0505_0505_0505
    let others = (~reachesA | passesZ | bytes) & 0x8080_8080_8080_8080
    return others.trailingZeroBitCount / 8
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
