// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// The numbers that order hits, all in one place.
enum RankingWeights {
  /// BM25 (Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009)
  /// with Xapian's default parameters.
  static let scheme = WeightingScheme.bm25()

  /// What the spelling typed adds to the weight of its group: it decides among equals.
  static let exactShare = 0.2
  /// What the word typed in any inflection adds to the weight of its group.
  static let inflectionShare = 0.1
  /// What documents with all words of the query gain, as a multiple of their words' weight.
  static let allWordsShare = 1.0
}
