// SPDX-License-Identifier: GPL-2.0-or-later

/// What a part of the query highlights in a document: a word, a phrase, or words near each other.
struct HighlightPattern {
  /// For each word its forms as indexed, in the order of the query.
  let parts: [Set<String>]
  /// Nil for a word or a phrase; for NEAR, how many words may lie from the first to the last.
  let distance: Int?
  /// Whether it matches in the title only.
  let inTitleOnly: Bool
  /// Whether it is a function word, which tells little of why a document was found.
  var isCommon = false
}
