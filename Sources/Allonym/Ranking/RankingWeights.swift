// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// The numbers that order hits, all in one place.
enum RankingWeights {
  /// BM25 (Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009)
  /// with k1 and b in the middle of what it recommends.
  ///
  /// All numbers here are one setting for four judged sets, measured with scripts/evaluate-ranking:
  /// XQuAD in English, Arabic and Russian, and Cranfield. Half or twice as much of a share changes
  /// nDCG@10 by .006 at most on any set, mostly downwards; k1 .75 costs Cranfield .020. Choosing
  /// among 22 settings on half of the questions gained nothing over these on the other half.
  static let scheme = WeightingScheme.bm25(k1: k1, b: b)
  static let k1 = 1.5
  static let b = 0.6

  /// The part of a word's weight that documents have for any spelling of it; they have the whole for
  /// an inflection of the word typed. What is typed most often stands in the documents as typed, and
  /// its spellings may be other words.
  static let spellingShare = 0.75
  /// What the spelling typed adds to the weight of its group: it decides among equals.
  static let exactShare = 0.2
  /// What the word typed in any inflection adds to the weight of its group.
  static let inflectionShare = 0.1
  /// What documents with all words of the query gain, as a multiple of their words' weight.
  static let allWordsShare = 1.0
  /// What a function word weighs beside other words. Zero, which leaves them out, ranks as well, but
  /// loses names that hold one.
  static let commonWordShare = 0.3
  /// What documents gain in which two words stand together as in the query, as a multiple of their
  /// weight.
  static let neighbourShare = 0.2
}
