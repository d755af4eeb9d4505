// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// A form that may stand for a word searched for, with what speaks for it.
struct VariantCandidate {
  /// How it came among the candidates.
  enum Relation {
    /// It is the word itself but for what it carries.
    case same
    /// Open data knows its core as a name of the word's entity.
    case known(KnownRelation)
    /// It looks alike.
    case alike
  }

  /// The form's number in the vocabulary.
  let index: Int
  /// The form without what it carries.
  let core: String
  let relation: Relation
  /// What it carries besides the core; nil as written.
  let affix: AffixRules.Rule?
  /// The number of that rule among those that apply to the form, 0 as written.
  let analysis: Int
  /// What the pair classifier says of the core, and how it compared it.
  let classified: ClassifiedSpelling?
  /// The log-odds of the pair classifier, or the least where it was not asked.
  let odds: Float

  /// Whether it is the word itself but for what it carries.
  var isSame: Bool {
    if case .same = relation { true } else { false }
  }
}

/// Gathers the forms of a vocabulary that may stand for a word: what looks alike, what open data knows, and
/// what carries an article, a clitic or an ending besides one of these.
struct VariantSearch {
  let vocabulary: Vocabulary
  let model: SpellingModel
  let threads: Int

  /// What the pair classifier holds less likely is no candidate, but for what open data knows.
  static let minOdds: Float = -7
  /// What counts where the pair classifier was not asked.
  private static let unaskedOdds: Float = -9
  /// The floor of the search by letters, in quarter units.
  private static let floor = -24

  /// The candidates of a word, each form once, under its likeliest relation.
  func candidates(of word: QueryWord, takesSpellings: Bool) -> [VariantCandidate] {
    var best: [Int: (rank: Float, candidate: VariantCandidate)] = [:]
    let own = vocabulary.index(of: word.folded)
    func add(
      _ core: String, _ relation: VariantCandidate.Relation, _ classified: ClassifiedSpelling?
    ) {
      let odds = classified?.logOdds ?? Self.unaskedOdds
      let script = Script(ofWordText: core)
      func add(_ index: Int, _ analysis: Int, _ affix: AffixRules.Rule?) {
        guard index != own else { return }
        let rank = Self.rank(relation, odds) - Float(affix?.cost ?? 0) / 4
        guard rank > best[index]?.rank ?? -.infinity else { return }
        best[index] = (
          rank,
          VariantCandidate(
            index: index, core: core, relation: relation, affix: affix, analysis: analysis,
            classified: classified, odds: max(odds, Self.unaskedOdds))
        )
      }
      if let index = vocabulary.index(of: core) { add(index, 0, nil) }
      for carrier in vocabulary.carriers(of: core, in: script) {
        add(carrier.index, carrier.analysis, carrier.rule)
      }
    }
    var known = takesSpellings ? word.known : [:]
    for (core, classified) in takesSpellings ? alike(word) : [:] where !word.cores.contains(core) {
      if let relation = known.removeValue(forKey: core) {
        add(core, .known(relation), classified)
      } else if classified.logOdds >= Self.minOdds {
        add(core, .alike, classified)
      }
    }
    for (core, relation) in known { add(core, .known(relation), nil) }
    for core in word.cores { add(core, .same, nil) }
    return best.values.map(\.candidate).sorted { $0.index < $1.index }
  }

  /// How much a relation speaks for a form, to choose among several.
  private static func rank(_ relation: VariantCandidate.Relation, _ odds: Float) -> Float {
    switch relation {
    case .same: 20
    case .known(let known): (known.isAlias ? 6 : 8) + min(odds, 4) / 4
    case .alike: min(odds, 6)
    }
  }

  /// What looks like the word, by its core, the likeliest analysis of each.
  private func alike(_ word: QueryWord) -> [String: ClassifiedSpelling] {
    let surroundings: PairClassifier.Surroundings = vocabulary.surroundings
    var search = SpellingSearch(
      vocabulary, model: model, floor: Self.floor, threads: threads)
    let classifier = PairClassifier(vocabulary, model: model, among: surroundings)
    var cores: [String: ClassifiedSpelling] = [:]
    for classified in ClassifiedSpelling.all(of: word.typed, &search, classifier) {
      let bytes = vocabulary.bytes(at: classified.candidate.index)
      let analysis = classified.candidate.analysis
      let core =
        analysis == 0
        ? String(decoding: bytes, as: UTF8.self)
        : AffixRules.shared.core(analysis, of: bytes, in: Script(ofWord: bytes)).map {
          String(decoding: $0, as: UTF8.self)
        }
      guard let core, classified.logOdds > cores[core]?.logOdds ?? -.infinity else { continue }
      cores[core] = classified
    }
    if vocabulary.count <= Self.largestSymmetric {
      lookBack(from: &cores, to: word, search, classifier)
    }
    return cores
  }

  /// In vocabularies of so many words a look-up takes so little that each pair is classified in both directions.
  private static let largestSymmetric = 20_000
  /// So many of the likeliest are, from these odds on.
  private static let maxSymmetric = 12
  private static let minSymmetric: Float = -5

  /// Takes the better of both directions, so that what Shar' finds finds Shar'.
  private func lookBack(
    from cores: inout [String: ClassifiedSpelling], to word: QueryWord, _ search: SpellingSearch,
    _ classifier: PairClassifier
  ) {
    guard let own = vocabulary.index(of: word.folded) else { return }
    var search = search
    let likely = cores.filter {
      $0.value.logOdds >= Self.minSymmetric && !word.cores.contains($0.key)
    }.sorted { ($0.value.logOdds, $1.key) > ($1.value.logOdds, $0.key) }
    for (core, classified) in likely.prefix(Self.maxSymmetric) {
      let back = ClassifiedSpelling.all(of: TypedWord(folded: core), &search, classifier)
        .first { $0.candidate.index == own && $0.candidate.analysis == 0 }
      if let back, back.logOdds > classified.logOdds { cores[core]?.logOdds = back.logOdds }
    }
  }
}

extension Vocabulary {
  /// The forms that carry an article, a clitic or a case ending besides a core, which need be no form itself.
  func carriers(
    of core: String, in script: Script
  ) -> [(index: Int, analysis: Int, rule: AffixRules.Rule)] {
    guard script != .other else { return [] }
    var core = core
    return core.withUTF8 { utf8 in
      let core = UnsafeRawBufferPointer(utf8)
      return forms(sharingKey: VocabularyLayout.coreKey(core)).compactMap { index in
        analysis(of: index, leaving: core, at: nil, in: script).map { (index, $0.ordinal, $0.rule) }
      }
    }
  }
}
