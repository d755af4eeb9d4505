// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling
import SplitMix

/// Tunes the weights between two scripts so that the best segmentation's sum is the log-odds of two
/// words being the same name: logistic regression by AdaGrad, the segmentation being latent.
struct DiscriminativeTuning {
  let first: SegmentInventory
  let second: SegmentInventory
  let scripts: (first: Int, second: Int)
  let epochs: Int

  private static let firstAveraged = 3
  private static let rate: Float = 0.12
  /// Pulls weights back to what expectation and maximisation found.
  private static let restraint: Float = 1e-4
  /// Related words below this many nats a letter are unrelated aliases.
  private static let hopeless: Float = -0.9

  private struct Example {
    let row: Int
    let column: Int
    let isSame: Bool
    let weight: Float
    let isHeldOut: Bool
  }

  func tune(
    _ start: RewriteWeights, with pairs: [LabelledPair], report: (String) -> Void
  ) -> RewriteWeights {
    let tuned = RewriteWeights(copying: start)
    var rows = WordTable(first)
    var columns = WordTable(second)
    var examples = self.examples(pairs, &rows, &columns)
    let gradients = UnsafeMutableBufferPointer<Float>.allocate(capacity: tuned.values.count)
    gradients.initialize(repeating: 1e-2)
    defer { gradients.deallocate() }
    let aligner = BestPath(rows: rows, columns: columns)
    examples.removeAll { example in
      guard example.isSame else { return false }
      let letters = rows.count(example.row) + columns.count(example.column)
      let score = aligner.align(example.row, example.column, tuned)
      return score < Self.hopeless * Float(letters)
    }
    // The mean of the later epochs' weights does better on unseen words than the last ones.
    let sums = UnsafeMutableBufferPointer<Float>.allocate(capacity: tuned.values.count)
    sums.initialize(repeating: 0)
    defer { sums.deallocate() }
    var random = SplitMix(seed: 3)
    for epoch in 0..<epochs {
      examples.shuffle(using: &random)
      var loss: (training: Float, trainingWeight: Float, heldOut: Float, heldOutWeight: Float) = (
        0, 0, 0, 0
      )
      for example in examples {
        let score = aligner.align(example.row, example.column, tuned)
        guard score > RewriteWeights.missing / 2 else { continue }
        let probability = 1 / (1 + exp(-score))
        let cost = -log(max(example.isSame ? probability : 1 - probability, 1e-9)) * example.weight
        if example.isHeldOut {
          loss.heldOut += cost
          loss.heldOutWeight += example.weight
          continue
        }
        loss.training += cost
        loss.trainingWeight += example.weight
        var gradient = (probability - (example.isSame ? 1 : 0)) * example.weight
        // Names of one entity that look nothing alike are aliases: let them not teach much.
        if example.isSame, probability < 0.02 { gradient *= 0.2 }
        for index in aligner.path {
          let step = gradient + Self.restraint * (tuned.values[index] - start.values[index])
          gradients[index] += step * step
          tuned.values[index] -= Self.rate * step / gradients[index].squareRoot()
        }
      }
      if epoch >= Self.firstAveraged {
        for index in sums.indices { sums[index] += tuned.values[index] }
      }
      if epoch == 0 || epoch == epochs - 1 {
        report(
          "epoch \(epoch + 1): \(examples.count) examples, loss \(loss.training / loss.trainingWeight), "
            + "held out \(loss.heldOut / max(1, loss.heldOutWeight))")
      }
    }
    for index in sums.indices {
      tuned.values[index] = sums[index] / Float(epochs - Self.firstAveraged)
    }
    return tuned
  }

  private func examples(
    _ pairs: [LabelledPair], _ rows: inout WordTable, _ columns: inout WordTable
  ) -> [Example] {
    var examples: [Example] = []
    for pair in pairs {
      let queryScript = Int(NameWords.script(pair.query).rawValue)
      let swapped = queryScript != scripts.first
      let one = swapped ? pair.word : pair.query
      let other = swapped ? pair.query : pair.word
      let sameScript = scripts.first == scripts.second
      func add(_ one: String, _ other: String) {
        guard let row = rows.index(of: one), let column = columns.index(of: other) else { return }
        examples.append(
          Example(
            row: row, column: column, isSame: pair.isSame, weight: sameScript ? 0.5 : 1,
            isHeldOut: pair.group % 10 == 0))
      }
      add(one, other)
      if sameScript { add(other, one) }
    }
    return examples
  }
}

