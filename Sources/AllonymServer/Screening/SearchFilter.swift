// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Spelling

/// Which entities a search of lists wants, beside their names.
struct SearchFilter: Sendable {
  private let schema: String
  private let excludedSchemata: [String]
  private let countries: Set<String>
  private let topics: Set<String>
  private let datasets: Set<String>
  private let excludedDatasets: Set<String>

  init(_ items: QueryItems, schema: String) {
    func all(_ name: String) -> Set<String> { Set(items.all(name).filter { !$0.isEmpty }) }
    self.schema = schema
    excludedSchemata = Array(all("exclude_schema"))
    countries = Set(all("countries").map { Countries.shared.code(of: $0) ?? $0 })
    topics = all("topics")
    datasets = all("datasets").union(all("include_dataset"))
    excludedDatasets = all("exclude_dataset")
  }

  /// The countries of an entity, by code.
  static func countries(of entity: FollowTheMoneyEntity) -> [String] {
    (entity.row()?.evidence.countries ?? []).map { Countries.shared.code(of: $0) ?? $0 }
  }

  /// Whether an entity is wanted.
  func takes(_ entity: FollowTheMoneyEntity, list: String) -> Bool {
    let schemata = EntitySchemata.shared
    guard schema == "Thing" || schemata.isA(entity.schema, schema),
      !excludedSchemata.contains(where: { schemata.isA(entity.schema, $0) })
    else { return false }
    let own = Set(entity.datasets + [list])
    guard datasets.isEmpty || !datasets.isDisjoint(with: own),
      excludedDatasets.isDisjoint(with: own)
    else { return false }
    guard topics.isEmpty || !topics.isDisjoint(with: entity.properties["topics"] ?? []) else {
      return false
    }
    return countries.isEmpty || !countries.isDisjoint(with: Self.countries(of: entity))
  }
}

extension ScreenedLists {
  /// The entities whose names a text may mean, those that begin as it does first; all where there is no text.
  ///
  /// - Parameter most: how many at most.
  /// - Returns: the entities, and whether these are all.
  func search(
    _ text: String, most: Int, where filter: SearchFilter
  ) -> (entities: [(entity: FollowTheMoneyEntity, list: String)], isAll: Bool) {
    var entities: [(entity: FollowTheMoneyEntity, list: String)] = []
    for (name, snapshot) in lists {
      let isBlank = text.allSatisfy(\.isWhitespace)
      let numbers =
        isBlank ? Array(0..<snapshot.count) : snapshot.suggestions(for: text, limit: most)
      for number in numbers {
        let entity = snapshot.entity(number)
        guard filter.takes(entity, list: name) else { continue }
        guard entities.count < most else { return (entities, false) }
        entities.append((entity, name))
      }
    }
    return (entities, true)
  }
}
