// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Xapian

/// Finds the words of the index that are the same word as one typed.
struct QueryExpansion {
  let vocabulary: Vocabulary
  let stems: StemKeys
  /// Where the words of fields are looked up; nil of a vocabulary without documents.
  let database: Database?
  let cache: ExpansionCache
  /// How many threads a look-up may take.
  let threads: Int
  /// Forms that no other word stands for, folded.
  var off: Set<String> = []

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

    /// The same where something else vouches for the word: the other half of a compound, a number.
    var vouchedFor: Reach {
      if case .spellings = self { .vouched } else { self }
    }
  }

  /// The most spellings that a group holds, the surest first.
  private static let spellingLimit = 64
  /// The most words that a prefix stands for, the most frequent first.
  static let prefixLimit = 1000
  /// How sure a spelling must be beside another word of the query.
  private static let minVouched = 0.02
  /// How sure a spelling must be of a compound written as one word.
  private static let minOfCompound = 0.1
  /// What an inflection is sure to be the same word, on the scale of spellings: sorts after the
  /// word itself and says nothing finer.
  private static let inflectionScore = 0.95

  /// All forms of a folded word, the word itself first even when the index does not hold it.
  func forms(of term: String, reach: Reach) -> [TermVariant] {
    forms(of: TypedWord(folded: term), reach: reach)
  }

  /// All forms of a word as typed, its fold first even when the index does not hold it.
  func forms(of word: TypedWord, reach: Reach) -> [TermVariant] {
    let forms = cache.forms(of: .init(word: word, reach: reach)) { found(for: word, reach) }
    return off.isEmpty
      ? forms : forms.prefix(1) + forms.dropFirst().filter { !off.contains($0.form) }
  }

  private func found(for word: TypedWord, _ reach: Reach) -> [TermVariant] {
    let term = word.folded
    let own = vocabulary.index(of: term)
    var forms = [
      TermVariant(
        form: term, script: Script(of: term), kind: .exact, score: 1,
        documents: own.map(vocabulary.frequency) ?? 0, reason: "")
    ]
    let minScore: Double?
    switch reach {
    case .exact: return forms
    case .inflections: minScore = nil
    case .spellings(let tier):
      // The halves of a compound vouch for each other.
      minScore =
        CompoundTable.parts(of: term).isEmpty
        ? tier.minScore : min(tier.minScore, Self.minOfCompound)
    case .vouched: minScore = Self.minVouched
    }
    let variants = vocabulary.variants(
      of: word, from: minScore, limit: Self.spellingLimit, threads: threads)
    if let miss = variants.nearMiss {
      cache.note(
        nearMiss: TermVariant(miss, documents: vocabulary.frequency(at: miss.index)), of: term)
    }
    var seen: Set<Int> = own.map { [$0] } ?? []
    for index in inflections(of: term, variants.stems) where seen.insert(index).inserted {
      forms.append(
        form(
          at: index, .inflection, Self.inflectionScore,
          term.utf8.allSatisfy(NumberReading.isDigit) ? "same number" : "same stem"))
    }
    for index in turnedLigatures(of: term) where seen.insert(index).inserted {
      forms.append(
        form(at: index, .inflection, Self.inflectionScore, "لا turned round, as in text from PDF"))
    }
    forms += variants.forms.filter { seen.insert($0.index).inserted }
      .map { TermVariant($0, documents: vocabulary.frequency(at: $0.index)) }
      .filter { Self.mayStand($0, for: forms[0]) }
    return forms
  }

  /// A number is no spelling of a word. A letter by itself is an initial or a type: a letter of another script
  /// may be the same.
  private static func mayStand(_ form: TermVariant, for word: TermVariant) -> Bool {
    let hasDigits = { (text: String) in text.utf8.contains(where: NumberReading.isDigit) }
    if hasDigits(form.form), !hasDigits(word.form) { return false }
    return word.form.unicodeScalars.count > 1
      || form.form.unicodeScalars.count == 1 && form.script != word.script
  }

  /// Words with the same stem, and words that are the same but for clitics and endings of names.
  private func inflections(of term: String, _ kinds: Variants.Stems) -> [Int] {
    if case .none = kinds { return [] }
    let names = NameInflections(of: term)
    let sameStem = stems.keys(term).flatMap { vocabulary.forms(sharingKey: $0) }
      .filter { !names.isOtherName(vocabulary.form(at: $0)) }
    if case .longer = kinds {
      return sameStem.filter {
        let form = vocabulary.form(at: $0)
        return form.contains(term) || form + "s" == term
      }
    }
    return sameStem + vocabulary.inflections(of: term).map(\.index)
  }

  func form(
    at index: Int, _ kind: TermVariant.Kind, _ score: Double, _ reason: String
  ) -> TermVariant {
    TermVariant(
      form: vocabulary.form(at: index), script: Script(of: vocabulary.form(at: index)), kind: kind,
      score: score, documents: vocabulary.frequency(at: index), reason: reason)
  }
}
