// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym

/// Entities that are looked for by example, as clients of yente send them.
struct ScreeningBatch: Decodable, Sendable {
  /// Entities by names of the client's own; a name may stand for nothing.
  var queries: [String: FollowTheMoneyEntity?]
  /// Weights and settings of an algorithm, which this one has not.
  var weights: [String: Double]?
  var config: [String: Setting]?

  /// Something that is only counted.
  struct Setting: Decodable, Sendable {
    init(from decoder: any Decoder) throws {}
  }
}

/// What the address of a request to match says.
struct ScreeningOptions: Sendable {
  var limit = 5
  /// From this score on a result is a match.
  var threshold = 0.7
  /// Results below this score are left out.
  var cutoff = 0.7
  var excludedSchemata: [String] = []
  var excludedIDs: Set<String> = []
  var topics: Set<String> = []
  var includedDatasets: Set<String> = []
  var excludedDatasets: Set<String> = []
  var changedSince: String?

  /// The names by which clients ask for yente's algorithms: all are answered by ours.
  static let algorithms: Set<String> = [
    "best", "default", "allonym", "logic-v1", "logic-v2", "name-based", "name-qualified",
    "regression-v1",
  ]
  private static let most = 500

  init(_ items: QueryItems) throws {
    limit = try API.number(items, "limit", 1...Self.most, usual: 5)
    threshold = try Self.score(items, "threshold") ?? threshold
    cutoff = min(try Self.score(items, "cutoff") ?? threshold, threshold)
    if let name = items["algorithm"], !Self.algorithms.contains(name) {
      throw Problem(
        .badRequest, "There is no algorithm '\(name)': ask for best, or leave algorithm out.")
    }
    func all(_ name: String) -> [String] { items.all(name).filter { !$0.isEmpty } }
    excludedSchemata = all("exclude_schema")
    excludedIDs = Set(all("exclude_entity_ids"))
    topics = Set(all("topics"))
    includedDatasets = Set(all("include_dataset"))
    excludedDatasets = Set(all("exclude_dataset"))
    changedSince = items["changed_since"]
  }

  private static func score(_ items: QueryItems, _ name: String) throws -> Double? {
    guard let text = items[name] else { return nil }
    guard let score = Double(text), (0...1).contains(score) else {
      throw Problem(.badRequest, "\(name) is a number from 0 to 1, not '\(text)'.")
    }
    return score
  }

  /// Whether something is asked of results beside their names.
  var filters: Bool {
    !excludedSchemata.isEmpty || !excludedIDs.isEmpty || !topics.isEmpty
      || !includedDatasets.isEmpty || !excludedDatasets.isEmpty || changedSince != nil
  }
}
