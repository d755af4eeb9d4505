// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import SplitMix

/// Learns the probability of each rewriting between two scripts from pairs of words by expectation
/// and maximisation, each pair weighed by how much more probable it is as a pair than by chance.
struct ExpectationMaximisation {
  let scripts: (first: Int, second: Int)
  let first: SegmentInventory
  let second: SegmentInventory

  private var sameScript: Bool { scripts.first == scripts.second }

  private static let rounds = 10
  private static let maxPairs = 250_000
  /// A rewriting must have been seen about this often to stay (in expected counts).
  private static let minCounts = 2.0

  private struct Example {
    let rows: [Int32]
    let columns: [Int32]
    let chance: Double
    var firstCount: Int { rows.count / 4 - 1 }
    var secondCount: Int { columns.count / 4 - 1 }
  }

  /// The log-odds of each rewriting against chance.
  func train(_ pairs: [NamePair], report: (String) -> Void) -> RewriteWeights {
    let examples = self.examples(pairs)
    let size = first.count * second.count
    var probability = initialCounts(examples)
    var related = 0.7
    for round in 0..<Self.rounds {
      var counts = [Double](repeating: 0, count: size)
      var relatedSum = 0.0
      var lattice = Lattice()
      for example in examples {
        let total = probability.withUnsafeBufferPointer {
          lattice.forward(example, $0, second.count)
        }
        let odds = log(total + 1e-300) - example.chance
        let posterior = 1 / (1 + exp(-odds) * (1 - related) / related)
        relatedSum += posterior
        guard posterior > 0.01, total > 0 else { continue }
        probability.withUnsafeBufferPointer { probability in
          counts.withUnsafeMutableBufferPointer {
            lattice.backward(
              example, probability, second.count, weight: posterior / total, into: $0)
          }
        }
      }
      if round == 1 { seedLongSegments(examples, &counts) }
      probability = maximised(counts, round: round)
      related = min(0.95, relatedSum / Double(examples.count))
      if round == Self.rounds - 1 {
        let kept = probability.reduce(0) { $0 + ($1 > 0 ? 1 : 0) }
        report("pairs \(examples.count) related \(Int(related * 100)) % rewritings \(kept)")
      }
    }
    return weights(probability)
  }

  private func examples(_ pairs: [NamePair]) -> [Example] {
    var random = SplitMix(seed: 1)
    let chosen = pairs.shuffled(using: &random).prefix(Self.maxPairs)
    var result: [Example] = []
    for pair in chosen {
      let one = first.encoded(pair.first)
      let other = second.encoded(pair.second)
      let chance = first.logChance(one) + second.logChance(other)
      result.append(
        Example(rows: first.beginnings(one), columns: second.beginnings(other), chance: chance))
      if sameScript {
        result.append(
          Example(rows: first.beginnings(other), columns: second.beginnings(one), chance: chance))
      }
    }
    return result
  }

  private func isAllowed(_ row: Int, _ column: Int) -> Bool {
    first.startsWord(row) == second.startsWord(column)
      && first.endsWord(row) == second.endsWord(column)
  }

  /// Single letters at about the same place of the two words.
  private func initialCounts(_ examples: [Example]) -> [Double] {
    var counts = [Double](repeating: 0, count: first.count * second.count)
    var total = 0.0
    for example in examples {
      for i in 0..<example.firstCount {
        for j in 0..<example.secondCount {
          let row = Int(example.rows[4 * i + 1])
          let column = Int(example.columns[4 * j + 1])
          guard isAllowed(row, column) else { continue }
          let distance =
            (Double(i) + 0.5) / Double(example.firstCount)
            - (Double(j) + 0.5) / Double(example.secondCount)
          var weight = exp(-distance * distance * 50)
          if sameScript, row == column { weight *= 20 }
          counts[row * second.count + column] += weight
          total += weight
        }
      }
    }
    for index in counts.indices { counts[index] *= 0.7 / total }
    for row in 1...64 where isAllowed(row, 0) {
      counts[row * second.count] = exp(first.background[row]) * 0.15
    }
    for column in 1...64 where isAllowed(0, column) {
      counts[column] = exp(second.background[column]) * 0.15
    }
    return counts
  }

  /// Longer segments get a first small count where they lie at about the same place.
  private func seedLongSegments(_ examples: [Example], _ counts: inout [Double]) {
    let shapes = RewriteWeights.shapes.filter { $0.first + $0.second >= 3 }
    for example in examples {
      for i in 0..<example.firstCount {
        for j in 0..<example.secondCount {
          let distance =
            (Double(i) + 0.5) / Double(example.firstCount)
            - (Double(j) + 0.5) / Double(example.secondCount)
          guard abs(distance) <= 0.2 else { continue }
          for shape in shapes
          where i + shape.first <= example.firstCount && j + shape.second <= example.secondCount {
            let row = Int(example.rows[4 * i + shape.first])
            let column = Int(example.columns[4 * j + shape.second])
            guard row >= 0, column >= 0, isAllowed(row, column) else { continue }
            counts[row * second.count + column] += 0.02
          }
        }
      }
    }
  }

