// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling

/// Learns what it costs to take sounds for others from pairs of words that belong together: align
/// their skeletons at the costs at hand, count, and take the logarithms of the shares again.
struct SoundCostsTraining {
  private static let count = Sounds.limit
  private static let passes = 6
  /// Pairs that cost more than this for each sound, in nats, are taken for no spellings of each other.
  private static let maxPerSound = 1.6
  /// Two sounds for one must be met so often, and be so much cheaper than leaving one out.
  private static let minTwos = 5.0
  private static let minGain = 0.7
  /// What is added to the count of a substitution, and of a sound left out.
  private static let smoothing = (substitution: 0.02, deletion: 0.1)

  private let pairs: [(SoundSkeleton, SoundSkeleton)]
  /// How often each sound, and each two in a row, is met in all words.
  private let background: [Double]
  private let backgroundOfTwos: [Double]
  private var costs = AlignmentCosts()

  init(_ names: [NamePair]) {
    var pairs: [(SoundSkeleton, SoundSkeleton)] = []
    var words: Set<String> = []
    for pair in names {
      words.insert(pair.first)
      words.insert(pair.second)
      let first = SoundSkeleton(WordLetters(pair.first))
      let second = SoundSkeleton(WordLetters(pair.second))
      guard first.count > 0, second.count > 0, first.count + second.count >= 4 else { continue }
      pairs.append((first, second))
      pairs.append((second, first))
    }
    self.pairs = pairs
    var ones = [Double](repeating: 1e-3, count: Self.count)
    var twos = [Double](repeating: 1e-3, count: Self.count * Self.count)
    for word in words.sorted() {
      let skeleton = SoundSkeleton(WordLetters(word))
      for position in 0..<skeleton.count {
        ones[skeleton[position]] += 1
        if position > 0 { twos[skeleton[position - 1] * Self.count + skeleton[position]] += 1 }
      }
    }
    let (allOnes, allTwos) = (ones.reduce(0, +), twos.reduce(0, +))
    background = ones.map { $0 / allOnes }
    backgroundOfTwos = twos.map { $0 / allTwos }
  }

  /// The rows of `sound_costs.tsv`.
  mutating func train() -> [String] {
    var counts = AlignmentCounts()
    for _ in 0..<Self.passes {
      counts = AlignmentCounts()
      for (word, other) in pairs {
        let alignment = SoundAlignment(word, other, costs)
        guard alignment.cost <= Self.maxPerSound * Double(max(word.count, other.count)) else {
          continue
        }
        counts.add(alignment, of: word, other)
      }
      setCosts(counts)
    }
    return rowsOfOnes + rowsOfTwos(counts)
  }

  /// The most that can be gained for a sound, and the costs as what is lost of it.
  private var greatestGain = [Double](repeating: 0, count: count)

  private mutating func setCosts(_ counts: AlignmentCounts) {
    let sounds = 1..<Sounds.shared.names.count
    for sound in sounds {
      let row = sounds.map {
        counts.substitutions[sound * Self.count + $0] + Self.smoothing.substitution
      }
      let all = row.reduce(0, +)
      let gains = zip(row, sounds).map { log($0 / all / background[$1]) }
      greatestGain[sound] = gains.max() ?? 0
      for (other, gain) in zip(sounds, gains) {
        costs.substitutions[sound * Self.count + other] = greatestGain[sound] - gain
      }
      for position in 0..<3 {
        let entry = position * Self.count + sound
        // Each pair is met in both directions: what is left out here is added there.
        let share = (counts.deletions[entry] + Self.smoothing.deletion) / counts.positions[position]
        let gain = log(share / background[sound])
        costs.insertions[entry] = max(0.05, -gain)
        costs.deletions[entry] = max(0.05, greatestGain[sound] - gain)
      }
    }
  }

  private var rowsOfOnes: [String] {
    let names = Sounds.shared.names
    var rows: [String] = []
    for sound in 1..<names.count {
      for other in 1..<names.count {
        rows += row(names[sound], names[other], costs.substitutions[sound * Self.count + other])
      }
      for position in 0..<3 {
        let name = ["^ \(names[sound])", names[sound], "\(names[sound]) $"][position]
        rows += row(name, "", costs.deletions[position * Self.count + sound])
        rows += row("", name, costs.insertions[position * Self.count + sound])
      }
    }
    return rows
  }

  private func rowsOfTwos(_ counts: AlignmentCounts) -> [String] {
    let names = Sounds.shared.names
    let inside = SoundCosts.Position.inside.rawValue * Self.count
    var rows: [String] = []
    for (twos, count) in counts.twos.sorted(by: { $0.key < $1.key }) where count >= Self.minTwos {
      let one = twos % Self.count
      let second = twos / Self.count % Self.count
      let first = twos / Self.count / Self.count
      let pair = first * Self.count + second
      func alternative(_ substitutions: (Int, Int) -> Double, _ left: [Double]) -> Double {
        min(
          substitutions(first, one) + left[inside + second],
          substitutions(second, one) + left[inside + first])
      }
      let name = "\(names[first]) \(names[second])"
      let contraction =
        greatestGain[first] + greatestGain[second]
        - log(count / counts.pairs[pair] / background[one])
      let apart = alternative({ costs.substitutions[$0 * Self.count + $1] }, costs.deletions)
      if contraction < apart - Self.minGain { rows += row(name, names[one], contraction) }
      let expansion =
        greatestGain[one] - log(count / counts.ones[one] / backgroundOfTwos[pair])
      let joined = alternative({ costs.substitutions[$1 * Self.count + $0] }, costs.insertions)
      if expansion < joined - Self.minGain { rows += row(names[one], name, expansion) }
    }
    return rows
  }

