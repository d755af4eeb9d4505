// SPDX-License-Identifier: GPL-2.0-or-later

/// Looks for names in a list. Keeps what it found for each word, since lists repeat words: one
/// search for one thread.
struct NameSearch {
  /// A word of the list that may be one looked for.
  private struct Hit {
    let form: Int
    /// How sure it is, of two whole words.
    let quality: Double
    /// How sure it is where several words are written as one, with vowels of articles in them.
    let solidQuality: Double

    init(form: Int, quality: Double, solidQuality: Double? = nil) {
      self.form = form
      self.quality = quality
      self.solidQuality = solidQuality ?? quality
    }
  }

  /// A pair of words seen in one name of the list.
  private struct Sighting {
    let name: UInt32
    let pair: TokenPair
  }

  /// A name of the list that is good enough to be told.
  private struct Match {
    let index: Int
    let alignment: NameAlignment
    let score: NameScore
  }

  private let list: NameList
  private var known: [TypedWord: [Hit]] = [:]

  private static let mostSpellings = 200
  /// In lists of so few words every word is compared, keys or no keys.
  private static let shortList = 256
  /// What is added to the log-odds of two words of lists that somebody compares, which are the same far
  /// more often than a word and a likely form among a million. Chosen on the golden names.
  private static let prior: Float = 2.5
  /// How sure two words that stand for the same name are the same.
  private static let knownNameQuality = 0.97
  /// How sure two words that stand for different names are the same: data has gaps.
  private static let differentNameQuality = 0.1
  /// How sure a word is the same under another article, clitic or case ending.
  private static let inflectionQuality = 0.95

  init(_ list: NameList) {
    self.list = list
  }

  mutating func matches(of name: Name, minimumScore: Double, limit: Int) -> [NameMatch] {
    let weights = weights(of: name)
    var sightings = sightings(of: name)
    sightings.sort { $0.name < $1.name }
    var matches: [Match] = []
    var start = 0
    while start < sightings.count {
      var end = start + 1
      while end < sightings.count, sightings[end].name == sightings[start].name { end += 1 }
      let seen = sightings[start..<end]
      if mayReach(minimumScore, name, weights, seen),
        let match = match(
          name, weights, Int(sightings[start].name), seen.map(\.pair), minimumScore: minimumScore)
      {
        matches.append(match)
      }
      start = end
    }
    matches.sort { ($0.score.value, $1.index) > ($1.score.value, $0.index) }
    return matches.prefix(limit).map { match in
      NameMatch(
        index: match.index, score: match.score.value,
        reason: NameReason.text(match.alignment, match.score, name, list.names[match.index]))
    }
  }

  private func match(
    _ name: Name, _ weights: [Double], _ index: Int, _ pairs: [TokenPair], minimumScore: Double
  ) -> Match? {
    let other = list.names[index]
    let pairs = pairs.filter(\.isPossible)
    let otherWeights = list.weights[index]
    let candidates =
      TokenPair.wordForWord(name, other) ?? (pairs + TokenPair.evident(in: name, other))
    let alignment = NameAlignment(
      candidates, leftWeights: weights, rightWeights: otherWeights)
    let score = NameScore(
      alignment, name, other, leftWeights: weights, rightWeights: otherWeights)
    guard score.value >= minimumScore, score.value > 0 else { return nil }
    return Match(index: index, alignment: alignment, score: score)
  }

  /// Whether the words seen in a name of the list can make a match at all. Small words may still be
  /// found, and a word that is left out may be a middle name, which costs least; initials may stand
  /// for any words.
  private func mayReach(
    _ minimumScore: Double, _ name: Name, _ weights: [Double], _ sightings: ArraySlice<Sighting>
  ) -> Bool {
    guard let index = sightings.first?.name,
      !list.names[Int(index)].tokens.contains(where: { $0.kind == .initial })
    else { return true }
    let seen = sightings.reduce(into: UInt32(0)) { seen, sighting in
      for index in sighting.pair.left { seen |= 1 << UInt32(index) }
    }
    var matched = 0.0
    var rest = 0.0
    for (index, weight) in weights.enumerated() {
      if !name.tokens[index].isTelling || seen >> UInt32(index) & 1 == 1 {
        matched += weight
      } else {
        rest += weight * NameScore.middle
      }
    }
    return NameScore.completeness(matched, differing: 0, extra: rest) >= minimumScore
  }

