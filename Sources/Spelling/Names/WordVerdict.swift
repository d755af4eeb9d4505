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
  /// How much surer than given names other names are the same that differ in vowels.
  private static let familyName: Float = 1
  /// How sure short words are the same that differ in one consonant: Yong and Jong.
  private static let otherConsonant: Float = -1
  private static let maxShort = 5
  private static let shortestCompound = 6
  /// Letters that stand for one sound in different spellings.
  private static let alike: [Set<Unicode.Scalar>] = [["c", "k", "q"], ["v", "w"], ["s", "z"]]
  private static let vowels = Set("aeiouаеиоуыэюяй".unicodeScalars)
  /// How sure a word is the same under another article, clitic or case ending.
  private static let inflected: Float = 2.9
  /// What a group of open data that lists both words adds to what their letters say.
  private static let listedTogether: Float = 2
  /// Words whose letters say less than this are listed together as parts of one name, not as its spellings.
  private static let minListed: Float = -2.5

  /// Words of different languages that mean the same.
  static let sameMeaning = WordVerdict(logOdds: 3.5, solidLogOdds: 3.5)

  /// A word and itself.
  static let identity = WordVerdict(logOdds: identical, solidLogOdds: identical)

  /// Classifies two folded words by what their letters say; nil where nothing speaks for them.
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
    if let listed = odds, listed >= Self.minListed,
      model.nameGroups.listsTogether(WordLetters(word), WordLetters(other))
    {
      isKnownSame = true
      odds = listed + Self.listedTogether
    }
    solidLogOdds = odds ?? -.infinity
    if let agreement {
      if agreement >= KnownName.minAgreement {
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
    } else if let known = odds, !isKnownSame {
      if let likelihood = VowelChanges.shared.likelihood(of: word, as: other) {
        let isGiven = name.isGiven || otherName.isGiven
        odds = min(
          known,
          Float(WordScore.logOdds(ofProbability: likelihood)) + (isGiven ? 0 : Self.familyName))
      } else if known > Self.otherName, Self.differBehindHead(word, other) {
        isKnownOther = true
        odds = Self.otherName
        solidLogOdds = Self.otherName
      }
    }
    if let known = odds, !isKnownSame, !isKnownOther, Self.differInOneConsonant(word, other) {
      odds = min(known, Self.otherConsonant)
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
      AffixRules.shared.apply(to: bytes, in: Script(ofWord: bytes)) { _, rule, stem in
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

  /// Whether two short words of one script are the same but for one consonant.
  private static func differInOneConsonant(_ word: String, _ other: String) -> Bool {
    let (one, two) = (Array(word.unicodeScalars), Array(other.unicodeScalars))
    guard one.count == two.count, one.count <= maxShort, Script(of: word) != .arabic,
      Script(of: word) == Script(of: other)
    else { return false }
    let changed = zip(one, two).filter { $0 != $1 }
    guard changed.count == 1, let (own, match) = changed.first else { return false }
    return !vowels.contains(own) && !vowels.contains(match)
      && !alike.contains { $0.contains(own) && $0.contains(match) }
  }

  /// Whether two compounds that begin alike end in names that data knows as different: Abdulrahim, Abdulrahman.
  private static func differBehindHead(_ word: String, _ other: String) -> Bool {
    guard word.unicodeScalars.count >= shortestCompound,
      other.unicodeScalars.count >= shortestCompound,
      let one = CompoundTable.parts(of: word).first, let head = CompoundTable.opening(one.first),
      let two = CompoundTable.parts(of: other).first, CompoundTable.opening(two.first) == head,
      let agreement = KnownNames.shared[one.second].agreement(
        with: KnownNames.shared[two.second])
    else { return false }
    return agreement < KnownName.minAgreement
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