  /// A row, unless it says no more than its absence.
  private func row(_ sounds: String, _ others: String, _ nats: Double) -> [String] {
    let cost = Int((max(0, nats) * 4).rounded())
    return cost < Int(SoundCosts.unlikely) ? ["\(sounds)\t\(others)\t\(cost)"] : []
  }
}

/// Costs in nats, laid out as those of `SoundCosts`.
struct AlignmentCosts {
  var substitutions: [Double]
  var deletions = [Double](repeating: 3, count: 3 * Sounds.limit)
  var insertions = [Double](repeating: 3, count: 3 * Sounds.limit)

  /// A sound is likely to stay, then to become another of its class.
  init() {
    let sounds = Sounds.shared
    substitutions = Array(repeating: 5, count: Sounds.limit * Sounds.limit)
    for sound in sounds.classes.indices {
      for other in sounds.classes.indices where sounds.classes[sound] == sounds.classes[other] {
        substitutions[sound * Sounds.limit + other] = sound == other ? 0 : 1
      }
    }
  }

  /// Where the sound at an index is.
  static func position(_ index: Int, of count: Int) -> Int {
    index == count - 1
      ? SoundCosts.Position.last.rawValue
      : index == 0 ? SoundCosts.Position.first.rawValue : SoundCosts.Position.inside.rawValue
  }
}

/// What was met in alignments.
struct AlignmentCounts {
  var substitutions = [Double](repeating: 0, count: Sounds.limit * Sounds.limit)
  var deletions = [Double](repeating: 0, count: 3 * Sounds.limit)
  /// How often there was each place to leave something out.
  var positions = [Double](repeating: 0, count: 3)
  /// Two sounds one of which stood for one sound while the other was left out:
  /// `(first * limit + second) * limit + sound`.
  var twos: [Int: Double] = [:]
  var ones = [Double](repeating: 0, count: Sounds.limit)
  var pairs = [Double](repeating: 0, count: Sounds.limit * Sounds.limit)

  mutating func add(_ alignment: SoundAlignment, of word: SoundSkeleton, _ other: SoundSkeleton) {
    positions[SoundCosts.Position.first.rawValue] += 1
    positions[SoundCosts.Position.last.rawValue] += 1
    positions[SoundCosts.Position.inside.rawValue] += Double(max(0, word.count - 2))
    for position in 0..<word.count {
      ones[word[position]] += 1
      if position > 0 { pairs[word[position - 1] * Sounds.limit + word[position]] += 1 }
    }
    var last: (sound: Int, other: Int) = (0, 0)
    for step in alignment.steps {
      if step.sound > 0, step.other > 0 {
        substitutions[step.sound * Sounds.limit + step.other] += 1
      } else if step.sound > 0 {
        deletions[step.position * Sounds.limit + step.sound] += 1
      }
      if step.sound > 0, last.sound > 0, (step.other == 0) != (last.other == 0) {
        let pair = last.sound * Sounds.limit + step.sound
        twos[pair * Sounds.limit + max(step.other, last.other), default: 0] += 1
      }
      last = (step.sound, step.other)
    }
  }
}

/// The cheapest alignment of two skeletons.
struct SoundAlignment {
  /// A sound of the word and what stands for it; 0 is none.
  struct Step {
    let sound: Int
    let other: Int
    /// Where in the word the sound is.
    let position: Int
  }

  let cost: Double
  /// In the words' order.
  private(set) var steps: [Step] = []

  init(_ word: SoundSkeleton, _ other: SoundSkeleton, _ costs: AlignmentCosts) {
    let width = other.count + 1
    func deletion(_ i: Int) -> Double {
      costs.deletions[AlignmentCosts.position(i, of: word.count) * Sounds.limit + word[i]]
    }
    func insertion(_ j: Int) -> Double {
      costs.insertions[AlignmentCosts.position(j, of: other.count) * Sounds.limit + other[j]]
    }
    func substitution(_ i: Int, _ j: Int) -> Double {
      costs.substitutions[word[i] * Sounds.limit + other[j]]
    }
    var sums = [Double](repeating: 0, count: (word.count + 1) * width)
    for i in 0...word.count {
      for j in 0...other.count where i + j > 0 {
        var best = Double.infinity
        if i > 0 { best = min(best, sums[(i - 1) * width + j] + deletion(i - 1)) }
        if j > 0 { best = min(best, sums[i * width + j - 1] + insertion(j - 1)) }
        if i > 0, j > 0 {
          best = min(best, sums[(i - 1) * width + j - 1] + substitution(i - 1, j - 1))
        }
        sums[i * width + j] = best
      }
    }
    cost = sums[sums.count - 1]
    var (i, j) = (word.count, other.count)
    while i > 0 || j > 0 {
      let sum = sums[i * width + j]
      if i > 0, j > 0, sum == sums[(i - 1) * width + j - 1] + substitution(i - 1, j - 1) {
        (i, j) = (i - 1, j - 1)
        steps.append(
          Step(
            sound: word[i], other: other[j], position: AlignmentCosts.position(i, of: word.count)))
      } else if i > 0, sum == sums[(i - 1) * width + j] + deletion(i - 1) {
        i -= 1
        steps.append(
          Step(sound: word[i], other: 0, position: AlignmentCosts.position(i, of: word.count)))
      } else {
        j -= 1
        steps.append(Step(sound: 0, other: other[j], position: 0))
      }
    }
    steps.reverse()
  }
}
