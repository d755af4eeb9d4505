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
  let affix: ReadingRules.Rule?
  /// The number of that rule among those that apply to the form, 0 as written.
  let reading: Int
  /// What the pair classifier says of the core, and how it compared it.
  let judged: JudgedSpelling?
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
  static let leastOdds: Float = -7
  /// What counts where the pair classifier was not asked.
  private static let unaskedOdds: Float = -9
  /// The floor of the search by letters, in quarter units.
  private static let floor = -24

  /// The candidates of a word, each form once, under its likeliest relation.
  func candidates(of word: QueryWord, takesSpellings: Bool) -> [VariantCandidate] {
    var best: [Int: (rank: Float, candidate: VariantCandidate)] = [:]
    let own = vocabulary.index(of: word.folded)
    func add(_ core: String, _ relation: VariantCandidate.Relation, _ judged: JudgedSpelling?) {
      let odds = judged?.logOdds ?? Self.unaskedOdds
      let script = Script(ofWordText: core)
      func add(_ index: Int, _ reading: Int, _ affix: ReadingRules.Rule?) {
        guard index != own else { return }
        let rank = Self.rank(relation, odds) - Float(affix?.cost ?? 0) / 4
        guard rank > best[index]?.rank ?? -.infinity else { return }
        best[index] = (
          rank,
          VariantCandidate(
            index: index, core: core, relation: relation, affix: affix, reading: reading,
            judged: judged, odds: max(odds, Self.unaskedOdds))
        )
      }
      if let index = vocabulary.index(of: core) { add(index, 0, nil) }
      for carrier in vocabulary.carriers(of: core, in: script) {
        add(carrier.index, carrier.reading, carrier.rule)
      }
    }
    var known = takesSpellings ? word.known : [:]
    for (core, judged) in takesSpellings ? alike(word) : [:] where !word.cores.contains(core) {
      if let relation = known.removeValue(forKey: core) {
        add(core, .known(relation), judged)
      } else if judged.logOdds >= Self.leastOdds {
        add(core, .alike, judged)
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

  /// What looks like the word, by its core, the likeliest reading of each.
  private func alike(_ word: QueryWord) -> [String: JudgedSpelling] {
    let surroundings: SpellingJudge.Surroundings = vocabulary.surroundings
    var search = SpellingSearch(
      vocabulary, model: model, floor: Self.floor, threads: threads)
    let judge = SpellingJudge(vocabulary, model: model, among: surroundings)
    var cores: [String: JudgedSpelling] = [:]
    for judged in JudgedSpelling.all(of: word.typed, &search, judge) {
      let bytes = vocabulary.bytes(at: judged.candidate.index)
      let reading = judged.candidate.reading
      let core =
        reading == 0
        ? String(decoding: bytes, as: UTF8.self)
        : ReadingRules.shared.core(reading, of: bytes, in: Script(ofWord: bytes)).map {
          String(decoding: $0, as: UTF8.self)
        }
      guard let core, judged.logOdds > cores[core]?.logOdds ?? -.infinity else { continue }
      cores[core] = judged
    }
    if vocabulary.count <= Self.largestSymmetric { lookBack(from: &cores, to: word, search, judge) }
    return cores
  }

  /// In vocabularies of so many words a look-up takes so little that each pair is judged in both directions.
  private static let largestSymmetric = 20_000
  /// So many of the likeliest are, from these odds on.
  private static let mostSymmetric = 12
  private static let leastSymmetric: Float = -5

  /// Takes the better of both directions, so that what Shar' finds finds Shar'.
  private func lookBack(
    from cores: inout [String: JudgedSpelling], to word: QueryWord, _ search: SpellingSearch,
    _ judge: SpellingJudge
  ) {
    guard let own = vocabulary.index(of: word.folded) else { return }
    var search = search
    let likely = cores.filter {
      $0.value.logOdds >= Self.leastSymmetric && !word.cores.contains($0.key)
    }.sorted { ($0.value.logOdds, $1.key) > ($1.value.logOdds, $0.key) }
    for (core, judged) in likely.prefix(Self.mostSymmetric) {
      let back = JudgedSpelling.all(of: TypedWord(folded: core), &search, judge)
        .first { $0.candidate.index == own && $0.candidate.reading == 0 }
      if let back, back.logOdds > judged.logOdds { cores[core]?.logOdds = back.logOdds }
    }
  }
}

extension Vocabulary {
  /// The forms that carry an article, a clitic or a case ending besides a core, which need be no form itself.
  func carriers(
    of core: String, in script: Script
  ) -> [(index: Int, reading: Int, rule: ReadingRules.Rule)] {
    guard script != .other else { return [] }
    var core = core
    return core.withUTF8 { utf8 in
      let core = UnsafeRawBufferPointer(utf8)
      return forms(sharingKey: VocabularyLayout.coreKey(core)).compactMap { index in
        reading(of: index, leaving: core, at: nil, in: script).map { (index, $0.ordinal, $0.rule) }
      }
    }
  }
}
