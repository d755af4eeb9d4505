// SPDX-License-Identifier: GPL-2.0-or-later

/// One or more words of a name as a list is searched for them.
struct SoughtWord: Hashable, Sendable {
  let word: TypedWord
  /// Whether it is several words as if they were one: then only single words of a list can be the same.
  let isJoined: Bool

  init(_ unit: NameUnit) {
    word = unit.word
    isJoined = unit.tokens.count > 1
  }
}

/// A word of a list that may be one looked for.
struct WordHit: Sendable {
  /// The number of its form in the list's words, or in its joined words.
  let form: Int
  /// Whether it is several words as if they were one.
  let isJoined: Bool
  let verdict: WordVerdict
}

/// Finds the words of a list that may be a word, each classified by itself: the index brings them, and says no more.
struct WordFinder {
  private let list: NameList
  private let model: SpellingModel?
  private var words: SpellingSearch?
  private var joined: SpellingSearch?

  /// Of so few words every one is classified, keys or no keys.
  private static let shortList = 256
  /// Pairs of words less sure than this are different words.
  private static let minLogOdds: Float = -4
  /// What the index scores below this, in quarter units, is not classified.
  private static let minRaw = -22
  /// The nearest of the list's words are scored, as in a search, but fewer: beside another word that matches, a word is
  /// compared anyway. Among 100,000 names this and the limits below lose 2 right matches of 1,227 and two fifths of
  /// the time.
  private static let maxWords = 1000
  private static let maxWordCost = 48
  /// Of joined words there are many more than of single ones, and few are one word elsewhere.
  private static let maxJoined = 200
  private static let maxJoinedCost = 24
  /// A word of fewer letters is not two words.
  private static let shortestJoined = 4

  init(_ list: NameList, model: SpellingModel?) {
    self.list = list
    self.model = model
    guard let model else { return }
    words = SpellingSearch(list.words.vocabulary, model: model, floor: Self.minRaw)
    joined = SpellingSearch(list.joined.vocabulary, model: model, floor: Self.minRaw)
    words?.maxCandidates = Self.maxWords
    words?.maxSkeletonCost = Self.maxWordCost
    joined?.maxCandidates = Self.maxJoined
    joined?.maxSkeletonCost = Self.maxJoinedCost
  }

  /// The words of the list that may be a word.
  mutating func hits(of sought: SoughtWord) -> [WordHit] {
    let known = KnownNames.shared[sought.word.folded]
    let comparison = model.map {
      WordComparison(sought.word, model: $0, minRaw: Self.minRaw)
    }
    let single = candidates(of: sought.word, known, in: list.words, &words)
    let found = hits(of: sought.word, known, comparison, among: single, isJoined: false)
    guard !sought.isJoined, sought.word.folded.unicodeScalars.count >= Self.shortestJoined else {
      return found
    }
    let several = candidates(of: sought.word, known, in: list.joined, &joined)
    return found + hits(of: sought.word, known, comparison, among: several, isJoined: true)
  }

  private func hits(
    of word: TypedWord, _ known: KnownName, _ comparison: WordComparison?, among forms: [Int],
    isJoined: Bool
  ) -> [WordHit] {
    let vocabulary = (isJoined ? list.joined : list.words).vocabulary
    let own = vocabulary.index(of: word.folded)
    var hits = own.map { [WordHit(form: $0, isJoined: isJoined, verdict: .identity)] } ?? []
    guard let model, let comparison else { return hits }
    let forms = forms.filter { $0 != own }
    let letters = comparison.logOdds(count: forms.count) { vocabulary.bytes(at: forms[$0]) }
    for (form, letters) in zip(forms, letters) {
      let other = vocabulary.form(at: form)
      if let verdict = WordVerdict(
        word.folded, other, letters: letters, known: known, KnownNames.shared[other], model: model),
        verdict.logOdds >= Self.minLogOdds
      {
        hits.append(WordHit(form: form, isJoined: isJoined, verdict: verdict))
      }
    }
    return hits
  }

  /// The forms to compare a word with, in order.
  private func candidates(
    of word: TypedWord, _ known: KnownName, in index: UnitIndex, _ search: inout SpellingSearch?
  ) -> [Int] {
    let vocabulary = index.vocabulary
    guard vocabulary.count > Self.shortList else { return Array(0..<vocabulary.count) }
    var forms = index.forms(knownAs: known)
    for text in [word.folded, word.writtenOut].compactMap({ $0 }) {
      forms.formUnion(search?.candidates(of: text).map(\.index) ?? [])
    }
    forms.formUnion(vocabulary.inflections(of: word.folded).map(\.index))
    return forms.sorted()
  }
}
