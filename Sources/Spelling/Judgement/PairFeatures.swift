// SPDX-License-Identifier: GPL-2.0-or-later

/// What the judgement looks at in a word and a form that may be its spelling.
package struct PairFeatures {
  package static let count = 22
  /// The feature that counts the letters to change, within one script.
  static let letterDistance = 19

  /// What is the same for all forms of one query word.
  package struct Query {
    let letters: WordLetters
    let script: Script
    let skeleton: Skeleton
    let nameness: Float

    package init(_ letters: WordLetters, _ script: Script, nameness: Float) {
      self.letters = letters
      self.script = script
      self.nameness = nameness
      skeleton = letters.withLetters { Skeleton.usual($0) }
    }
  }

  /// What the search knows of a form.
  package struct Context {
    /// The transducer's score in nats, the readings' costs taken off.
    package var raw: Float
    /// The most that any word of the form's script could score.
    package var ceiling: Float
    /// The best raw score among the query's forms, in all scripts and in the form's own.
    package var best: Float
    package var bestOfScript: Float

    package init(raw: Float, ceiling: Float, best: Float, bestOfScript: Float) {
      self.raw = raw
      self.ceiling = ceiling
      self.best = best
      self.bestOfScript = bestOfScript
    }
  }

  /// Fills in the features of a pair.
  package static func compute(
    _ query: Query, form: WordLetters, script: Script, nameness: Float, context: Context,
    into features: UnsafeMutablePointer<Float>
  ) {
    let skeleton = form.withLetters { Skeleton.usual($0) }
    let lengths = (Float(query.letters.count), Float(form.count))
    features[0] = context.raw
    features[1] = context.raw / max(1, context.ceiling)
    features[2] = context.raw / (lengths.0 + lengths.1)
    features[3] = context.best - context.raw
    features[4] = context.bestOfScript - context.raw
    features[5] = lengths.0
    features[6] = lengths.1
    features[7] = lengths.1 - lengths.0
    features[8] = Float(query.skeleton.count)
    features[9] = Float(skeleton.count)
    features[10] = Float(query.skeleton.distance(to: skeleton))
    features[11] = query.nameness
    features[12] = nameness
    features[13] = Float(query.script.rawValue)
    features[14] = Float(script.rawValue)
    features[15] = query.script == script ? 1 : 0
    // Carrying an article or an ending says nothing of the name; the places stay for the model's sake.
    features[16] = 0
    features[17] = 0
    features[18] = query.skeleton.bits & 15 == skeleton.bits & 15 ? 1 : 0
    features[letterDistance] = query.script == script ? Float(query.letters.distance(to: form)) : -1
    features[20] = context.ceiling
    features[21] = context.best
  }
}

extension Skeleton {
  /// The skeleton under the usual reading of every letter.
  static func usual(
    _ letters: UnsafeBufferPointer<UInt16>, classes: LetterClasses = .shared
  ) -> Skeleton {
    var skeleton = Skeleton()
    classes.units(of: letters) { unit in
      var sounds = classes.units[unit].alternatives[0]
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
