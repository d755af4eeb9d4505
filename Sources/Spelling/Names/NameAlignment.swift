// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// Which words of two names go together: the pairs of the greatest total gain, no word used twice.
struct NameAlignment {
  /// The pairs in the left name's order.
  let pairs: [TokenPair]

  /// A pair this sure is worth nothing: kept low, since a bad pair is judged as one afterwards.
  private static let worthless = 0.08
  /// Names that repeat a word give many ties; more states than this are not followed.
  private static let mostStates = 128

  private struct State {
    var used: UInt32
    var gain: Double
    /// The last step in `steps`, or -1.
    var step: Int
  }

  private struct Step {
    let pair: Int
    let previous: Int
  }

  /// Aligns two names' words given all possible pairs and the words' weights.
  init(_ candidates: [TokenPair], leftWeights: [Double], rightWeights: [Double]) {
    let count = leftWeights.count
    var starting = [[Int]](repeating: [], count: count)
    for (index, pair) in candidates.enumerated() where pair.left.upperBound <= count {
      starting[pair.left.lowerBound].append(index)
    }
    var states = [[State]](repeating: [], count: count + 1)
    states[0] = [State(used: 0, gain: 0, step: -1)]
    var steps: [Step] = []
    for position in 0..<count {
      if states[position].count > Self.mostStates {
        states[position].sort { ($0.gain, $1.used) > ($1.gain, $0.used) }
        states[position].removeLast(states[position].count - Self.mostStates)
      }
      for state in states[position] {
        Self.keep(state, in: &states[position + 1])
        for index in starting[position] {
          let pair = candidates[index]
          let mask = Self.mask(pair.right)
          guard state.used & mask == 0 else { continue }
          let weight =
            (leftWeights[pair.left].reduce(0, +) + rightWeights[pair.right].reduce(0, +)) / 2
          let distance = abs(pair.left.lowerBound - pair.right.lowerBound)
          let gain =
            weight * log(max(pair.quality, 0.01) / Self.worthless) - 0.001 * Double(distance)
          guard gain > 0 else { continue }
          steps.append(Step(pair: index, previous: state.step))
          Self.keep(
            State(used: state.used | mask, gain: state.gain + gain, step: steps.count - 1),
            in: &states[pair.left.upperBound])
        }
      }
    }
    let best = states[count].reduce(State(used: 0, gain: 0, step: -1)) {
      $1.gain > $0.gain ? $1 : $0
    }
    var pairs: [TokenPair] = []
    var step = best.step
    while step >= 0 {
      pairs.append(candidates[steps[step].pair])
      step = steps[step].previous
    }
    self.pairs = pairs.reversed()
  }

  private static func mask(_ range: Range<Int>) -> UInt32 {
    range.reduce(0) { $0 | 1 << UInt32($1) }
  }

  /// Of states that have used the same words, only the best is followed.
  private static func keep(_ state: State, in states: inout [State]) {
    guard let known = states.firstIndex(where: { $0.used == state.used }) else {
      states.append(state)
      return
    }
    if state.gain > states[known].gain { states[known] = state }
  }
}
