// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// The French and Italian words that elide: d’ l’ qu’ dell’ …
///
/// The rows are in `CSpellingTables/words/elisions.tsv`.
public enum ElisionTable {
  /// Whether a folded word of up to eight bytes (the first in the lowest eight bits) elides before a
  /// word that begins with `initial`: one of the vowels, or h.
  public static func elides(_ word: UInt64, before initial: UInt8) -> Bool {
    guard "aeiouyh".utf8.contains(initial) else { return false }
    let words = spelling_words()
    return UnsafeBufferPointer(start: words.elisions, count: words.elision_count).contains(word)
  }
}
