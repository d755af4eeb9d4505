// SPDX-License-Identifier: GPL-2.0-or-later

/// What the classifier looks at in a word and a form that may be its spelling.
package struct PairFeatures {
  package static let count = 34
  /// The feature that counts the letters to change, within one script.
  static let letterDistance = 19
  /// The feature that says whether a dictionary has the form.
  package static let formOrdinariness = 17

  /// What is known of one of the two words.
  package struct Word {
    let letters: WordLetters
    let script: Script
    let skeleton: Skeleton
    let rating: WordRating

    package init(_ letters: WordLetters, _ script: Script, _ rating: WordRating) {
      self.letters = letters
      self.script = script
      self.rating = rating
      skeleton = letters.withLetters { Skeleton.usual($0) }
    }
  }

  /// What the search knows of a form.
  struct Context {
    /// The transducer's score in nats, the analyses' costs taken off.
    var raw: Float
    /// The most that any word of the form's script could score.
    var ceiling: Float
    /// The best raw score among the query's forms, in all scripts and in the form's own.
    var best: Float
    var bestOfScript: Float
    var support: NeighbourSupport
    var known: KnownSupport
    /// How many forms the vocabulary has.
    var size: Float
    /// The score in context, and the best one among the query's forms.
    var inContext: Float
    var bestInContext: Float
  }

  /// Fills in the features of a pair.
  static func compute(
    _ query: Word, _ form: Word, _ context: Context, into features: UnsafeMutablePointer<Float>
  ) {
    computeAlone(query, form, raw: context.raw, into: features)
    features[1] = context.raw / max(1, context.ceiling)
    features[3] = context.best - context.raw
    features[4] = context.bestOfScript - context.raw
    features[20] = context.ceiling
    features[21] = context.best
    features[22] = context.support.mean
    features[23] = context.support.strongest
    features[24] = context.support.count
    features[25] = context.known.best
    features[26] = context.known.sureness
    features[27] = context.size
    features[28] = context.inContext
    features[29] = context.bestInContext - context.inContext
    features[30] = form.rating.nameness + form.rating.suffixEvidence
    features[31] = query.rating.nameness + query.rating.suffixEvidence
    features[32] = form.rating.suffixNeighbourCount
    features[33] = query.rating.suffixNeighbourCount
  }

  /// Fills in what a pair shows by itself; the places of what other forms show are all alike.
  static func computeAlone(
    _ query: Word, _ form: Word, raw: Float, into features: UnsafeMutablePointer<Float>
  ) {
    let lengths = (Float(query.letters.count), Float(form.letters.count))
    for position in [1, 3, 4] { features[position] = 0 }
    for position in 20..<count { features[position] = 0 }
    features[0] = raw
    features[2] = raw / (lengths.0 + lengths.1)
    features[5] = lengths.0
    features[6] = lengths.1
    features[7] = lengths.1 - lengths.0
    features[8] = Float(query.skeleton.count)
    features[9] = Float(form.skeleton.count)
    features[10] = Float(query.skeleton.distance(to: form.skeleton))
    features[11] = query.rating.nameness
    features[12] = form.rating.nameness
    features[13] = Float(query.script.rawValue)
    features[14] = Float(form.script.rawValue)
    features[15] = query.script == form.script ? 1 : 0
    features[16] = query.rating.ordinariness
    features[formOrdinariness] = form.rating.ordinariness
    features[18] = query.skeleton.bits & 15 == form.skeleton.bits & 15 ? 1 : 0
    features[letterDistance] =
      query.script == form.script ? Float(query.letters.distance(to: form.letters)) : -1
  }
}

extension Skeleton {
  /// The skeleton under the usual reading of every letter.
  static func usual(
    _ letters: UnsafeBufferPointer<UInt16>, classes: LetterClasses = .shared
  ) -> Skeleton {
    var skeleton = Skeleton()
    classes.forEach(in: letters) { classes in
      var sounds = classes
      while sounds != 0 {
        skeleton.append(sounds & 15)
        sounds >>= 4
      }
    }
    return skeleton
  }

  /// The number of classes to change, drop or add.
  func distance(to other: Skeleton) -> Int {
    EditDistance.between(count, other.count) { one, two in
      bits >> UInt64(4 * one) & 15 == other.bits >> UInt64(4 * two) & 15
    }
  }
}

extension WordLetters {
  /// The number of letters to change, drop or add.
  func distance(to other: WordLetters) -> Int {
    withLetters { one in
      other.withLetters { two in
        EditDistance.between(one.count, two.count) { one[$0] == two[$1] }
      }
    }
  }
}

/// Levenshtein's distance of short sequences.
enum EditDistance {
  @inline(__always)
  static func between(_ count: Int, _ otherCount: Int, _ isEqual: (Int, Int) -> Bool) -> Int {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: otherCount + 1) { row in
      for index in 0...otherCount { row[index] = index }
      for i in 0..<count {
        var diagonal = row[0]
        row[0] = i + 1
        for j in 0..<otherCount {
          let above = row[j + 1]
          row[j + 1] = min(
            diagonal + (isEqual(i, j) ? 0 : 1), above + 1, row[j] + 1)
          diagonal = above
        }
      }
      return row[otherCount]
    }
  }
}
