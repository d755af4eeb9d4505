// SPDX-License-Identifier: GPL-2.0-or-later

/// Which words of two names go together: the pairs of the greatest total gain, no word used twice.
struct NameAlignment {
  /// The pairs in the left name's order.
  let pairs: [TokenPair]

  /// A pair of these log-odds is worth nothing: kept low, since a bad pair is classified as one afterwards.
  private static let worthless = -7.5
  /// Names that repeat a word give many ties; more states than this are not followed.
  private static let maxStates = 128

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

  /// Aligns two names' words given all possible pairs.
  init(_ candidates: [TokenPair], _ left: Name, _ right: Name) {
    let leftWeights = left.tokens.map(\.weight)
    let rightWeights = right.tokens.map(\.weight)
    let count = leftWeights.count
    var starting = [[Int]](repeating: [], count: count)
    for (index, pair) in candidates.enumerated() where pair.left.upperBound <= count {
      starting[pair.left.lowerBound].append(index)
    }
    var states = [[State]](repeating: [], count: count + 1)
    states[0] = [State(used: 0, gain: 0, step: -1)]
    var steps: [Step] = []
    for position in 0..<count {
      if states[position].count > Self.maxStates {
        states[position].sort { ($0.gain, $1.used) > ($1.gain, $0.used) }
        states[position].removeLast(states[position].count - Self.maxStates)
      }
      for state in states[position] {
        Self.keep(state, in: &states[position + 1])
        for index in starting[position] {
          let pair = candidates[index]
          let mask = pair.right.bits
          guard state.used & mask == 0 else { continue }
          let weight =
            (leftWeights[pair.left].reduce(0, +) + rightWeights[pair.right].reduce(0, +)) / 2
          let distance = abs(pair.left.lowerBound - pair.right.lowerBound)
          let gain = weight * (pair.logOdds - Self.worthless) - 0.001 * Double(distance)
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
    self.pairs = Self.withoutIdleInitials(pairs.reversed(), left, right)
  }

  /// An initial stands for no word where its own name has a whole word that would stand against it instead: the P. of
  /// William P. Baker is not the family name of another William.
  private static func withoutIdleInitials(
    _ pairs: [TokenPair], _ left: Name, _ right: Name
  ) -> [TokenPair] {
    func hasLeftover(_ name: Name, _ used: [Range<Int>]) -> Bool {
      name.tokens.indices.contains { index in
        name.tokens[index].kind == .word && !used.contains { $0.contains(index) }
      }
    }
    let leftOver = hasLeftover(left, pairs.map(\.left))
    let rightOver = hasLeftover(right, pairs.map(\.right))
    guard leftOver != rightOver else { return pairs }
    return pairs.filter { pair in
      // Two whole words written as one swallow none that is left over on the other side.
      let swallowing = leftOver ? right.tokens[pair.right] : left.tokens[pair.left]
      if swallowing.count == 2, swallowing.allSatisfy({ $0.kind == .word }) { return false }
      guard pair.ground == .initial else { return true }
      let (own, other) =
        leftOver
        ? (left.tokens[pair.left.lowerBound], right.tokens[pair.right.lowerBound])
        : (right.tokens[pair.right.lowerBound], left.tokens[pair.left.lowerBound])
      return own.kind != .initial || other.kind == .initial
    }
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
