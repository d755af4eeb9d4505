// SPDX-License-Identifier: GPL-2.0-or-later

/// Looks for names in a list. Keeps what it found for each word, since lists repeat words: one
/// search for one thread.
struct NameSearch {
  /// A word of the list that may be one looked for.
  private struct Hit {
    let form: Int
    let verdict: WordVerdict
  }

  /// A pair of words seen in one name of the list.
  private struct Sighting {
    let name: UInt32
    let pair: TokenPair
    /// Whether few names of the list have the word.
    let isRare: Bool
  }

  /// A name of the list that is good enough to be told.
  private struct Match {
    let name: Int
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
  private let model: SpellingModel?
  private var search: SpellingSearch?
  private var known: [TypedWord: [Hit]] = [:]
  private var names: [Int: Name] = [:]
  private var words: WordPairs

  /// In lists of so few words every word is compared, keys or no keys.
  private static let shortList = 256
  /// Pairs of words less sure than this are different words.
  private static let leastLogOdds: Float = -5
  /// A single pair of words less sure than this makes no two names worth a comparison.
  private static let leastAlone = 1.0
  /// A word that more names of the list share than this brings a name only together with another word: too many are
  /// called Muhammad to compare the rest of all their names.
  private static let mostSharing = 150
  /// What the index scores below this, in quarter units, is not compared.
  private static let leastRaw = -28
  /// So many names of the list are kept as read.
  private static let mostNames = 20_000
  /// However alike two names are, evidence against them has its say: many people share a name.
  private static let surestName = 0.993
  /// Where less of a name is seen in another, the two are never the same.
  private static let leastShare = 0.3

  init(_ list: NameList, model: SpellingModel? = .shared) {
    self.list = list
    self.model = model
    search = model.map { SpellingSearch(list.vocabulary, model: $0, floor: Self.leastRaw) }
    words = WordPairs(model: model)
  }

  /// The best name of each row that matches, best row first.
  mutating func matches(of row: NameRow, minimumScore: Double, limit: Int) -> [NameMatch] {
    var best: [Int: Match] = [:]
    for text in row.comparedNames {
      for match in matches(of: Name(text), row.evidence, minimumScore: minimumScore)
      where match.value > best[match.row]?.value ?? -1 {
        best[match.row] = match
      }
    }
    let matches = best.values.sorted { ($0.value, $1.row) > ($1.value, $0.row) }
    return matches.prefix(limit).map { match in
      let reason = NameReason.text(match.alignment, match.score, match.query, match.other)
      return NameMatch(
        index: match.row, name: match.other.text, score: match.value,
        reason: ([reason] + match.remarks).joined(separator: "; "), evidence: match.evidence,
        features: match.score.features)
    }
  }

  private mutating func matches(
    of name: Name, _ evidence: NameEvidence, minimumScore: Double
  ) -> [Match] {
    var sightings = sightings(of: name)
    sightings.sort { $0.name < $1.name }
    var matches: [Match] = []
    var start = 0
    while start < sightings.count {
      var end = start + 1
      while end < sightings.count, sightings[end].name == sightings[start].name { end += 1 }
      let seen = sightings[start..<end]
      if isPromising(seen, of: name, minimumScore),
        let match = match(
          name, evidence, Int(sightings[start].name), seen.map(\.pair), minimumScore)
      {
        matches.append(match)
      }
      start = end
    }
    return matches
  }

  /// Whether two words of a name are seen in another, or one that is sure and rare or all that the name has.
  private func isPromising(
    _ sightings: ArraySlice<Sighting>, of name: Name, _ minimumScore: Double
  ) -> Bool {
    guard minimumScore > 0 else { return true }
    let seen = sightings.reduce(into: UInt32(0)) { seen, sighting in
      for index in sighting.pair.left { seen |= 1 << UInt32(index) }
    }
    let telling = name.tokens.indices.filter { name.tokens[$0].isTelling }
    guard telling.count > 1, telling.count(where: { seen >> UInt32($0) & 1 == 1 }) < 2 else {
      return true
    }
    let isSure = sightings.contains { $0.pair.logOdds >= Self.leastAlone }
    return isSure
      && (sightings.contains(where: \.isRare)
        || name.tokens.contains { $0.kind == .initial || $0.kind == .patronymic })
  }

