// SPDX-License-Identifier: GPL-2.0-or-later
internal import Spelling

/// What stands between a word and the one before it, so far as an article may bind across it.
/// Apostrophes, marks and invisible signs count as nothing.
enum Gap {
  /// Nothing that counts.
  case none
  /// One dash directly after the word before, perhaps with white space behind it.
  case hyphen
  /// White space with one line end at most.
  case space
  /// Anything else: punctuation, an empty line, a dash between spaces, the beginning of the text.
  case other
}

/// A word as the segmenter found it, its folded letters written out but nothing decided yet.
struct ScannedWord {
  /// Where the word begins in the text.
  var start = 0
  /// Where its last letter or mark ends.
  var end = 0
  /// How many bytes of fold were written, at most `Analyzer.maximumTermLength`.
  var length = 0
  /// How many signs are written behind the fold: the two of `C++`.
  var signs = 0
  /// The script of the first letter.
  var script = Script.other
  /// What is before the word.
  var gap = Gap.other
  /// The first apostrophe after the first letter.
  var firstApostrophe: Apostrophe?
  /// The last apostrophe before the last letter.
  var lastApostrophe: Apostrophe?

  /// Takes note of an apostrophe that turned out to have a letter after it.
  mutating func note(_ apostrophe: Apostrophe) {
    if firstApostrophe == nil { firstApostrophe = apostrophe }
    lastApostrophe = apostrophe
  }

  /// An apostrophe within a word.
  struct Apostrophe {
    /// How many bytes of fold are before it.
    var foldOffset: Int
    /// Where it begins in the text.
    var start: Int
    /// Where it ends in the text.
    var end: Int
  }
}
