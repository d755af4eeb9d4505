// SPDX-License-Identifier: GPL-2.0-or-later

/// How sure it is that two words of names are the same, by their letters and by what open data knows of them.
struct WordVerdict: Sendable {
  /// The log-odds of two whole words.
  var logOdds: Float
  /// The log-odds where several words are written as one, with vowels of articles in them.
  var solidLogOdds: Float
  /// Open data knows both as spellings of one name.
  var isKnownSame = false
  /// Open data knows both, and as different names.
  var isKnownOther = false

  /// The log-odds of a word and itself.
  static let identical: Float = 6
  /// How sure two words that stand for the same name are the same.
  private static let sameName: Float = 3.5
  /// How sure two words that stand for different names are the same: data has gaps.
  private static let otherName: Float = -2.2
  /// How sure a word is the same under another article, clitic or case ending.
  private static let inflected: Float = 2.9
  /// What a group of open data that lists both words adds to what their letters say.
  private static let listedTogether: Float = 2
  /// Words whose letters say less than this are listed together as parts of one name, not as its spellings.
  private static let leastListed: Float = -2.5

  /// Words of different languages that mean the same.
  static let sameMeaning = WordVerdict(logOdds: 3.5, solidLogOdds: 3.5)

  /// A word and itself.
  static let identity = WordVerdict(logOdds: identical, solidLogOdds: identical)

  /// Judges two folded words by what their letters say; nil where nothing speaks for them.
  ///
  /// Given names that stand for different names are seldom the same, unless the one only doubles letters of the
  /// other; of family names the letters tell more than gaps in the data, above all across scripts. Where
  /// nothing is known of one, vowels that seldom stand for each other tell as much.
  init?(
    _ word: String, _ other: String, letters: Float?, known name: KnownName,
    _ otherName: KnownName, model: SpellingModel
  ) {
    let agreement = name.agreement(with: otherName)
    var odds = letters
    if Script(ofWordText: word) == Script(ofWordText: other), Self.isInflection(word, other) {
      odds = max(odds ?? Self.inflected, Self.inflected)
    }
    if let listed = odds, listed >= Self.leastListed,
      model.nameGroups.listsTogether(WordLetters(word), WordLetters(other))
    {
      isKnownSame = true
      odds = listed + Self.listedTogether
    }
    solidLogOdds = odds ?? -.infinity
    if let agreement {
      if agreement >= KnownName.leastAgreement {
        isKnownSame = true
        odds = max(odds ?? Self.sameName, Self.sameName)
      } else if name.isGiven || otherName.isGiven,
        Script(of: word) == Script(of: other) || name.isGiven && otherName.isGiven,
        !Self.withoutDoubles(word, equal: other), !isKnownSame
      {
        isKnownOther = true
        odds = odds.map { min($0, Self.otherName) }
        solidLogOdds = odds ?? -.infinity
      }
    } else if name.isGiven || otherName.isGiven, let known = odds, !isKnownSame,
      let likelihood = VowelChanges.shared.likelihood(of: word, as: other)
    {
      odds = min(known, Float(WordScore.logOdds(ofProbability: likelihood)))
    }
    guard let odds else { return nil }
    logOdds = min(odds, Self.identical - 0.5)
  }

  private init(logOdds: Float, solidLogOdds: Float) {
    self.logOdds = logOdds
    self.solidLogOdds = solidLogOdds
  }

  /// Whether the one is the other with an affix.
  private static func isInflection(_ word: String, _ other: String) -> Bool {
    isReading(word, of: other) || isReading(other, of: word)
  }

  private static func isReading(_ core: String, of word: String) -> Bool {
    var word = word
    return word.withUTF8 { utf8 in
      let bytes = UnsafeRawBufferPointer(utf8)
      var found = false
      ReadingRules.shared.apply(to: bytes, in: Script(ofWord: bytes)) { _, rule, stem in
        found =
          found
          || stem.count + rule.replacement.count == core.utf8.count
            && core.utf8.starts(with: stem)
            && core.utf8.dropFirst(stem.count).elementsEqual(
              rule.replacement)
      }
      return found
    }
  }

  private static func withoutDoubles(_ word: String, equal other: String) -> Bool {
    func single(_ word: String) -> [Unicode.Scalar] {
      word.unicodeScalars.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }
    return single(word) == single(other)
  }
}

extension NameGroups {
  /// Whether a name of the training data is written as either word.
  func listsTogether(_ word: WordLetters, _ other: WordLetters) -> Bool {
    let own = word.withLetters { entries(of: $0) }
    guard !own.isEmpty else { return false }
    let others = other.withLetters { entries(of: $0) }.map { group(at: $0) }
    return own.contains { entry in
      let (number, isMarked) = group(at: entry)
      return others.contains { $0.number == number && !($0.isMarked && isMarked) }
    }
  }
}
