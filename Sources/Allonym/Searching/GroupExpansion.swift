// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Xapian

/// Finds the words of the index that are the same word as one typed.
struct GroupExpansion {
  let vocabulary: Vocabulary
  /// Whether the vocabulary's frequencies are those of the database.
  let isExact: Bool
  let stems: StemKeys
  let database: Database
  let cache: ExpansionCache
  /// How many threads a look-up may take.
  let threads: Int

  /// What a word stands for.
  enum Reach: Hashable {
    /// The word itself.
    case exact
    /// The word and its inflections.
    case inflections
    /// Its spellings, too.
    case spellings(SpellingTier)
    /// Less certain spellings, too, for words side by side that vouch for each other.
    case vouched
  }

  /// The most spellings that a group holds, the surest first.
  private static let spellingLimit = 64
  /// The most words that a prefix stands for, the most frequent first.
  static let prefixLimit = 1000
  /// How many spellings may be bridges, whose own spellings count.
  private static let mostBridges = 4
  /// In larger vocabularies bridges lead astray, and cost as much as a look-up each.
  private static let largestBridged = 100_000
  /// How sure a spelling must be beside another word of the query.
  private static let leastVouched = 0.08
  /// How sure a spelling must be that is the name of a place in the query's script.
  private static let leastOfPlace = 0.5
  /// What an inflection is sure to be the same word, on the scale of spellings: sorts after the
  /// word itself and tells nothing finer.
  private static let inflectionScore = 0.95

  /// All forms of a folded word, the word itself first even when the index does not hold it.
  func forms(of term: String, reach: Reach) -> [GroupForm] {
    forms(of: TypedWord(folded: term), reach: reach)
  }

  /// All forms of a word as typed, its fold first even when the index does not hold it.
  func forms(of word: TypedWord, reach: Reach) -> [GroupForm] {
    cache.forms(of: .init(word: word, reach: reach)) { found(for: word, reach) }
  }

  private func found(for word: TypedWord, _ reach: Reach) -> [GroupForm] {
    let term = word.folded
    let own = vocabulary.index(of: term)
    var forms = [
      GroupForm(
        form: term, script: Script(of: term), kind: .exact, score: 1,
        documents: own.map(documents) ?? 0, reason: "")
    ]
    if case .exact = reach { return forms }
    var seen: Set<Int> = own.map { [$0] } ?? []
    for index in inflections(of: term) where seen.insert(index).inserted {
      forms.append(
        form(
          at: index, .inflection, Self.inflectionScore,
          term.utf8.allSatisfy(NumberReading.isDigit) ? "same number" : "same stem"))
    }
    for index in turnedLigatures(of: term) where seen.insert(index).inserted {
      forms.append(
        form(at: index, .inflection, Self.inflectionScore, "لا turned round, as in text from PDF"))
    }
    let tier: SpellingTier
    let leastScore: Double
    switch reach {
    case .exact, .inflections: return forms
    case .spellings(let wanted): (tier, leastScore) = (wanted, 0)
    case .vouched: (tier, leastScore) = (.wide, Self.leastVouched)
    }
    for index in otherNames(of: forms) where seen.insert(index).inserted {
      forms.append(form(at: index, .alias, Self.inflectionScore, AliasSet.Source.places.reason))
    }
    let hasDigits = term.utf8.contains(where: NumberReading.isDigit)
    let isLetter = term.unicodeScalars.count == 1
    for (index, spelling) in spellings(of: word, tier: tier)
    where spelling.score >= leastScore && seen.insert(index).inserted {
      // A number is no spelling of a word.
      if !hasDigits, spelling.form.utf8.contains(where: NumberReading.isDigit) { continue }
      // Syria is written so: what looks a little like it in its script is another name.
      if spelling.score < Self.leastOfPlace, spelling.script == forms[0].script,
        PlaceNames.holds(spelling.form)
      {
        continue
      }
      // A letter by itself is an initial or a type: a letter of another script may be the same.
      if isLetter, spelling.form.unicodeScalars.count > 1 || spelling.script == forms[0].script {
        continue
      }
      forms.append(spelling)
    }
    // Words that no document holds any more stay in the vocabulary until it is made anew.
    return isExact ? forms : forms.prefix(1) + forms.dropFirst().filter { $0.documents > 0 }
  }

  /// How many documents hold a form.
  private func documents(at index: Int) -> Int {
    isExact
      ? vocabulary.frequency(at: index)
      : (try? database.termFrequency(vocabulary.form(at: index))) ?? 0
  }

  /// How sure a bridge must be, and what it leads to: the product of both steps. Among few words, where each
  /// pair is judged by itself, scores are lower.
  private var leastSure: (bridge: Double, bridged: Double) {
    vocabulary.isFewWords ? (0.5, 0.4) : (0.8, 0.67)
  }

  /// Spellings of a word, and spellings of its surest spellings where these are sure enough to
  /// bridge: Sharaa finds Shara, and through it الشرع.
  private func spellings(
    of word: TypedWord, tier: SpellingTier
  ) -> [(index: Int, form: GroupForm)] {
    let own = vocabulary.spellings(
      of: word, tier: tier, limit: Self.spellingLimit, threads: threads)
    var found: [Int: GroupForm] = [:]
    for spelling in own {
      found[spelling.index] = GroupForm(spelling, documents: documents(at: spelling.index))
    }
    let least = leastSure
    let bridges =
      vocabulary.count > Self.largestBridged
      ? []
      : own.filter { $0.score >= least.bridge && $0.isAsWritten }.prefix(Self.mostBridges)
    for bridge in bridges {
      for spelling in vocabulary.spellings(of: bridge.form, tier: tier, limit: Self.spellingLimit) {
        let score = bridge.score * spelling.score
        if score >= least.bridged, score > found[spelling.index]?.score ?? 0 {
          found[spelling.index] = form(
            at: spelling.index, .spelling, score, "through \(bridge.form)")
        }
      }
    }
    return found.sorted { ($1.value.score, $0.key) < ($0.value.score, $1.key) }
      .map { ($0.key, $0.value) }
  }

  /// Other names of the places that forms of a word name, with their inflections.
  private func otherNames(of forms: [GroupForm]) -> [Int] {
    forms.flatMap { PlaceNames.words(for: $0.form) }.flatMap { name in
      (vocabulary.index(of: name).map { [$0] } ?? []) + inflections(of: name)
    }
  }

  /// Words with the same stem, and words that are the same but for clitics and endings of names.
  private func inflections(of term: String) -> [Int] {
    let names = NameInflections(of: term)
    let sameStem = stems.keys(term).flatMap { vocabulary.forms(sharingKey: $0) }
      .filter { !names.isOtherName(vocabulary.form(at: $0)) }
    return sameStem + vocabulary.inflections(of: term).map(\.index)
  }

  func form(
    at index: Int, _ kind: GroupForm.Kind, _ score: Double, _ reason: String
  ) -> GroupForm {
    GroupForm(
      form: vocabulary.form(at: index), script: Script(of: vocabulary.form(at: index)), kind: kind,
      score: score, documents: documents(at: index), reason: reason)
  }
}