  private mutating func match(
    _ name: Name, _ evidence: NameEvidence, _ index: Int, _ pairs: [TokenPair],
    _ minimumScore: Double
  ) -> Match? {
    let other = self.name(at: index)
    guard mayReach(minimumScore, name, other, pairs) else { return nil }
    let candidates =
      TokenPair.wordForWord(name, other)
      ?? words.completed(
        pairs.filter(\.isPossible) + TokenPair.evident(in: name, other), name, other)
    let alignment = NameAlignment(candidates, name, other)
    let score = NameScore(alignment, name, other)
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
    guard value >= minimumScore else { return nil }
    return Match(
      name: index, row: row, query: name, other: other, alignment: alignment, score: score,
      remarks: remarks, evidence: weight, value: value)
  }

  private mutating func name(at index: Int) -> Name {
    if let name = names[index] { return name }
    if names.count >= Self.mostNames { names.removeAll(keepingCapacity: true) }
    let name = Name(list.name(at: index))
    names[index] = name
    return name
  }

  /// Whether the words seen in a name of the list can make a match at all. Small words may still be
  /// found, and a word that is left out may be a middle name, which costs least; initials may stand
  /// for any words.
  private func mayReach(
    _ minimumScore: Double, _ name: Name, _ other: Name, _ pairs: [TokenPair]
  ) -> Bool {
    guard minimumScore > 0, !other.tokens.contains(where: { $0.kind == .initial }) else {
      return true
    }
    let seen = pairs.reduce(into: UInt32(0)) { seen, pair in
      for index in pair.left { seen |= 1 << UInt32(index) }
    }
    var matched = 0.0
    var rest = 0.0
    for (index, token) in name.tokens.enumerated() {
      if !token.isTelling || seen >> UInt32(index) & 1 == 1 {
        matched += token.weight
      } else {
        rest += token.weight
      }
    }
    return matched >= Self.leastShare * (matched + rest)
  }

  private mutating func sightings(of name: Name) -> [Sighting] {
    let units = NameUnit.units(of: name)
    let telling = units.filter { unit in
      unit.tokens.count > 1 || name.tokens[unit.tokens.lowerBound].isTelling
    }
    var sightings: [Sighting] = []
    for unit in telling.isEmpty ? units : telling {
      let meaning = unit.tokens.count == 1 ? name.tokens[unit.tokens.lowerBound].meaning : 0
      for hit in hits(of: unit.word) + hits(meaning: meaning, besides: unit.text) {
        let places = list.places(of: hit.form)
        let isRare = places.count <= Self.mostSharing
        for place in places {
          let first = Int(place.firstToken)
          let isSolid = unit.tokens.count > 1 || place.tokenCount > 1
          let pair = TokenPair(
            left: unit.tokens, right: first..<first + Int(place.tokenCount), hit.verdict,
            isSolid: isSolid)
          sightings.append(Sighting(name: place.name, pair: pair, isRare: isRare))
        }
      }
    }
    return sightings
  }

  /// The words of the list that mean the same in names of bodies.
  private func hits(meaning: Int, besides word: String) -> [Hit] {
    BodyWords.shared.words(of: meaning).compactMap { other in
      guard other != word, let form = list.vocabulary.index(of: other) else { return nil }
      return Hit(form: form, verdict: .sameMeaning)
    }
  }

  /// The words of the list that may be a word, each compared by itself: the index brings them, and says no more.
  private mutating func hits(of word: TypedWord) -> [Hit] {
    if let hits = known[word] { return hits }
    let own = list.vocabulary.index(of: word.folded)
    let knownName = KnownNames.shared[word.folded]
    var hits = own.map { [Hit(form: $0, verdict: .identity)] } ?? []
    if let model {
      let forms = candidates(of: word, known: knownName).filter { $0 != own }
      let comparison = WordComparison(word, model: model, leastRaw: Self.leastRaw)
      let letters = comparison.logOdds(count: forms.count) { list.vocabulary.bytes(at: forms[$0]) }
      for (form, letters) in zip(forms, letters) {
        let other = list.vocabulary.form(at: form)
        if let verdict = WordVerdict(
          word.folded, other, letters: letters, known: knownName, KnownNames.shared[other],
          model: model), verdict.logOdds >= Self.leastLogOdds
        {
          hits.append(Hit(form: form, verdict: verdict))
        }
      }
    }
    known[word] = hits
    return hits
  }

  /// The forms to compare a word with, in order.
  private mutating func candidates(of word: TypedWord, known: KnownName) -> [Int] {
    guard list.vocabulary.count > Self.shortList else { return Array(0..<list.vocabulary.count) }
    var forms = list.forms(knownAs: known)
    for text in [word.folded, word.writtenOut].compactMap({ $0 }) {
      forms.formUnion(search?.candidates(of: text).map(\.index) ?? [])
    }
    forms.formUnion(list.vocabulary.inflections(of: word.folded).map(\.index))
    return forms.sorted()
  }
}
