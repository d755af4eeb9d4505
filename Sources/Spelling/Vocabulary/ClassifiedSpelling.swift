// SPDX-License-Identifier: GPL-2.0-or-later

/// A form and how sure it is to be the same name as a word that somebody typed.
struct ClassifiedSpelling {
  /// The form in its best analyses.
  let candidate: SpellingCandidate
  /// The log-odds of its being the same name.
  var logOdds: Float
  /// What it was compared with: the word's fold, or the word with its marks written out.
  let word: String

  /// What a form counts at least, also where it was not found: about where the search gives up.
  private static let minimum: Float = -6.3
  /// How much of what the marks say for and against a form counts, and what they take at most.
  ///
  /// Chosen on 7,100 training names with marks; shares near these are as good. To take the better of the two alone
  /// finds as much, but more that is wrong; to take the marks at their word loses what they do not mean.
  private static let shareFor: Float = 0.8
  private static let shareAgainst: Float = 0.3
  private static let maxAgainst: Float = 2

  /// The forms of a word in order of their numbers, classified by its fold and by what its marks say.
  static func all(
    of word: TypedWord, _ search: inout SpellingSearch, _ classifier: PairClassifier
  ) -> [ClassifiedSpelling] {
    let folded = all(of: word.folded, &search, classifier)
    guard let writtenOut = word.writtenOut else { return folded }
    var found: [Int: (folded: ClassifiedSpelling?, marked: ClassifiedSpelling?)] = [:]
    for spelling in folded { found[spelling.candidate.index] = (spelling, nil) }
    for spelling in all(of: writtenOut, &search, classifier) {
      found[spelling.candidate.index, default: (nil, nil)].marked = spelling
    }
    return found.values.compactMap { together($0.folded, $0.marked) }
      .sorted { $0.candidate.index < $1.candidate.index }
  }

  private static func all(
    of word: String, _ search: inout SpellingSearch, _ classifier: PairClassifier
  ) -> [ClassifiedSpelling] {
    let candidates = search.candidates(of: word)
    return zip(candidates, classifier.logOdds(candidates, of: word)).map {
      ClassifiedSpelling(candidate: $0, logOdds: $1, word: word)
    }
  }

  /// What the fold and the marks say of a form: the one that speaks more for it says how it is read.
  private static func together(
    _ folded: ClassifiedSpelling?, _ marked: ClassifiedSpelling?
  ) -> ClassifiedSpelling? {
    let isMarked =
      max(marked?.logOdds ?? minimum, minimum) > max(folded?.logOdds ?? minimum, minimum)
    var best = isMarked ? marked : folded ?? marked
    best?.logOdds = combined(folded: folded?.logOdds, marked: marked?.logOdds)
    return best
  }

  /// The log-odds of a form by its fold and by what the marks say; nil where it was not found.
  static func combined(folded: Float?, marked: Float?) -> Float {
    let odds = max(folded ?? minimum, minimum)
    let difference = max(marked ?? minimum, minimum) - odds
    return odds
      + (difference > 0
        ? shareFor * difference : max(-maxAgainst, shareAgainst * difference))
  }
}
