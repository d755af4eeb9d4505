// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// The weights of what two aligned names show, from `tables/name_score.tsv`.
struct NameWeights: Sendable {
  static let shared = NameWeights(TableFile(spelling_name_score()))

  private let weights: [Double]

  init(_ rows: TableFile) {
    var listed: [String: Double] = [:]
    for row in rows where row.count == 2 { listed[row[0].text] = Double(row[1].text) }
    weights = NameFeatures.names.map { listed[$0] ?? 0 }
  }

  /// The log-odds of two names' being one.
  func logOdds(_ features: [Double]) -> Double {
    zip(weights, features).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// What each feature adds to the log-odds.
  func parts(_ features: [Double]) -> [(String, Double)] {
    zip(NameFeatures.names, zip(weights, features)).map { ($0, $1.0 * $1.1) }
  }
}
