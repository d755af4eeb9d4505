// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// The table behind `Folding`, for code that walks over UTF-8 itself.
///
/// It lies ready in the binary. The pointers are for hot paths; they are valid for ever.
///
/// `@unchecked Sendable`: all pointers are to constants of the binary, which nothing writes to.
@frozen public struct FoldingTable: @unchecked Sendable {
  @usableFromInline let blocks: UnsafePointer<UInt16>
  /// The entries; below U+0800 the scalar is the index.
  public let entries: UnsafePointer<UInt32>
  /// The folds that are longer than an entry holds.
  public let pool: UnsafePointer<UInt8>

  /// The table.
  public static let shared = FoldingTable()

  private init() {
    let tables = spelling_letters()
    blocks = tables.blocks
    entries = tables.entries
    pool = tables.pool
  }

  /// The entry of a scalar; a separator for a number that is no scalar.
  @inlinable @inline(__always)
  public func entry(of scalar: UInt32) -> FoldingEntry {
    guard scalar < 0x110000 else { return FoldingEntry(rawValue: 0) }
    let block = Int(blocks[Int(scalar >> 7)])
    return FoldingEntry(rawValue: entries[block << 7 | Int(scalar & 127)])
  }

  /// The letter that a base letter and a mark make, where it is kept as a letter of its own.
  public func composition(of base: UInt32, _ mark: UInt32) -> UInt32? {
    let tables = spelling_letters()
    var low = 0
    var high = tables.composition_count
    let wanted = base << 16 | mark
    while low < high {
      let middle = (low + high) / 2
      let pair = tables.compositions[middle]
      let found = UInt32(pair.base) << 16 | UInt32(pair.mark)
      if found == wanted { return pair.composed }
      if found < wanted { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// Replaces the last letter of a folded word by the one it makes with a mark, if it makes one.
  /// Both are equally long in UTF-8, for all such pairs (two bytes Cyrillic, three bytes kana).
  public func compose(lastOf word: UnsafeMutablePointer<UInt8>, count: Int, with mark: UInt32) {
    var start = count - 1
    while start > 0, count - start < 4, word[start] & 0xC0 == 0x80 { start -= 1 }
    guard start >= 0 else { return }
    let (base, length) = Self.scalar(at: start, in: word, count: count)
    guard start + length == count, base < 0x10000, let composed = composition(of: base, mark)
    else { return }
    if length == 2 {
      word[start] = UInt8(truncatingIfNeeded: 0xC0 | composed >> 6)
    } else {
      word[start] = UInt8(truncatingIfNeeded: 0xE0 | composed >> 12)
      word[start + 1] = UInt8(truncatingIfNeeded: 0x80 | composed >> 6 & 0x3F)
    }
    word[count - 1] = UInt8(truncatingIfNeeded: 0x80 | composed & 0x3F)
  }

  /// The scalar that begins at `offset`, and its length in bytes. A byte that begins no well-formed
  /// scalar counts as U+FFFD, one byte long. `offset` must be below `count`.
  @inlinable @inline(__always)
  public static func scalar(
    at offset: Int, in text: UnsafePointer<UInt8>, count: Int
  ) -> (value: UInt32, length: Int) {
    let first = UInt32(text[offset])
    let left = count - offset
    if first < 0x80 { return (first, 1) }
    guard first >= 0xC2, left >= 2, text[offset + 1] & 0xC0 == 0x80 else { return (0xFFFD, 1) }
    let second = UInt32(text[offset + 1] & 0x3F)
    if first < 0xE0 { return ((first & 0x1F) << 6 | second, 2) }
    guard left >= 3, text[offset + 2] & 0xC0 == 0x80 else { return (0xFFFD, 1) }
    let third = UInt32(text[offset + 2] & 0x3F)
    if first < 0xF0 {
      let value = (first & 0xF) << 12 | second << 6 | third
      return value < 0x800 || value >> 11 == 0x1B ? (0xFFFD, 1) : (value, 3)
    }
    guard first < 0xF5, left >= 4, text[offset + 3] & 0xC0 == 0x80 else { return (0xFFFD, 1) }
    let value = (first & 7) << 18 | second << 12 | third << 6 | UInt32(text[offset + 3] & 0x3F)
    return value < 0x10000 || value > 0x10FFFF ? (0xFFFD, 1) : (value, 4)
  }
}
