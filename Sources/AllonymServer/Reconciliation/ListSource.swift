// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Spelling

/// A list of names to match against.
struct ListSource: ReconciliationSource {
  let list: ServedList
  let snapshot: ListSnapshot
  let server: Server

  var title: String { list.name }
  var view: String { "/reconcile/\(list.name)/view?id={{id}}" }

  /// What a row without a kind is.
  private static let anything = Candidate.Kind(id: "Name", name: "Name")

  private static func kind(_ name: String) -> Candidate.Kind {
    guard !name.isEmpty else { return anything }
    return Candidate.Kind(
      id: name, name: EntitySchemata.shared.schema(named: name)?.label ?? name)
  }

  var kinds: [Candidate.Kind] {
    snapshot.kinds.isEmpty ? [Self.anything] : snapshot.kinds.map { Self.kind($0.name) }
  }

  /// Which of the names of properties mean evidence that a score takes in.
  private static let births: Set<String> = [
    "birthdate", "birth", "born", "yearofbirth", "dateofbirth", "birthyear",
  ]
  private static let countries: Set<String> = [
    "country", "nationality", "citizenship", "jurisdiction",
  ]
  private static let names: Set<String> = ["name", "alias", "aka", "previousname"]

  private static func key(_ property: String) -> String {
    // OpenRefine's users map columns by names, clients of FollowTheMoney by paths such as Person:birthDate.
    let name = property.split(separator: ":").last.map(String.init) ?? property
    return Folding.folded(name).filter { $0.isLetter || $0.isNumber }
  }

  var properties: [DatasetProperty] {
    [
      .init(id: "name", name: "Name", description: "The name that a row is shown by"),
      .init(id: "alias", name: "Other names", description: "Compared as well as the name"),
      .init(
        id: "birthDate", name: "Date or year of birth",
        description: "Evidence: raises a score, or lowers it"),
      .init(
        id: "country", name: "Country",
        description: "Evidence: a code or a name; raises a score, or lowers it"),
      .init(id: "type", name: "Type", description: "The kind of a row, such as Person"),
    ]
  }

  // MARK: Candidates

  /// The lowest score of a candidate: what `match` prints.
  static let minimumScore = 0.5
  /// So many names are matched at a time, so that searches come in between.
  private static let share = 10

  func candidates(for queries: [ReconciliationQuery]) async throws -> [[Candidate]] {
    var all: [[Candidate]] = []
    for start in stride(from: 0, to: queries.count, by: Self.share) {
      let part = Array(queries[start..<min(start + Self.share, queries.count)])
      all += try await server.workers.run(seconds: 60) { [snapshot] _ in
        Self.candidates(for: part, in: snapshot)
      }
    }
    return all
  }

  private static func candidates(
    for queries: [ReconciliationQuery], in snapshot: ListSnapshot
  ) -> [[Candidate]] {
    let rows = queries.map(row)
    // What is required is looked at afterwards, so more must be found.
    let isFiltered = queries.contains { $0.conditions.contains(where: \.isRequired) }
    let limit = queries.reduce(1) { max($0, $1.limit) }
    let found = snapshot.matches(
      of: rows, minimumScore: minimumScore, limit: isFiltered ? limit * 10 + 100 : limit)
    return zip(queries, found).map { query, found in
      var candidates = byIdentifier(query, in: snapshot)
      let known = Set(candidates.map(\.id))
      candidates += found.compactMap { candidate(of: $0, for: query, in: snapshot) }
        .filter { !known.contains($0.id) }
      candidates = Array(candidates.prefix(query.limit))
      decide(&candidates)
      return candidates
    }
  }

  /// A query as a row of a list, with what it tells beside the name.
  static func row(_ query: ReconciliationQuery) -> NameRow {
    var evidence = NameEvidence(kind: query.type ?? "")
    var names = query.names
    for condition in query.conditions where condition.quantifier != .none {
      let key = key(condition.property)
      if births.contains(key) {
        evidence.births += condition.values.compactMap { PartialDate($0) }
      } else if countries.contains(key) {
        evidence.countries += condition.values
      } else if key == "type" {
        evidence.kind = condition.values.first ?? ""
      } else if Self.names.contains(key) {
        names += condition.values
      }
    }
    if evidence.kind == anything.id { evidence.kind = "" }
    return NameRow(names: names, evidence: evidence)
  }

  /// The rows that a query names by their identifiers.
  private static func byIdentifier(
    _ query: ReconciliationQuery, in snapshot: ListSnapshot
  ) -> [Candidate] {
    let isName = query.ids.isEmpty
    return (isName ? query.names.prefix(1).map { $0 } : query.ids).compactMap { id in
      guard let number = snapshot.number(ofID: id) else { return nil }
      let row = snapshot.row(number)
      // A number of a line is an identifier only where it is asked for as one.
      guard !isName || !row.id.isEmpty else { return nil }
      return Candidate(
        id: ListSnapshot.id(of: row), name: row.names.first ?? "", description: facts(of: row),
        type: [kind(row.evidence.kind)], score: 100, match: false, features: [],
        reason: "the same identifier")
    }
  }

