// SPDX-License-Identifier: GPL-2.0-or-later

/// Looks for names in a list whose words were found before: one search for one thread.
struct NameSearch {
  /// A pair of words seen in one name of the list.
  private struct Sighting {
    let name: UInt32
    let pair: TokenPair
  }

  /// A name of the list that is good enough to be reported.
  private struct Match {
    let row: Int
    let query: Name
    let other: Name
    let alignment: NameAlignment
    let score: NameScore
    let remarks: [String]
    let evidence: Double
    let value: Double
  }

  private let list: NameList
  private let hits: [SoughtWord: [WordHit]]
  private let options: NameMatchOptions
  private var seen: SeenNames
  private var names: [Int: Name] = [:]
  private var words: WordPairs

  /// A single pair of words less sure than this makes no two names worth a comparison.
  private static let minAlone: Float = 1
  /// Where no pair of words is surer than this, names are not the same.
  private static let minOfBest: Float = -2
  /// A word that more names of the list share than this brings a name only together with another word: too many are
  /// called Muhammad to compare the rest of all their names.
  private static let maxSharing = 150
  /// So many names of the list are kept as read.
  private static let maxNames = 20_000
  /// However alike two names are, evidence against them has its say: many people share a name.
  private static let surestName = 0.993
  /// Where less of a name is seen in another, the two are never the same.
  private static let minShare = 0.3
  /// Where lower scores are wanted, no name is left out at a quick look.
  private static let minSelective = 0.3

  init(
    _ list: NameList, hits: [SoughtWord: [WordHit]], options: NameMatchOptions,
    model: SpellingModel?
  ) {
    self.list = list
    self.hits = hits
    self.options = options
    seen = SeenNames(count: list.nameCount)
    words = WordPairs(model: model)
  }

  /// The best name of each row that matches, best row first.
  mutating func matches(of row: SoughtRow) -> [NameMatch] {
    var best: [Int: Match] = [:]
    for name in row.names {
      for match in matches(of: name, row.evidence)
      where match.value > best[match.row]?.value ?? -1 {
        best[match.row] = match
      }
    }
    let matches = best.values.sorted { ($0.value, $1.row) > ($1.value, $0.row) }
    return matches.prefix(options.limit).map { match in
      let reason = NameReason.text(match.alignment, match.score, match.query, match.other)
      return NameMatch(
        index: match.row, name: match.other.text, score: match.value,
        reason: ([reason] + match.remarks).joined(separator: "; "), evidence: match.evidence,
        features: match.score.features)
    }
  }

  private mutating func matches(of sought: SoughtName, _ evidence: NameEvidence) -> [Match] {
    let sightings = sightings(of: sought)
    var candidates: [Candidate] = []
    var start = 0
    while start < sightings.count {
      var end = start + 1
      while end < sightings.count, sightings[end].name == sightings[start].name { end += 1 }
      candidates.append(
        Candidate(name: Int(sightings[start].name), pairs: sightings[start..<end].map(\.pair)))
      start = end
    }
    if options.minimumScore >= Self.minSelective {
      candidates = words.plausible(candidates, for: sought, in: list)
    }
    return candidates.compactMap { match(sought.name, evidence, $0.name, $0.pairs) }
  }

  /// The words seen in the names of the list that are worth a comparison, name by name.
  private mutating func sightings(of sought: SoughtName) -> [Sighting] {
    var seen = SeenNames(count: 0)
    swap(&seen, &self.seen)
    defer {
      seen.clear()
      swap(&seen, &self.seen)
    }
    forEachHit(of: sought) { unit, hit, index in
      let isSolid = unit.tokens.count > 1 || hit.isJoined
      let odds = isSolid ? hit.verdict.solidLogOdds : hit.verdict.logOdds
      let isRare = index.placeCount(of: hit.form) <= Self.maxSharing
      let bits =
        unit.tokens.bits | (odds >= Self.minAlone ? SeenNames.sure : 0)
        | (odds >= Self.minOfBest ? SeenNames.likely : 0)
        | (isRare ? SeenNames.rare : 0)
      index.forEachOccurrence(of: hit.form) { seen.see($0.name, bits) }
    }
    seen.keep { isPromising($0, of: sought) }
    var sightings: [Sighting] = []
    forEachHit(of: sought) { unit, hit, index in
      index.forEachOccurrence(of: hit.form) { occurrence in
        guard seen.keeps(occurrence.name) else { return }
        let pair = TokenPair(
          left: unit.tokens, right: occurrence.tokens, hit.verdict,
          isSolid: unit.tokens.count > 1 || hit.isJoined)
        sightings.append(Sighting(name: occurrence.name, pair: pair))
      }
    }
    // Sightings of one name keep their order.
    let order = RadixSort.order(of: sightings.map { UInt64($0.name) })
    return order.map { sightings[Int($0)] }
  }

