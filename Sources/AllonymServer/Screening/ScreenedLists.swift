// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Spelling

/// The lists that a request asks for: one, or all together.
struct ScreenedLists: Sendable {
  let lists: [(name: String, snapshot: ListSnapshot)]

  /// The lists of a name.
  ///
  /// - Throws: a problem where there are none.
  init(_ name: String, of server: Server) async throws {
    let lists =
      name == ServedLists.together ? server.lists.all : server.lists.all.filter { $0.name == name }
    guard !lists.isEmpty else {
      let served =
        server.lists.all.isEmpty
        ? "start the server with --list \(ServedLists.example)"
        : "there are \(server.lists.names), and \(ServedLists.together) for all together"
      throw Problem(.notFound, "There is no data set '\(name)': \(served).")
    }
    var read: [(String, ListSnapshot)] = []
    for list in lists { read.append((list.name, await list.snapshot())) }
    self.lists = read
  }

  /// What was found in one of the lists.
  struct Found: Sendable {
    var list: String
    var entity: FollowTheMoneyEntity
    var found: ListSnapshot.Found
  }

  /// Where results are filtered, so many are looked at at least.
  private static let minFiltered = 500

  /// The entities that may be the ones looked for, best first.
  func matches(of rows: [NameRow], _ options: ScreeningOptions) -> [[Found]] {
    let limit = options.filters ? max(Self.minFiltered, options.limit) : options.limit
    var best = [[Found]](repeating: [], count: rows.count)
    for (name, snapshot) in lists {
      let matches = snapshot.matches(of: rows, minimumScore: options.cutoff, limit: limit)
      for (place, found) in matches.enumerated() {
        best[place] += found.compactMap { found in
          let entity = snapshot.entity(found.number)
          guard !options.filters || Self.passes(entity, list: name, options) else { return nil }
          return Found(list: name, entity: entity, found: found)
        }
      }
    }
    return best.map { found in
      // Of equal scores the one of the list that was named first stays first.
      let sorted = found.enumerated().sorted {
        ($0.element.found.match.score, $1.offset) > ($1.element.found.match.score, $0.offset)
      }
      return sorted.prefix(options.limit).map(\.element)
    }
  }

  private static func passes(
    _ entity: FollowTheMoneyEntity, list: String, _ options: ScreeningOptions
  ) -> Bool {
    let datasets = Set(entity.datasets + [list])
    if options.excludedSchemata.contains(where: {
      EntitySchemata.shared.isA(entity.schema, $0)
    }) {
      return false
    }
    if !options.excludedIDs.isDisjoint(with: entity.referents + [entity.id]) { return false }
    if !options.topics.isEmpty, options.topics.isDisjoint(with: entity.properties["topics"] ?? []) {
      return false
    }
    if !options.includedDatasets.isEmpty, options.includedDatasets.isDisjoint(with: datasets) {
      return false
    }
    if !options.excludedDatasets.isDisjoint(with: datasets) { return false }
    if let since = options.changedSince { return (entity.lastChange ?? "") >= since }
    return true
  }
}
