// SPDX-License-Identifier: GPL-2.0-or-later

/// Compares the words of two names that the index did not bring together, because they are little alike: beside a
/// word that matches, they may be the same all the same. Keeps what it found.
struct WordPairs {
  private struct Pair: Hashable {
    let word: TypedWord
    let other: String
  }

  private let model: SpellingModel?
  private var verdicts: [Pair: WordVerdict?] = [:]
  private var comparisons: [TypedWord: WordComparison] = [:]

  /// So many are kept.
  private static let maxPairs = 200_000
  private static let maxComparisons = 256
  /// A word whose best pair is surer than this is not looked at again.
  private static let found: Double = 1
  /// Words less alike than this are different ones.
  private static let minLogOdds: Float = -7
  /// What the transducer scores below this, in quarter units, is not classified.
  private static let minRaw = -56
  /// Words that score less at a quick look are not the same; those of custom must score more.
  private static let minNear = -40
  private static let minCustom = -16
  /// What a name loses that is the same by custom in another script.
  private static let custom: Float = 1.5

  init(model: SpellingModel?) { self.model = model }

  /// Without a model words are never alike.
  var hasModel: Bool { model != nil }

  /// The pairs of two names with those of the telling words that are in none, or in none that is sure.
  mutating func completed(_ pairs: [TokenPair], _ name: Name, _ other: Name) -> [TokenPair] {
    func open(_ name: Name, _ side: (TokenPair) -> Range<Int>) -> [Int] {
      name.tokens.indices.filter { index in
        name.tokens[index].isOpen
          && !pairs.contains { $0.logOdds > Self.found && side($0).contains(index) }
      }
    }
    let left = open(name, \.left)
    let right = open(other, \.right)
    guard !left.isEmpty, !right.isEmpty else { return pairs }
    var completed = pairs
    for own in left {
      for match in right
      where !pairs.contains(where: { $0.left == own..<own + 1 && $0.right == match..<match + 1 }) {
        if let pair = pair(name, own, other, match) { completed.append(pair) }
      }
    }
    return completed
  }

  private mutating func pair(_ name: Name, _ own: Int, _ other: Name, _ match: Int) -> TokenPair? {
    let (word, listed) = (name.tokens[own], other.tokens[match])
    var best: TokenPair?
    if let verdict = verdict(TypedWord(folded: word.text, typed: word.typed), listed.text) {
      best = TokenPair(left: own..<own + 1, right: match..<match + 1, verdict, isSolid: false)
    }
    guard Script(of: word.text) != Script(of: listed.text) else { return best }
    let customary =
      word.customary.map { (TypedWord(folded: $0), listed.text) }
      + listed.customary.map { (TypedWord(folded: $0), word.text) }
    for (word, other) in customary {
      guard let verdict = verdict(word, other) else { continue }
      let odds = Double(verdict.logOdds - Self.custom)
      if odds > best?.logOdds ?? 0 { best = TokenPair(own, match, odds, .custom) }
    }
    return best
  }

  private mutating func verdict(_ word: TypedWord, _ other: String) -> WordVerdict? {
    let pair = Pair(word: word, other: other)
    if let verdict = verdicts[pair] { return verdict }
    guard let model, let comparison = comparison(of: word) else { return nil }
    if verdicts.count >= Self.maxPairs { verdicts.removeAll(keepingCapacity: true) }
    var text = other
    let letters = text.withUTF8 { utf8 in
      comparison.logOdds(count: 1) { _ in UnsafeRawBufferPointer(utf8) }
    }
    let verdict = WordVerdict(
      word.folded, other, letters: letters[0], known: KnownNames.shared[word.folded],
      KnownNames.shared[other], model: model
    ).flatMap { $0.logOdds >= Self.minLogOdds ? $0 : nil }
    verdicts[pair] = .some(verdict)
    return verdict
  }

  /// What compares a word; nil without a model.
  mutating func comparison(of word: TypedWord) -> WordComparison? {
    guard let model else { return nil }
    if let comparison = comparisons[word] { return comparison }
    if comparisons.count >= Self.maxComparisons { comparisons.removeAll(keepingCapacity: true) }
    let comparison = WordComparison(word, model: model, minRaw: Self.minRaw)
    comparisons[word] = comparison
    return comparison
  }

  /// Whether a word of a name and one of a list may be the same, by a quick look at their letters, or by custom.
  mutating func mayBe(
    _ token: NameToken, _ comparison: WordComparison, _ other: ListedToken,
    in vocabulary: Vocabulary
  ) -> Bool {
    let bytes = vocabulary.bytes(at: other.form)
    if comparison.isNear(bytes, floor: Self.minNear) { return true }
    guard !token.customary.isEmpty || other.isCustomary else { return false }
    let text = String(decoding: bytes, as: UTF8.self)
    if token.customary.contains(text) { return true }
    guard Script(ofWord: bytes) != Script(ofWordText: token.text) else { return false }
    for custom in token.customary {
      let isNear = self.comparison(of: TypedWord(folded: custom))?
        .isNear(bytes, floor: Self.minCustom)
      if isNear ?? false { return true }
    }
    return other.isCustomary
      && Nicknames.shared.others(of: text).contains { custom in
        var custom = custom
        return custom.withUTF8 {
          comparison.isNear(UnsafeRawBufferPointer($0), floor: Self.minCustom)
        }
      }
  }
}
