// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// What a form's likeness to the two best other forms of each script says of it: spellings of one name are
/// alike among themselves, too. Without any other form, the pair's own score stands in.
package struct NeighbourSupport {
  /// The mean score against the best forms in nats, each counting as much as it is sure.
  package var mean: Float
  /// The strongest chain from the query over one of the best forms: the weaker of its two scores.
  package var strongest: Float
  /// How many sure forms there are besides this one.
  package var count: Float
}

/// A candidate as the classifier sees it.
struct CandidateForm {
  let letters: WordLetters
  let script: Script
  /// The transducer's score in nats, the analyses' costs taken off.
  let raw: Float
  /// Whether the letters are the query's own.
  let isSameWord: Bool
}

/// All candidates of one query word, against which each of them is measured.
struct CandidateSet {
  /// The best raw score of each script.
  private(set) var bestOfScript = [Float](repeating: -100, count: Script.allCases.count)
  private(set) var supports: [NeighbourSupport]
  let known: [KnownSupport]

  /// Scores below this, in nats, say nothing more.
  private static let worst: Float = -15

  init(_ forms: [CandidateForm], model: SpellingModel) {
    known = KnownSupport.all(of: forms, in: model.nameGroups)
    supports = forms.map { NeighbourSupport(mean: $0.raw, strongest: $0.raw, count: 0) }
    var best = [Int?](repeating: nil, count: bestOfScript.count)
    var second = best
    for (index, form) in forms.enumerated() where !form.isSameWord && form.script != .other {
      // The word itself is no measure of how good its other spellings are.
      let script = Int(form.script.rawValue)
      if form.raw > bestOfScript[script] {
        second[script] = best[script]
        best[script] = index
        bestOfScript[script] = form.raw
      } else if second[script].map({ form.raw > forms[$0].raw }) ?? true {
        second[script] = index
      }
    }
    addSupport(of: (best + second).compactMap { $0 }, forms, model)
  }

  private mutating func addSupport(
    of neighbours: [Int], _ forms: [CandidateForm], _ model: SpellingModel
  ) {
    var sums = [SIMD2<Float>](repeating: .zero, count: forms.count)
    var strongest = [Float](repeating: -.infinity, count: forms.count)
    for neighbour in neighbours {
      let best = forms[neighbour]
      guard let scorer = SpellingScorer(best.letters, in: best.script, model: model) else {
        continue
      }
      let sureness = 1 / (1 + exp(-best.raw))
      for (index, form) in forms.enumerated() where index != neighbour && form.script != .other {
        let score = form.letters.withLetters {
          scorer.score($0, in: form.script, floor: Int16(Self.worst * 4))
        }
        let nats = max(Self.worst, Float(score ?? SpellingScorer.impossible) / 4)
        sums[index] += SIMD2(nats * sureness, sureness)
        strongest[index] = max(strongest[index], min(nats, best.raw))
      }
    }
    for (index, sum) in sums.enumerated() where sum.y > 0 {
      supports[index] = NeighbourSupport(
        mean: sum.x / sum.y, strongest: strongest[index], count: sum.y)
    }
  }
}
