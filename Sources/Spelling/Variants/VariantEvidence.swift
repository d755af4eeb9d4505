// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// Works out the features of a word's candidates.
struct VariantEvidence {
  let word: QueryWord
  let vocabulary: Vocabulary
  let model: SpellingModel
  /// The scripts in which the archive holds a known name of the word's entities.
  private let rivals: Set<Script>
  /// The log-odds of the cores that are spelled like the word.
  private let spelledAlike: [String: Float]

  /// What is this common on the Zipf scale, and more, is rather an ordinary word.
  private static let commonZipf: Float = 3.5
  private static let maxLetters = 9
  private static let maxOdds: Float = 8
  /// Archives of fewer than 22,000 words count as ones of so many: the fit has seen no smaller ones.
  private static let minWords: Float = 3

  init(
    of word: QueryWord, _ candidates: [VariantCandidate], in vocabulary: Vocabulary,
    model: SpellingModel
  ) {
    self.word = word
    self.vocabulary = vocabulary
    self.model = model
    rivals = Set(
      candidates.compactMap { candidate in
        guard case .known = candidate.relation else { return nil }
        return Script(ofWordText: candidate.core)
      })
    spelledAlike = Dictionary(
      candidates.lazy.filter { $0.classified != nil && !$0.isSame }
        .map { (Gazetteer.withoutArticle($0.core), $0.odds) },
      uniquingKeysWith: max)
  }

  /// The features of a candidate.
  func features(of candidate: VariantCandidate) -> VariantFeatures {
    var features = ownFeatures(of: candidate)
    addOtherNames(of: candidate, to: &features)
    return features
  }

  /// The features of a candidate; nil where they cannot give a probability, whatever other names there are. Most
  /// forms that look a little alike are so unlikely, and looking up names is half of the work.
  func features(of candidate: VariantCandidate, minimum: Double) -> VariantFeatures? {
    var features = ownFeatures(of: candidate)
    guard VariantClassifier.shared.highestProbability(features, bridge: Self.maxOdds) >= minimum
    else { return nil }
    addOtherNames(of: candidate, to: &features)
    return features
  }

  /// The features that need no look at other names of a form that looks alike.
  private func ownFeatures(of candidate: VariantCandidate) -> VariantFeatures {
    var features = VariantFeatures.noVariantFeatures
    let form = Facts(of: candidate.index, in: vocabulary, model)
    switch candidate.relation {
    case .same: addSame(form, to: &features)
    case .known(let known): add(known, candidate, form, to: &features)
    case .alike: addAlike(candidate, form, to: &features)
    }
    addAffix(candidate, form, to: &features)
    addCapitals(candidate, form, to: &features)
    return features
  }

  /// What is known of a form by itself.
  private struct Facts {
    let script: Script
    let zipf: Float
    let isOrdinary: Bool
    let documents: Float
    let capitals: Float?

    init(of index: Int, in vocabulary: Vocabulary, _ model: SpellingModel) {
      let bytes = vocabulary.bytes(at: index)
      let letters = WordLetters(bytes)
      script = Script(ofWord: bytes)
      zipf = WordFrequencies.shared.zipf(of: letters)
      isOrdinary = script != .other && model.ordinariness(of: letters, in: script) > 0
      documents = log(1 + Float(vocabulary.frequency(at: index)))
      capitals = vocabulary.capitalShare(at: index)
    }

    var commonness: Float { max(0, zipf - VariantEvidence.commonZipf) }
  }

  private func addSame(_ form: Facts, to features: inout VariantFeatures) {
    features[.same] = 1
    features[.sameZipf] = form.commonness
    features[.sameOrdinary] = form.isOrdinary ? 1 : 0
    features[.sameDocuments] = form.documents
  }

  private func add(
    _ known: KnownRelation, _ candidate: VariantCandidate, _ form: Facts,
    to features: inout VariantFeatures
  ) {
    features[.known] = 1
    features[.knownOdds] = min(candidate.odds, Self.maxOdds)
    features[.knownEntities] = log(Float(known.entities))
    features[.knownWeight] = log(Float(max(known.weight, 1)))
    features[.knownSources] = Float(max(known.sources - 1, 0))
    features[.knownAlias] = known.isAlias ? 1 : 0
    features[.knownPlace] = known.isPlace ? 1 : 0
    features[.knownBody] = known.isBody ? 1 : 0
    features[.knownOtherName] = otherNames(candidate.core, besides: known.entities)
    features[.knownZipf] = form.commonness
    features[.knownOrdinary] = form.isOrdinary ? 1 : 0
    features[.knownDocuments] = form.documents
    features[.knownUnlike] = candidate.classified == nil ? 1 : 0
    features[.knownOnce] = known.weight <= 1 && known.sources <= 1 ? 1 : 0
    features[.knownSameScript] = form.script == word.script ? 1 : 0
    features[.knownOrdinaryWord] = word.isOrdinary ? 1 : 0
  }

