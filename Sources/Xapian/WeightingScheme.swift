// SPDX-License-Identifier: GPL-2.0-or-later

/// How documents are weighted. Parameters and their defaults are Xapian's.
public enum WeightingScheme: Equatable, Sendable {
  /// All weigh nothing.
  case bool
  /// Okapi BM25, Xapian's default.
  case bm25(
    k1: Double = 1, k2: Double = 0, k3: Double = 1, b: Double = 0.5,
    minimumNormalizedLength: Double = 0.5)
  /// BM25+, kinder to long documents.
  case bm25Plus(
    k1: Double = 1, k2: Double = 0, k3: Double = 1, b: Double = 0.5,
    minimumNormalizedLength: Double = 0.5, delta: Double = 1)
  /// Tf-idf with three letters for the normalisations.
  case tfIdf(normalizations: String = "ntn")
}