/// Words of a script with the segments that begin at each of their letters.
struct WordTable {
  private let inventory: SegmentInventory
  private var numbers: [String: Int] = [:]
  private(set) var starts: [Int32] = [0]
  private(set) var segments: [Int32] = []

  init(_ inventory: SegmentInventory) { self.inventory = inventory }

  /// The number of a word; nil when it is too long to be a name.
  mutating func index(of word: String) -> Int? {
    if let number = numbers[word] { return number }
    let code = inventory.encoded(word)
    guard code.count <= SegmentedWord.maxLetters + 2 else { return nil }
    segments += inventory.beginnings(code)
    starts.append(Int32(segments.count))
    numbers[word] = starts.count - 2
    return starts.count - 2
  }

  /// The number of symbols of a word.
  func count(_ index: Int) -> Int { Int(starts[index + 1] - starts[index]) / 4 - 1 }
}

/// The best segmentation of two words, with its rewritings.
final class BestPath {
  private let rows: WordTable
  private let columns: WordTable
  private let scores: UnsafeMutablePointer<Float>
  private let shapes: UnsafeMutablePointer<UInt8>
  private static let size = (SegmentedWord.maxLetters + 3) * (SegmentedWord.maxLetters + 3)
  /// The rewritings of the last alignment, as indices into the weights.
  private(set) var path: [Int] = []

  init(rows: WordTable, columns: WordTable) {
    self.rows = rows
    self.columns = columns
    scores = .allocate(capacity: Self.size)
    shapes = .allocate(capacity: Self.size)
  }

  deinit {
    scores.deallocate()
    shapes.deallocate()
  }

  func align(_ row: Int, _ column: Int, _ weights: RewriteWeights) -> Float {
    rows.segments.withUnsafeBufferPointer { rowSegments in
      columns.segments.withUnsafeBufferPointer { columnSegments in
        align(
          UnsafeBufferPointer(
            rebasing: rowSegments[Int(rows.starts[row])..<Int(rows.starts[row + 1])]),
          UnsafeBufferPointer(
            rebasing: columnSegments[Int(columns.starts[column])..<Int(columns.starts[column + 1])]),
          weights)
      }
    }
  }

  private func align(
    _ one: UnsafeBufferPointer<Int32>, _ other: UnsafeBufferPointer<Int32>,
    _ weights: RewriteWeights
  ) -> Float {
    let n = one.count / 4 - 1
    let m = other.count / 4 - 1
    let width = m + 1
    for index in 0..<(n + 1) * width { scores[index] = RewriteWeights.missing }
    scores[0] = 0
    for i in 0...n {
      for j in 0...m {
        let score = scores[i * width + j]
        guard score > RewriteWeights.missing / 2 else { continue }
        for length in 0...min(3, n - i) {
          let row = Int(one[4 * i + length])
          guard row >= 0 else { continue }
          let base = row * weights.columnCount
          for otherLength in 0...min(3, m - j) where RewriteShape.isAllowed(length, otherLength) {
            let column = Int(other[4 * j + otherLength])
            guard column >= 0 else { continue }
            let total = score + weights.values[base + column]
            let to = (i + length) * width + j + otherLength
            if total > scores[to] {
              scores[to] = total
              shapes[to] = UInt8(length << 2 | otherLength)
            }
          }
        }
      }
    }
    path.removeAll(keepingCapacity: true)
    let score = scores[n * width + m]
    guard score > RewriteWeights.missing / 2 else { return score }
    var i = n
    var j = m
    while i > 0 || j > 0 {
      let shape = Int(shapes[i * width + j])
      i -= shape >> 2
      j -= shape & 3
      path.append(
        Int(one[4 * i + (shape >> 2)]) * weights.columnCount + Int(other[4 * j + (shape & 3)]))
    }
    return score
  }
}
