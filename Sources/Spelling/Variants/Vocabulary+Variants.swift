// SPDX-License-Identifier: GPL-2.0-or-later
/// A form of an archive that stands for a word searched for.
public struct Variant: Sendable, Equatable {
  /// How it stands for the word.
  public enum Kind: Sendable {
    /// It is the word itself with another article, clitic or ending.
    case inflection
    /// It is another spelling of the same name.
    case spelling
    /// It is another name of the same thing, by open data.
    case alias
  }

  /// The form's number in its vocabulary.
  public let index: Int
  /// How it stands for the word.
  public let kind: Kind
  /// The form with its score, the probability that it stands for the word, and the reason.
  public let spelling: WordSpelling
}

/// What an archive holds for a word.
public struct Variants: Sendable {
  /// Which words of its stem stand for it, too.
  public enum Stems: Sendable {
    /// None: it is a name.
    case none
    /// Those that are the word with something added, and the singular of a plural in -s: it may be a name, from which
    /// nothing else is taken.
    case longer
    /// All: it is an ordinary word, or nothing is known of it.
    case all
  }

  /// Which words of its stem stand for it, too.
  public let stems: Stems
  /// The forms that stand for it, best first, without the word itself.
  public let forms: [Variant]
  /// The likeliest of the spellings that are not sure enough, but would be for the wide tier.
  public var nearMiss: Variant?
}

extension Vocabulary {
  /// The forms that stand for a word, best first, without the word itself: its inflections, its spellings and what
  /// open data knows as another name.
  ///
  /// - Parameters:
  ///   - leastScore: how sure spellings must be; nil for inflections alone.
  ///   - threads: more than one takes two, which is quicker where nothing else is looked up.
  public func variants(
    of typed: TypedWord, from minScore: Double?, limit: Int = 100, threads: Int = 1
  ) -> Variants {
    guard let model = SpellingModel.shared else { return Variants(stems: .all, forms: []) }
    let word = QueryWord(typed, in: self, model: model)
    let minimum = minScore ?? SpellingTier.strict.minScore
    var nearMiss: (VariantCandidate, Double)?
    let (candidates, evidence) = evidence(
      of: word, takesSpellings: minScore != nil, model: model, threads: threads)
    let forms =
      candidates
      .compactMap { candidate -> (VariantCandidate, Double)? in
        guard
          let features = evidence.features(
            of: candidate, minimum: min(minimum, SpellingTier.wide.minScore))
        else { return nil }
        let score = VariantClassifier.shared.probability(features)
        // An inflection is as sure for a rare spelling as for a likely one.
        let strict = SpellingTier.strict.minScore
        let needed = candidate.isSame ? strict : minimum
        guard score >= needed else {
          if minScore != nil, !candidate.isSame,
            score > nearMiss?.1 ?? SpellingTier.wide.minScore,
            !isOtherPlace(candidate, in: word.script)
          {
            nearMiss = (candidate, score)
          }
          return nil
        }
        // Syria is written so: what looks a little like it in its script is another name.
        return score >= strict || !isOtherPlace(candidate, in: word.script)
          ? (candidate, score) : nil
      }
      .sorted { ($0.1, $1.0.index) > ($1.1, $0.0.index) }.prefix(limit)
      .map { variant($0, of: typed, score: $1) }
    return Variants(
      stems: word.stems, forms: forms,
      nearMiss: nearMiss.map { variant($0.0, of: typed, score: $0.1) })
  }

  /// The candidates of a word with their features, for calibration.
  package func variantFeatures(
    of typed: TypedWord
  ) -> [(index: Int, core: String, features: VariantFeatures)] {
    guard let model = SpellingModel.shared else { return [] }
    let word = QueryWord(typed, in: self, model: model)
    let (candidates, evidence) = evidence(
      of: word, takesSpellings: true, model: model, threads: 1)
    return candidates.map { ($0.index, $0.core, evidence.features(of: $0)) }
  }

  private func evidence(
    of word: QueryWord, takesSpellings: Bool, model: SpellingModel, threads: Int
  ) -> ([VariantCandidate], VariantEvidence) {
    let search = VariantSearch(vocabulary: self, model: model, threads: threads)
    let candidates =
      word.script == .other ? [] : search.candidates(of: word, takesSpellings: takesSpellings)
    return (candidates, VariantEvidence(of: word, candidates, in: self, model: model))
  }

  /// Whether a form that only looks alike is the name of a well-known place, in the script of the word.
  private func isOtherPlace(_ candidate: VariantCandidate, in script: Script) -> Bool {
    guard case .alike = candidate.relation, Script(ofWordText: candidate.core) == script else {
      return false
    }
    return Gazetteer.shared?.entities(named: candidate.core).contains {
      $0.kind == .place && $0.sourceCount > 1
    } ?? false
  }

  private func variant(
    _ candidate: VariantCandidate, of word: TypedWord, score: Double
  ) -> Variant {
    let kind: Variant.Kind
    let ground: WordSpelling.Ground
    switch candidate.relation {
    case .same: (kind, ground) = (.inflection, .sameWord)
    case .known(let known) where known.isAlias: (kind, ground) = (.alias, .otherName)
    case .known: (kind, ground) = (.spelling, .knownName)
    case .alike: (kind, ground) = (.spelling, .letters)
    }
    return Variant(
      index: candidate.index, kind: kind,
      spelling: WordSpelling(
        index: candidate.index, form: form(at: candidate.index),
        script: Script(ofWord: bytes(at: candidate.index)),
        score: score, word: word.folded,
        comparedWith: candidate.classified?.word ?? word.folded, analysis: candidate.analysis,
        queryAnalysis: candidate.classified?.candidate.queryAnalysis ?? 0, ground: ground))
  }
}
