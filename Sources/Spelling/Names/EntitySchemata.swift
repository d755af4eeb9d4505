// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// The kinds of things that FollowTheMoney knows, from `tables/schemata.tsv`: a company is an organization, which is a
/// legal entity.
public struct EntitySchemata: Sendable {
  /// A kind of things.
  public struct Schema: Sendable {
    /// Its name, such as `PublicBody`.
    public let name: String
    /// What each of its things is, too, directly.
    public let broader: [String]
    /// Whether its things are looked for by example.
    public let isMatchable: Bool
    /// What people call one of its things, and several.
    public let label: String
    public let plural: String
  }

  /// FollowTheMoney's schemata.
  public static let shared = EntitySchemata(TableFile(spelling_schemata()))

  /// By name, folded.
  private let schemata: [String: Schema]
  /// Of each schema, folded, itself and all that its things are, too.
  private let ancestors: [String: Set<String>]

  private init(_ rows: TableFile) {
    var schemata: [String: Schema] = [:]
    for row in rows where row.count == 5 {
      schemata[Folding.folded(row[0].text)] = Schema(
        name: row[0].text, broader: row[1].words.map(\.text).filter { !$0.isEmpty },
        isMatchable: !row[2].bytes.isEmpty, label: row[3].text, plural: row[4].text)
    }
    func ancestors(of name: String) -> Set<String> {
      (schemata[name]?.broader ?? []).reduce([name]) {
        $0.union(ancestors(of: Folding.folded($1)))
      }
    }
    self.schemata = schemata
    self.ancestors = Dictionary(
      uniqueKeysWithValues: schemata.keys.map { ($0, ancestors(of: $0)) })
  }

  /// The schema of a name, whatever its capitals.
  public func schema(named name: String) -> Schema? { schemata[Folding.folded(name)] }

  /// Whether things of one kind are of the other as well.
  public func isA(_ name: String, _ broader: String) -> Bool {
    ancestors[Folding.folded(name)]?.contains(Folding.folded(broader)) ?? false
  }

  /// Whether a thing can be of both kinds, because one is a kind of the other.
  public func areRelated(_ name: String, _ other: String) -> Bool {
    isA(name, other) || isA(other, name)
  }
}