  /// Whether two words of a name are seen in another, or one that is sure and rare or all that the name has.
  private func isPromising(_ bits: UInt32, of sought: SoughtName) -> Bool {
    if options.minimumScore >= Self.minSelective, bits & SeenNames.likely == 0 { return false }
    guard options.minimumScore > 0, sought.distinctive.nonzeroBitCount > 1,
      (bits & sought.distinctive).nonzeroBitCount < 2
    else { return true }
    return bits & SeenNames.sure != 0
      && (bits & SeenNames.rare != 0
        || sought.name.tokens.contains { $0.kind == .initial || $0.kind == .patronymic })
  }

  /// Calls back with each word of the list that may be one of a name.
  private func forEachHit(
    of sought: SoughtName, _ body: (NameUnit, WordHit, UnitIndex) -> Void
  ) {
    for (unit, word) in zip(sought.units, sought.words) {
      for hit in hits[word] ?? [] { body(unit, hit, hit.isJoined ? list.joined : list.words) }
      for other in BodyWords.shared.words(of: meaning(of: unit, in: sought.name))
      where other != unit.text {
        if let form = list.words.vocabulary.index(of: other) {
          body(unit, WordHit(form: form, isJoined: false, verdict: .sameMeaning), list.words)
        }
        if let form = list.joined.vocabulary.index(of: other) {
          body(unit, WordHit(form: form, isJoined: true, verdict: .sameMeaning), list.joined)
        }
      }
    }
  }

  /// What a word of a body's name means, or two as one: twenty-seven.
  private func meaning(of unit: NameUnit, in name: Name) -> Int {
    let tokens = name.tokens[unit.tokens]
    guard tokens.count > 1, tokens.allSatisfy({ $0.kind == .bodyWord }) else {
      return tokens.count == 1 ? tokens.first?.meaning ?? 0 : 0
    }
    return BodyWords.shared.meaning(of: unit.text)
  }

  private mutating func match(
    _ name: Name, _ evidence: NameEvidence, _ index: Int, _ pairs: [TokenPair]
  ) -> Match? {
    let other = self.name(at: index)
    guard mayReach(name, other, pairs) else { return nil }
    let candidates =
      TokenPair.wordForWord(name, other)
      ?? words.completed(
        pairs
          + TokenPair.evident(in: name, other, ignoresLegalForms: options.ignoresLegalForms),
        name, other)
    let alignment = NameAlignment(candidates, name, other)
    let score = NameScore(
      alignment, name, other, ignoresLegalForms: options.ignoresLegalForms)
    guard score.value > 0 else { return nil }
    let row = list.row(ofName: index)
    var value = score.value
    var remarks: [String] = []
    var weight = 0.0
    if !evidence.isEmpty {
      let compared = evidence.comparison(with: list.row(at: row).evidence)
      if !compared.remarks.isEmpty {
        (weight, remarks) = compared
        value = WordScore.probability(
          ofLogOdds: WordScore.logOdds(
            ofProbability: min(value, weight < 0 ? Self.surestName : 1 - 1e-9)) + weight)
      }
    }
    guard value >= options.minimumScore else { return nil }
    return Match(
      row: row, query: name, other: other, alignment: alignment, score: score, remarks: remarks,
      evidence: weight, value: value)
  }

  private mutating func name(at index: Int) -> Name {
    if let name = names[index] { return name }
    if names.count >= Self.maxNames { names.removeAll(keepingCapacity: true) }
    let name = Name(list.name(at: index))
    names[index] = name
    return name
  }

  /// Whether the words seen in a name of the list can make a match at all. Small words may still be
  /// found, and a word that is left out may be a middle name, which costs least; initials may stand
  /// for any words.
  private func mayReach(_ name: Name, _ other: Name, _ pairs: [TokenPair]) -> Bool {
    guard options.minimumScore > 0, !other.tokens.contains(where: { $0.kind == .initial }) else {
      return true
    }
    let seen = pairs.reduce(into: UInt32(0)) { $0 |= $1.left.bits }
    var matched = 0.0
    var rest = 0.0
    for (index, token) in name.tokens.enumerated() {
      if !token.isDistinctive || seen >> UInt32(index) & 1 == 1 {
        matched += token.weight
      } else {
        rest += token.weight
      }
    }
    return matched >= Self.minShare * (matched + rest)
  }
}