  /// What each word weighs by how often it stands in the list, in any spelling.
  private mutating func weights(of name: Name) -> [Double] {
    name.tokens.map { token in
      guard token.isTelling else { return token.weight }
      let word = TypedWord(folded: token.text, typed: token.typed)
      let frequency = hits(of: word).reduce(0) {
        $1.quality >= 0.5 ? $0 + list.frequency(of: $1.form) : $0
      }
      return token.weight
        * NameList.informativeness(of: frequency, among: list.names.count)
    }
  }

  private mutating func sightings(of name: Name) -> [Sighting] {
    let units = NameUnit.units(of: name)
    let telling = units.filter { unit in
      unit.tokens.count > 1 || name.tokens[unit.tokens.lowerBound].isTelling
    }
    var sightings: [Sighting] = []
    for unit in telling.isEmpty ? units : telling {
      for hit in hits(of: unit.word) {
        for place in list.places[list.placeStarts[hit.form]..<list.placeStarts[hit.form + 1]] {
          let first = Int(place.firstToken)
          let isSolid = unit.tokens.count > 1 || place.tokenCount > 1
          let pair = TokenPair(
            left: unit.tokens, right: first..<first + Int(place.tokenCount),
            quality: isSolid ? hit.solidQuality : hit.quality,
            ground: hit.quality == 1 ? .identity : .spelling)
          sightings.append(Sighting(name: place.name, pair: pair))
        }
      }
    }
    return sightings
  }

  private func keyedHits(of word: TypedWord) -> [Hit] {
    list.vocabulary.spellings(of: word, tier: .wide, limit: Self.mostSpellings)
      .map { Hit(form: $0.index, quality: $0.score) }
  }

  private func exhaustiveHits(of word: TypedWord) -> [Hit] {
    guard let model = SpellingModel.shared else { return [] }
    let tier = SpellingTier.wide
    var search = SpellingSearch(list.vocabulary, model: model, floor: tier.leastRaw)
    search.isExhaustive = true
    let judge = SpellingJudge(
      list.vocabulary, model: model,
      among: .fewWords(
        prior: Self.prior, priorAcrossScripts: Vocabulary.priorAcrossScripts))
    let own = list.vocabulary.index(of: word.folded)
    return JudgedSpelling.all(of: word, &search, judge).compactMap { spelling in
      let form = spelling.candidate.index
      guard form != own, spelling.logOdds >= tier.leastLogOdds else { return nil }
      return Hit(
        form: form, quality: WordScore.probability(ofLogOdds: Double(spelling.logOdds)))
    }
  }

  private mutating func hits(of word: TypedWord) -> [Hit] {
    if let hits = known[word] { return hits }
    let own = list.vocabulary.index(of: word.folded)
    let knownName = KnownNames.shared[word.folded]
    var hits = own.map { [Hit(form: $0, quality: 1)] } ?? []
    let spelled =
      list.vocabulary.count <= Self.shortList ? exhaustiveHits(of: word) : keyedHits(of: word)
    let inflected = list.vocabulary.inflections(of: word.folded).map {
      Hit(form: $0.index, quality: Self.inflectionQuality)
    }
    hits += (spelled + inflected).map { hit in
      judged(hit, of: word.folded, known: knownName)
    }
    for form in list.forms(knownAs: knownName) where form != own {
      hits.append(Hit(form: form, quality: Self.knownNameQuality))
    }
    known[word] = hits
    return hits
  }

  /// A hit as sure as what is known of both words lets it be. Given names that stand for different
  /// names are seldom the same, unless the one only doubles letters of the other; of family names the
  /// letters tell more than gaps in the data, above all across scripts. Where nothing is known of one,
  /// vowels that seldom stand for each other tell as much.
  private func judged(_ hit: Hit, of word: String, known name: KnownName) -> Hit {
    let form = list.vocabulary.form(at: hit.form)
    let other = list.known[hit.form]
    guard name.isGiven || other.isGiven else { return hit }
    if let agreement = name.agreement(with: other) {
      guard agreement < KnownName.leastAgreement,
        Script(of: word) == Script(of: form) || name.isGiven && other.isGiven,
        !Self.withoutDoubles(word, equal: form)
      else { return hit }
      return Hit(form: hit.form, quality: min(hit.quality, Self.differentNameQuality))
    }
    guard let likelihood = VowelChanges.shared.likelihood(of: word, as: form) else { return hit }
    return Hit(
      form: hit.form, quality: min(hit.quality, likelihood), solidQuality: hit.quality)
  }

  private static func withoutDoubles(_ word: String, equal other: String) -> Bool {
    func single(_ word: String) -> [Unicode.Scalar] {
      word.unicodeScalars.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }
    return single(word) == single(other)
  }
}
