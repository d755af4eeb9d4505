// SPDX-License-Identifier: GPL-2.0-or-later
package import Spelling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// An entity of FollowTheMoney, the format of OpenSanctions, Aleph and yente: what it is, and its properties, each of
/// several values.
package struct FollowTheMoneyEntity: Decodable, Sendable {
  package var id = ""
  package var caption: String?
  package var schema: String
  package var properties: [String: [String]] = [:]
  /// The data sets that it is in.
  package var datasets: [String] = []
  /// Identifiers that mean the same entity.
  package var referents: [String] = []
  package var isTarget = false
  /// Days and times as the data set writes them.
  package var firstSeen: String?
  package var lastSeen: String?
  package var lastChange: String?

  enum CodingKeys: String, CodingKey {
    case id, caption, schema, properties, datasets, referents
    case isTarget = "target"
    case firstSeen = "first_seen"
    case lastSeen = "last_seen"
    case lastChange = "last_change"
  }

  package init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    id = try members.decodeIfPresent(String.self, forKey: .id) ?? ""
    caption = try members.decodeIfPresent(String.self, forKey: .caption)
    schema = try members.decode(String.self, forKey: .schema)
    properties =
      try members.decodeIfPresent([String: Values].self, forKey: .properties)?
      .mapValues(\.texts) ?? [:]
    datasets = try members.decodeIfPresent([String].self, forKey: .datasets) ?? []
    referents = try members.decodeIfPresent([String].self, forKey: .referents) ?? []
    isTarget = try members.decodeIfPresent(Bool.self, forKey: .isTarget) ?? false
    firstSeen = try members.decodeIfPresent(String.self, forKey: .firstSeen)
    lastSeen = try members.decodeIfPresent(String.self, forKey: .lastSeen)
    lastChange = try members.decodeIfPresent(String.self, forKey: .lastChange)
  }

  /// An entity of what a list that is no entities tells.
  package init(_ row: NameRow, id: String) {
    self.id = id
    caption = row.names.first
    let schema = EntitySchemata.shared.schema(named: row.evidence.kind)
    self.schema = schema?.name ?? "LegalEntity"
    properties["name"] = Array(row.names.prefix(1))
    properties["alias"] = Array(row.names.dropFirst())
    properties["birthDate"] = row.evidence.births.map(\.text)
    properties["country"] = row.evidence.countries.map { Countries.shared.code(of: $0) ?? $0 }
    properties = properties.filter { !$0.value.isEmpty }
  }

  /// Reads a line.
  ///
  /// - Throws: `ListRowProblem` where it is none.
  package init(line: String) throws {
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(line.utf8))
    } catch {
      throw ListRowProblem(sentence: "no entity of FollowTheMoney")
    }
  }

  /// Whether a line is an entity: an object with a schema and properties.
  package static func isOne(_ line: String) -> Bool {
    guard line.first(where: { $0 != " " }) == "{" else { return false }
    guard let entity = try? FollowTheMoneyEntity(line: line) else { return false }
    return !entity.properties.isEmpty
  }

  /// The properties that hold names. Weak aliases, such as "The Engineer", are left out: they match too much.
  private static let nameProperties = ["name", "alias", "previousName"]
  /// The parts of a person's name, in their order.
  private static let nameParts = ["firstName", "secondName", "middleName", "lastName"]
  /// The properties that say which country an entity is of.
  private static let countryProperties = ["nationality", "citizenship", "country", "jurisdiction"]

  /// All names, the caption first; those made of the parts of a name where there are no others.
  package var names: [String] {
    var names = Self.nameProperties.flatMap { properties[$0] ?? [] }
    if names.isEmpty {
      let parts = Self.nameParts.compactMap { properties[$0]?.first }
      if !parts.isEmpty { names = [parts.joined(separator: " ")] }
    }
    if let caption, let place = names.firstIndex(of: caption), place > 0 {
      names.remove(at: place)
      names.insert(caption, at: 0)
    }
    var seen: Set<String> = []
    return names.filter { !$0.allSatisfy(\.isWhitespace) && seen.insert($0).inserted }
  }

  /// As a row of a list of names; nil where it has no name.
  package func row(line: Int = 0) -> NameRow? {
    let names = names
    guard !names.isEmpty else { return nil }
    return NameRow(
      names: names, id: id, line: line,
      evidence: NameEvidence(
        births: (properties["birthDate"] ?? []).compactMap { PartialDate($0) },
        countries: Self.countryProperties.flatMap { properties[$0] ?? [] }, kind: schema))
  }

  /// The values of a property: texts, whatever else it has being entities of their own. One value may stand alone.
  private struct Values: Decodable {
    var texts: [String]

    private struct Value: Decodable {
      var text: String?

      init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let text = try? value.decode(String.self) {
          self.text = text
        } else if let number = try? value.decode(Int.self) {
          text = String(number)
        }
      }
    }

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let values = try? value.decode([Value].self) {
        texts = values.compactMap(\.text)
      } else {
        texts = try [value.decode(Value.self)].compactMap(\.text)
      }
    }
  }
}
