// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

extension Vocabulary {
  /// The forms that are taken for the same name as a folded word, best first, without the word.
  ///
  /// Forms that carry an article, a clitic or a case ending besides a spelling come with it, a
  /// little less sure: Hmeimim finds Хмеймим and with it Хмеймиме.
  ///
  /// - Parameter threads: more than one takes two, which is quicker where nothing else is looked up.
  public func spellings(
    of word: String, tier: SpellingTier = .strict, limit: Int = 100, threads: Int = 1
  ) -> [WordSpelling] {
    spellings(of: TypedWord(folded: word), tier: tier, limit: limit, threads: threads)
  }

  /// The forms that are taken for the same name as a word, by its fold and by what the marks say with which it
  /// was typed; best first, without the word itself.
  ///
  /// - Parameter threads: more than one takes two, which is quicker where nothing else is looked up.
  public func spellings(
    of word: TypedWord, tier: SpellingTier = .strict, limit: Int = 100, threads: Int = 1
  ) -> [WordSpelling] {
    guard let model = SpellingModel.shared else { return [] }
    let floor = count <= Self.smallSize ? SpellingTier.wide.minRaw : tier.minRaw
    var search = SpellingSearch(self, model: model, floor: floor, threads: threads)
    let classifier = PairClassifier(self, model: model, among: surroundings)
    let own = index(of: word.folded)
    var best: [Int: (odds: Float, analysis: Int, by: ClassifiedSpelling)] = [:]
    func add(_ index: Int, _ odds: Float, analysis: Int, _ spelling: ClassifiedSpelling) {
      guard index != own, odds > best[index]?.odds ?? -.infinity else { return }
      best[index] = (odds, analysis, spelling)
    }
    var letters = word.folded
    let (script, usesDocumentFrequency) = letters.withUTF8 { utf8 in
      let word = UnsafeRawBufferPointer(utf8)
      return (Script(ofWord: word), !isFewWords && looksLikeName(word, model: model))
    }
    for spelling in ClassifiedSpelling.all(of: word, &search, classifier)
    where spelling.logOdds >= tier.minLogOdds - Self.maxEvidence {
      let candidate = spelling.candidate
      var odds = spelling.logOdds
      if usesDocumentFrequency {
        odds += evidence(ofDocumentsWith: candidate, from: script, model: model)
      }
      guard odds >= tier.minLogOdds else { continue }
      add(candidate.index, odds, analysis: candidate.analysis, spelling)
      guard candidate.analysis == 0 else { continue }
      for carrier in carriers(of: candidate.index) {
        add(carrier.index, odds - Float(carrier.cost) / 4, analysis: carrier.analysis, spelling)
      }
    }
    return best.sorted { ($0.value.odds, $1.key) > ($1.value.odds, $0.key) }.prefix(limit)
      .map { index, found in
        WordSpelling(
          index: index, form: form(at: index), script: Script(ofWord: bytes(at: index)),
          score: 1 / (1 + exp(-Double(found.odds))), word: word.folded,
          comparedWith: found.by.word, analysis: found.analysis,
          queryAnalysis: found.by.candidate.queryAnalysis)
      }
  }

  /// Whether the other forms are so few that they are no measure, and each pair is classified by itself.
  package var isFewWords: Bool { count <= 256 }
  /// Up to so many words, unlikely scores are classified, too.
  private static let smallSize = 100_000
  var surroundings: PairClassifier.Surroundings {
    isFewWords
      ? .fewWords(prior: Self.priorAmongFew, priorAcrossScripts: Self.priorAcrossScripts)
      : .vocabulary
  }
  /// What is added among few words to the log-odds of a pair by itself; more, and tortoise would pass
  /// for طرطوس.
  private static let priorAmongFew: Float = 1.2
  /// What is added besides where the two are of different scripts. Chosen on the golden names.
  static let priorAcrossScripts: Float = 0.67

  /// What the number of documents says of a candidate in another script: accidents are mostly rare
  /// words, while a name that is written about stands in many texts. Words that do not look like
  /// names get nothing, for the most frequent words are no names.
  ///
  /// A logistic regression on 4,000 training names among the 457,000 words of 100 MB of news gives
  /// documents a weight of .3; less is taken, because the few frequent words that are wrong bring
  /// many documents. On the dev names among these words it adds 5 % of hits, as precise as the others.
  private func evidence(
    ofDocumentsWith candidate: SpellingCandidate, from script: Script, model: SpellingModel
  ) -> Float {
    let form = bytes(at: candidate.index)
    guard Script(ofWord: form) != script, looksLikeName(form, model: model) else { return 0 }
    return 0.2 * log(Float(max(frequency(at: candidate.index), 1)))
  }

  private func looksLikeName(_ word: UnsafeRawBufferPointer, model: SpellingModel) -> Bool {
    model.nameness(of: WordLetters(word), in: Script(ofWord: word)) > Self.minNameness
  }

  /// Most names look more like names than this, and most ordinary words less, in log-odds.
  private static let minNameness: Float = -1.25
  /// What the number of documents adds at most, at e¹⁰ of them: less likely candidates need no look.
  private static let maxEvidence: Float = 2
}
