// SPDX-License-Identifier: GPL-2.0-or-later

/// Single words in which other spellings of a word are looked for, without regard to names.
///
/// Words are folded for comparison only: what is found is reported by its place in the list, and two
/// words that fold alike are both found.
public struct WordList: Sendable {
  /// A word of the list that may be the one looked for.
  public struct Hit: Sendable {
    /// The word's number in the list, from 0.
    public let index: Int
    /// How sure it is, 0 to 1; 1 when both fold alike.
    public let score: Double
  }

  private let vocabulary: Vocabulary
  private let known: KnownSpellings?
  /// The words of form f are `members[starts[f]..<starts[f + 1]]`.
  private let starts: [Int]
  private let members: [UInt32]

  /// Folds and indexes words, on all cores.
  public init(_ words: [String]) throws {
    try self.init(words, knownNames: Gazetteer.shared)
  }

  /// Folds and indexes words, on all cores; `knownNames` says which are known to be the same name.
  package init(_ words: [String], knownNames: Gazetteer?) throws {
    let folded = Parallel.map(count: words.count) { range in
      range.map { Self.folded(words[$0]) }
    }.flatMap { $0 }
    var builder = VocabularyBuilder()
    for form in folded { builder.add(form) }
    let vocabulary = try Vocabulary(bytes: builder.encoded(stamp: ""))
    let forms = Parallel.map(count: folded.count) { range in
      range.map { vocabulary.index(of: folded[$0]) ?? -1 }
    }.flatMap { $0 }
    var starts = [Int](repeating: 0, count: vocabulary.count + 1)
    for form in forms where form >= 0 { starts[form + 1] += 1 }
    for form in starts.indices.dropFirst() { starts[form] += starts[form - 1] }
    var next = starts
    var members = [UInt32](repeating: 0, count: starts.last ?? 0)
    for (word, form) in forms.enumerated() where form >= 0 {
      members[next[form]] = UInt32(word)
      next[form] += 1
    }
    self.vocabulary = vocabulary
    known = knownNames.map(KnownSpellings.init)
    self.starts = starts
    self.members = members
  }

  /// The words that may be the ones given, for each the best first, found on all cores.
  public func hits(
    of words: [String], minimumScore: Double, limit: Int
  ) -> [[Hit]] {
    guard let model = SpellingModel.shared else { return words.map { _ in [] } }
    let classifier = PairClassifier(vocabulary, model: model)
    return Parallel.map(count: words.count, parts: 64) { range in
      var search = SpellingSearch(vocabulary, model: model, floor: Self.minRaw)
      return range.map { hits(of: words[$0], &search, classifier, minimumScore, limit) }
    }.flatMap { $0 }
  }

  private func hits(
    of word: String, _ search: inout SpellingSearch, _ classifier: PairClassifier,
    _ minimumScore: Double, _ limit: Int
  ) -> [Hit] {
    let word = TypedWord(folded: Self.folded(word), typed: word)
    var hits: [Hit] = []
    func add(_ form: Int, _ score: Double) {
      for member in members[starts[form]..<starts[form + 1]] where hits.count < limit {
        hits.append(Hit(index: Int(member), score: score))
      }
    }
    let own = vocabulary.index(of: word.folded)
    if let own { add(own, 1) }
    let odds = logOdds(of: word, &search, classifier)
    let found = odds.filter { $0.key != own }
      .sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    for (form, logOdds) in found where hits.count < limit {
      let score = WordScore.probability(ofLogOdds: Double(logOdds))
      guard score >= minimumScore else { break }
      add(form, score)
    }
    return hits
  }

  /// The log-odds of the forms that the search finds or that open data lists as spellings of a word.
  private func logOdds(
    of word: TypedWord, _ search: inout SpellingSearch, _ classifier: PairClassifier
  ) -> [Int: Float] {
    var odds: [Int: Float] = [:]
    for spelling in ClassifiedSpelling.all(of: word, &search, classifier) {
      odds[spelling.candidate.index] = spelling.logOdds
    }
    for (form, support) in known?.supports(of: word.folded) ?? [:] {
      guard let index = vocabulary.index(of: form) else { continue }
      odds[index] = KnownSpellings.logOdds(odds[index], support: support)
    }
    return odds
  }

  /// The fold as one word: what separates words in it is left out.
  private static func folded(_ word: String) -> String {
    let folded = Folding.folded(word)
    return folded.utf8.contains(UInt8(ascii: " ")) ? folded.filter { $0 != " " } : folded
  }

  /// What the transducer scores below this, in quarter units, is not classified: few are right.
  private static let minRaw = -24
}