  private static func candidate(
    of found: ListSnapshot.Found, for query: ReconciliationQuery, in snapshot: ListSnapshot
  ) -> Candidate? {
    var features: [Candidate.Feature] = []
    let evidence = found.match.parts.first { $0.name == NameMatch.evidencePart }?.logOdds ?? 0
    features.append(.number("name", "Likeness of the names", 100 * found.match.nameScore))
    features.append(.number("evidence", "Birth, country and kind, in log-odds", evidence))
    if !query.conditions.isEmpty {
      let item = item(found.row, snapshot.entity(found.number))
      for condition in query.conditions {
        guard let values = values(condition.property, of: item) else {
          if condition.isRequired, condition.quantifier != .none { return nil }
          continue
        }
        let holds = condition.holds { wanted in values.contains { isSame(wanted, $0) } }
        if condition.isRequired, !holds { return nil }
        features.append(
          .init(id: "property.\(condition.property)", name: condition.property, value: .flag(holds))
        )
      }
    }
    var reason = found.match.reason
    if let name = found.row.names.first, name != found.match.name {
      reason = "alias \(found.match.name); " + reason
    }
    let facts = facts(of: found.row)
    return Candidate(
      id: ListSnapshot.id(of: found.row), name: found.row.names.first ?? "",
      description: facts.isEmpty ? reason : "\(facts) – \(reason)",
      type: [kind(found.row.evidence.kind)],
      score: (found.match.score * 10_000).rounded() / 100, features: features, reason: reason)
  }

  /// The values of a property by any of its names.
  private static func values(_ property: String, of item: DatasetItem) -> [String]? {
    let wanted = key(property)
    let id =
      births.contains(wanted) ? "birthDate" : countries.contains(wanted) ? "country" : nil
    if let id { return item.values[id] }
    return item.values.first { key($0.key) == wanted }?.value
  }

  /// Whether two values say the same: dates by the year where one has no more, countries by code.
  private static func isSame(_ wanted: String, _ value: String) -> Bool {
    let (one, other) = (Folding.folded(wanted), Folding.folded(value))
    if one == other { return true }
    if let country = Countries.shared.code(of: one), country == Countries.shared.code(of: other) {
      return true
    }
    guard one.contains(where: \.isNumber), let date = PartialDate(wanted),
      let day = PartialDate(value)
    else { return false }
    return date.year == day.year && (date.month == nil || date.month == day.month)
      && (date.day == nil || date.day == day.day)
  }

  /// A candidate surer than this may be taken without a look …
  private static let sure = 90.0
  /// … where no other comes nearer than this.
  private static let lead = 5.0

  private static func decide(_ candidates: inout [Candidate]) {
    guard let best = candidates.first, best.score >= sure else { return }
    let next = candidates.count > 1 ? candidates[1].score : 0
    candidates[0].match = best.score - next >= lead
  }

  // MARK: Items

  /// What is known of a row in a few words.
  static func facts(of row: NameRow) -> String {
    var facts = row.evidence.kind.isEmpty ? [] : [kind(row.evidence.kind).name]
    if !row.evidence.births.isEmpty {
      facts.append("born " + row.evidence.births.map(\.text).joined(separator: " or "))
    }
    if !row.evidence.countries.isEmpty {
      facts.append(distinct(row.evidence.countries).joined(separator: ", "))
    }
    return facts.joined(separator: ", ")
  }

  private static func distinct(_ texts: [String]) -> [String] {
    texts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private static func item(_ row: NameRow, _ entity: FollowTheMoneyEntity) -> DatasetItem {
    var values = entity.properties
    values["name"] = Array(row.names.prefix(1))
    values["alias"] = Array(row.names.dropFirst())
    values["country"] = distinct(row.evidence.countries)
    values["birthDate"] = row.evidence.births.map(\.text)
    values["type"] = row.evidence.kind.isEmpty ? [] : [row.evidence.kind]
    values["id"] = [ListSnapshot.id(of: row)]
    return DatasetItem(
      id: ListSnapshot.id(of: row), name: row.names.first ?? "", description: facts(of: row),
      type: kind(row.evidence.kind), values: values.filter { !$0.value.isEmpty })
  }

  private func item(number: Int) -> DatasetItem {
    Self.item(snapshot.row(number), snapshot.entity(number))
  }

  func item(_ id: String) async throws -> DatasetItem? {
    snapshot.number(ofID: id).map(item(number:))
  }

  func suggestions(for prefix: String, limit: Int) async throws -> [DatasetItem] {
    if let number = snapshot.number(ofID: prefix) { return [item(number: number)] }
    guard !prefix.allSatisfy(\.isWhitespace) else { return [] }
    return try await server.workers.run { [snapshot] _ in
      snapshot.suggestions(for: prefix, limit: limit).map { item(number: $0) }
    }
  }
}
