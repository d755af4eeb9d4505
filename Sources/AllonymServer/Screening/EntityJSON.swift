// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym

/// An entity as yente writes it, with a score where it was looked for by example.
struct EntityJSON: Encodable, Sendable {
  /// One of the things that a score is made of.
  struct Explanation: Encodable, Sendable {
    var detail: String?
    var score: Double
    var query: String?
    var candidate: String?
  }

  var id: String
  var caption: String
  var schema: String
  var properties: [String: [String]]
  var datasets: [String]
  var referents: [String]
  var target: Bool
  var firstSeen: String?
  var lastSeen: String?
  var lastChange: String?
  var score: Double?
  var match: Bool?
  var explanations: [String: Explanation]?

  enum CodingKeys: String, CodingKey {
    case id, caption, schema, properties, datasets, referents, target, score, match, explanations
    case firstSeen = "first_seen"
    case lastSeen = "last_seen"
    case lastChange = "last_change"
  }

  /// An entity of a list.
  ///
  /// - Parameter list: the name of the list, for entities that name no data set.
  init(_ entity: FollowTheMoneyEntity, list: String) {
    id = entity.id
    caption = entity.caption ?? entity.names.first ?? entity.schema
    schema = entity.schema
    properties = entity.properties
    datasets = entity.datasets.isEmpty ? [list] : entity.datasets
    referents = entity.referents
    target = entity.isTarget
    firstSeen = entity.firstSeen
    lastSeen = entity.lastSeen
    lastChange = entity.lastChange
  }
}