  private func addAlike(
    _ candidate: VariantCandidate, _ form: Facts, to features: inout VariantFeatures
  ) {
    features[.alike] = 1
    features[.alikeOdds] = min(candidate.odds, Self.maxOdds)
    features[.alikeRival] = rivals.contains(form.script) ? 1 : 0
    features[.alikeKnownWord] = word.entities.isEmpty ? 0 : 1
    features[.alikeZipf] = form.commonness
    features[.alikeOrdinary] = form.isOrdinary ? 1 : 0
    features[.alikeDocuments] = form.documents
    features[.alikeArabic] = form.script == .arabic || word.script == .arabic ? 1 : 0
    features[.alikeSameScript] = form.script == word.script ? 1 : 0
    features[.alikeLength] = Float(min(candidate.core.unicodeScalars.count, Self.maxLetters))
    features[.alikeWordLength] = Float(min(word.folded.unicodeScalars.count, Self.maxLetters))
    features[.alikeFewWords] = min(13 - log(Float(max(vocabulary.count, 1))), Self.minWords)
    features[.alikeOrdinaryWord] = word.isOrdinary ? 1 : 0
    features[.alikeWordZipf] = max(0, word.zipf - Self.commonZipf)
    features[.alikeOddsSameScript] = features[.alikeSameScript] * features[.alikeOdds]
    features[.alikeOddsArabic] = features[.alikeArabic] * features[.alikeOdds]
    features[.alikeListedScript] =
      form.script != word.script && word.listedScripts.contains(form.script) ? 1 : 0
    let few = features[.alikeFewWords]
    features[.fewOdds] = few * features[.alikeOdds]
    features[.fewListedScript] = few * features[.alikeListedScript]
  }

  /// What open data calls the form of a candidate that looks alike.
  private func addOtherNames(of candidate: VariantCandidate, to features: inout VariantFeatures) {
    guard case .alike = candidate.relation else { return }
    features[.alikeOtherName] = otherNames(candidate.core, besides: 0)
    features[.fewOtherName] = features[.alikeFewWords] * features[.alikeOtherName]
    features[.alikeBridge] = bridge(to: Gazetteer.withoutArticle(candidate.core))
  }

  private func otherNames(_ core: String, besides shared: Int) -> Float {
    let all = Gazetteer.shared?.entityCount(named: core) ?? 0
    return log(1 + Float(max(all - shared, 0)))
  }

  /// The best log-odds of another core that open data knows as a spelling of a core; 0 where they say nothing.
  private func bridge(to core: String) -> Float {
    var best: Float = 0
    for entity in Gazetteer.shared?.entities(named: core) ?? [] {
      for name in entity.spellings(of: core) { best = max(best, spelledAlike[name.text] ?? 0) }
    }
    return min(best, Self.maxOdds)
  }

  private func addAffix(
    _ candidate: VariantCandidate, _ form: Facts, to features: inout VariantFeatures
  ) {
    if lacksArticle(candidate, form) {
      features[.articleMissing] = 1
      features[.articleMissingOfPerson] = word.isPerson ? 1 : 0
    }
    if addsArticle(candidate, form) {
      features[.articleAdded] = 1
      features[.articleAddedOfPerson] = word.isPerson ? 1 : 0
    }
    guard let affix = candidate.affix else { return }
    features[.affixCost] = Float(affix.cost)
    features[.affixUncertain] = affix.isCertain ? 0 : 1
    features[.affixSuffix] = affix.isPrefix ? 0 : 1
    let zipf = WordFrequencies.shared.zipf(of: candidate.core)
    features[.affixZipf] = min(max(form.zipf - max(zipf, 1), 0), 3)
    guard !affix.isCertain else { return }
    features[.affixOtherName] = otherNames(vocabulary.form(at: candidate.index), besides: 0)
    let documents = vocabulary.index(of: candidate.core).map(vocabulary.frequency(at:)) ?? 0
    features[.affixDocuments] = min(max(form.documents - log(1 + Float(documents)), -2), 4)
  }

  /// Whether the form lacks the article of the name: مدينه is a city, المدينه a place.
  private func lacksArticle(_ candidate: VariantCandidate, _ form: Facts) -> Bool {
    guard form.script == .arabic, candidate.affix?.isCertain != true else { return false }
    switch candidate.relation {
    case .same: return word.hasArticle
    case .known(let known): return known.articles.isPart
    case .alike: return false
    }
  }

  /// Whether the form has an article that the name never has: القطر is no قطر.
  private func addsArticle(_ candidate: VariantCandidate, _ form: Facts) -> Bool {
    guard form.script == .arabic, candidate.affix?.isCertain == true else { return false }
    switch candidate.relation {
    case .same: return !word.hasArticle && word.articles.isForeign
    case .known(let known): return known.articles.isForeign
    case .alike: return false
    }
  }

  private func addCapitals(
    _ candidate: VariantCandidate, _ form: Facts, to features: inout VariantFeatures
  ) {
    let core =
      candidate.analysis == 0
      ? form.capitals
      : vocabulary.index(of: candidate.core).flatMap(vocabulary.capitalShare(at:))
        ?? form.capitals
    features[.capitalsOfCore] = core.map { $0 - 0.5 } ?? 0
    features[.capitalsOfForm] = form.capitals.map { $0 - 0.5 } ?? 0
    features[.capitalsUnknown] = core == nil ? 1 : 0
    features[.alikeCapitals] = features[.alike] * features[.capitalsOfCore]
  }
}