  private func maximised(_ counts: [Double], round: Int) -> [Double] {
    let total = counts.reduce(0, +)
    let minimum = round == Self.rounds - 1 ? Self.minCounts : round > 4 ? 0.5 : 1e-3
    var probability = counts.map { $0 > minimum ? $0 / total * 0.95 : 0 }
    for row in 1...64 {
      if isAllowed(row, 0) {
        probability[row * second.count] = max(probability[row * second.count], 1e-5)
      }
      for column in 1...64 where isAllowed(row, column) {
        let index = row * second.count + column
        probability[index] = max(probability[index], 1e-6)
      }
    }
    for column in 1...64 where isAllowed(0, column) {
      probability[column] = max(probability[column], 1e-5)
    }
    return probability
  }

  private func weights(_ probability: [Double]) -> RewriteWeights {
    let weights = RewriteWeights(
      first: scripts.first, second: scripts.second, rowCount: first.count,
      columnCount: second.count)
    for row in 0..<first.count {
      for column in 0..<second.count {
        let index = row * second.count + column
        guard probability[index] > 0 else { continue }
        weights.values[index] = Float(
          log(probability[index]) - first.background[row] - second.background[column])
      }
    }
    return weights
  }

  /// Forward and backward sums over all segmentations of a pair.
  private struct Lattice {
    private var forward: [Double] = []
    private var backward: [Double] = []

    mutating func forward(
      _ example: Example, _ probability: UnsafeBufferPointer<Double>, _ width: Int
    ) -> Double {
      let n = example.firstCount
      let m = example.secondCount
      let size = (n + 1) * (m + 1)
      if forward.count < size {
        forward = [Double](repeating: 0, count: size)
        backward = forward
      }
      for index in 0..<size { forward[index] = 0 }
      forward[0] = 1
      forward.withUnsafeMutableBufferPointer { forward in
        Self.eachStep(example) { i, j, row, column, to in
          let value = forward[i * (m + 1) + j]
          if value > 0 { forward[to] += value * probability[row * width + column] }
        }
      }
      return forward[size - 1]
    }

    mutating func backward(
      _ example: Example, _ probability: UnsafeBufferPointer<Double>, _ width: Int, weight: Double,
      into counts: UnsafeMutableBufferPointer<Double>
    ) {
      let n = example.firstCount
      let m = example.secondCount
      for index in 0..<(n + 1) * (m + 1) { backward[index] = 0 }
      backward[(n + 1) * (m + 1) - 1] = 1
      for i in stride(from: n, through: 0, by: -1) {
        for j in stride(from: m, through: 0, by: -1) {
          var sum = backward[i * (m + 1) + j]
          let reached = forward[i * (m + 1) + j]
          if reached == 0 { continue }
          Self.steps(example, i, j) { row, column, to in
            let step = probability[row * width + column] * backward[to]
            sum += step
            let gain = reached * step * weight
            if gain > 1e-9 { counts[row * width + column] += gain }
          }
          backward[i * (m + 1) + j] = sum
        }
      }
    }

    @inline(__always)
    private static func eachStep(
      _ example: Example, _ body: (Int, Int, Int, Int, Int) -> Void
    ) {
      for i in 0...example.firstCount {
        for j in 0...example.secondCount {
          steps(example, i, j) { row, column, to in body(i, j, row, column, to) }
        }
      }
    }

    @inline(__always)
    private static func steps(
      _ example: Example, _ i: Int, _ j: Int, _ body: (Int, Int, Int) -> Void
    ) {
      let n = example.firstCount
      let m = example.secondCount
      for length in 0...3 where i + length <= n {
        let row = Int(example.rows[4 * i + length])
        guard row >= 0 else { continue }
        for otherLength in 0...3
        where j + otherLength <= m && RewriteShape.isAllowed(length, otherLength) {
          let column = Int(example.columns[4 * j + otherLength])
          guard column >= 0 else { continue }
          body(row, column, (i + length) * (m + 1) + j + otherLength)
        }
      }
    }
  }
}

/// Which lengths may stand for each other.
enum RewriteShape {
  /// 1:1, 1:0, 2:1, 2:2, 3:1, 3:2 and their reverses.
  @inline(__always)
  static func isAllowed(_ first: Int, _ second: Int) -> Bool {
    switch (first, second) {
    case (0, 1), (1, 0): return true
    case (1, 1...3), (2, 1...3), (3, 1...2): return true
    default: return false
    }
  }
}
