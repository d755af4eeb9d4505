// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// The Arabic article as Latin and Cyrillic texts write it, in all its dialects and assimilations.
///
/// The rows are in `CSpellingTables/words/articles.tsv`. The pointer is to a constant of the binary,
/// valid for ever, which nothing writes to: hence `@unchecked Sendable`.
@frozen public struct ArticleTable: @unchecked Sendable {
  /// A folded word of up to eight bytes, the first in the lowest eight bits.
  public typealias Key = UInt64

  /// What a row says: the beginnings the next word may have. `UInt32(ascii *)` is any, 0 none.
  @usableFromInline
  @frozen struct Row {
    @usableFromInline let word: Key
    @usableFromInline let afterHyphen: (UInt32, UInt32)
    @usableFromInline let afterSpace: (UInt32, UInt32)
  }

  @usableFromInline let rows: UnsafePointer<Row>
  @usableFromInline let multiplier: UInt64

  /// The table.
  public static let shared = ArticleTable()

  private init() {
    let words = spelling_words()
    rows = UnsafeRawPointer(words.articles).assumingMemoryBound(to: Row.self)
    multiplier = words.article_multiplier
  }

  /// Whether a word is an article, so far as that can be seen without the word after it.
  @inlinable @inline(__always)
  public func contains(_ word: Key) -> Bool {
    rows[Int(truncatingIfNeeded: (word &* multiplier) >> 56)].word == word
  }

  /// Whether an article belongs to the word after it, given that word's first four bytes.
  public func binds(_ article: Key, to beginning: UInt32, hyphen: Bool) -> Bool {
    let row = rows[Int(truncatingIfNeeded: (article &* multiplier) >> 56)]
    guard row.word == article else { return false }
    let allowed = hyphen ? row.afterHyphen : row.afterSpace
    return Self.allows(allowed.0, beginning) || Self.allows(allowed.1, beginning)
  }

  private static func allows(_ initial: UInt32, _ beginning: UInt32) -> Bool {
    if initial == 0 { return false }
    if initial == UInt32(UInt8(ascii: "*")) { return true }
    let mask = UInt32.max >> UInt32(initial.leadingZeroBitCount & ~7)
    return beginning & mask == initial
  }
}
