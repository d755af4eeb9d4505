// SPDX-License-Identifier: GPL-2.0-or-later

/// Scores one word against many: the best segmentation's sum, found column by column.
///
/// A lane of a column is the number of the word's symbols read so far; a column, the number of the
/// other's. All the word's rewritings into a script are laid out once as rows of lanes, so that a
/// step is a load, an add and a maximum on 16 lanes. Scores are in quarter units, in 16 bits:
/// `impossible` is low enough never to win and high enough for two of them to add up.
///
/// Others that come in order begin like the one before: columns of letters in common are kept.
final class SpellingScorer {
  static let impossible: Int16 = -12_000
  private typealias Lanes = SIMD16<Int16>
  private static let laneLimit = 32
  static let margin = 8
  static let columnStride = laneLimit + 2 * margin

  let model: SpellingModel
  let script: Script
  let word: SegmentedWord
  /// 16 lanes hold words of up to 13 letters; longer ones need two blocks.
  private let blocks: Int
  let lanes: Int
  /// Four rows for each segment that the word can be rewritten to, by how many of its symbols are; the first four
  /// are those of all other segments.
  private let rows: UnsafeMutablePointer<Int16>
  /// By segment of the script: which four rows are its own.
  private let rowNumbers: UnsafeMutablePointer<Int16>
  let columns: UnsafeMutablePointer<Int16>
  private let raw: UnsafeMutablePointer<Int16>
  private let deletions: UnsafeMutablePointer<Int16>
  private let rest: UnsafeMutablePointer<Int16>
  private var preparedScript: Script?

  /// The other word that was compared last, as far as its columns were computed: `^` and so many letters less one.
  private let lastLetters: UnsafeMutablePointer<UInt16>
  private var knownColumns = 0
  /// By column: the most that any of its lanes can still reach, and how the letters behind it are read on.
  private let bounds: UnsafeMutablePointer<Int16>
  private let readers: UnsafeMutablePointer<SegmentReader>

  /// Nil when the word is too long to be a name or in no script of the model.
  init?(_ letters: WordLetters, in script: Script, model: SpellingModel) {
    guard script != .other, !letters.isCut,
      let word = letters.withLetters({
        SegmentedWord($0, in: model.segments[Int(script.rawValue)])
      })
    else { return nil }
    self.model = model
    self.script = script
    self.word = word
    blocks = word.count < 16 ? 1 : 2
    lanes = 16 * blocks
    let maxSegments = model.segments.map(\.count).max() ?? 0
    let columnCount = SegmentedWord.maxLetters + 3
    func allocate(_ count: Int) -> UnsafeMutablePointer<Int16> {
      let pointer = UnsafeMutablePointer<Int16>.allocate(capacity: count)
      pointer.initialize(repeating: SpellingScorer.impossible, count: count)
      return pointer
    }
    rows = .allocate(capacity: (maxSegments + 1) * 4 * lanes)
    rowNumbers = .allocate(capacity: maxSegments)
    columns = allocate(columnCount * SpellingScorer.columnStride)
    raw = allocate(SpellingScorer.columnStride)
    deletions = allocate(3 * SpellingScorer.laneLimit)
    rest = allocate(SpellingScorer.laneLimit)
    lastLetters = .allocate(capacity: columnCount)
    bounds = .allocate(capacity: columnCount)
    readers = .allocate(capacity: columnCount)
    columns[SpellingScorer.margin] = 0
  }

  deinit {
    for pointer in [rows, rowNumbers, columns, raw, deletions, rest, bounds] {
      pointer.deallocate()
    }
    lastLetters.deallocate()
    readers.deallocate()
  }

  /// Where the row of a segment that a number of the word's symbols are rewritten to begins.
  @inline(__always)
  func row(of segment: Int16, length: Int) -> UnsafeMutablePointer<Int16> {
    rows + (Int(rowNumbers[Int(segment)]) &* 4 &+ length) &* lanes
  }

  /// Lays out the rewritings into a script.
  private func prepare(for target: Script) {
    let table = model.rewrites(from: script, to: target)
    let segmentCount = model.segments[Int(target.rawValue)].count
    // Most segments are none that the word can be rewritten to; to fill in rows for them all would take longer
    // than to compare some dozen words.
    rowNumbers.update(repeating: 0, count: segmentCount)
    var rowCount: Int16 = 0
    func addRows() -> Int16 {
      (rows + Int(rowCount) * 4 * lanes).update(
        repeating: SpellingScorer.impossible, count: 4 * lanes)
      rowCount += 1
      return rowCount - 1
    }
    _ = addRows()
    // Leaving symbols out, which is looked at apart.
    rowNumbers[0] = addRows()
    var best = [Int16](repeating: SpellingScorer.impossible, count: 4 * (word.count + 1))
    for length in 0...3 {
      for position in length...word.count {
        let segment = word.segment(endingAt: position, length: length)
        guard segment >= 0 else { continue }
        var greatest = SpellingScorer.impossible
        table.forEach(rewriting: segment) { column, weight in
          if rowNumbers[column] == 0 { rowNumbers[column] = addRows() }
          row(of: Int16(column), length: length)[position] = weight
          greatest = max(greatest, weight)
        }
        best[length * (word.count + 1) + position] = greatest
      }
    }
    prepareDeletions()
    prepareRest(best)
    prepareFirstColumn()
    knownColumns = 0
    preparedScript = target
  }

  /// What leaving out the last one, two or three symbols costs.
  private func prepareDeletions() {
    for lane in 0..<lanes {
      var sum = 0
      for length in 1...3 {
        let position = lane - length + 1
        let weight = position >= 1 ? row(of: 0, length: 1)[position] : SpellingScorer.impossible
        sum = max(Int(SpellingScorer.impossible), sum + Int(weight))
        deletions[(length - 1) * SpellingScorer.laneLimit + lane] = Int16(sum)
      }
    }
  }

  /// The most that the word's remaining symbols can still gain.
  private func prepareRest(_ best: [Int16]) {
    rest.update(repeating: SpellingScorer.impossible, count: SpellingScorer.laneLimit)
    rest[word.count] = 0
    for position in stride(from: word.count - 1, through: 0, by: -1) {
      var gain = Int(SpellingScorer.impossible)
      for length in 1...3 where position + length <= word.count {
        let step = Int(best[length * (word.count + 1) + position + length])
        gain = max(gain, step + Int(rest[position + length]))
      }
      rest[position] = Int16(max(gain, Int(SpellingScorer.impossible)))
    }
  }

  /// Nothing of the other word read: only `^` could have been left out, and never is.
  private func prepareFirstColumn() {
    let column = columns + SpellingScorer.margin
    column.update(repeating: SpellingScorer.impossible, count: lanes)
    column[0] = 0
  }

  /// The most that any word of the script last compared could score.
  var ceiling: Int { Int(rest[0]) }

  /// The score of another word in quarter units, or nil when it is below `floor`.
  func score(_ letters: UnsafeBufferPointer<UInt16>, in target: Script, floor: Int16) -> Int16? {
    guard letters.count <= SegmentedWord.maxLetters else { return nil }
    if preparedScript != target { prepare(for: target) }
    let table = model.segments[Int(target.rawValue)]
    let symbols = letters.count + 2
    var shared = min(knownColumns, letters.count + 1)
    for letter in 0..<max(shared - 1, 0) where lastLetters[letter] != letters[letter] {
      shared = letter + 1
      break
    }
    // Most words are given up after a few letters, so each is segmented as far as it is read.
    var reader = shared > 0 ? readers[shared] : SegmentReader()
    var hopeless = 0
    for position in 1...symbols {
      if position > shared {
        let segments = reader.segments(endingAt: position, of: letters, in: table)
        bounds[position] = addColumn(position, segments)
        readers[position] = reader
        knownColumns = min(position, symbols - 1)
        if position > 1, position < symbols { lastLetters[position - 2] = letters[position - 2] }
      }
      hopeless = bounds[position] < floor ? hopeless + 1 : 0
      if hopeless == 3 { return nil }
    }
    let score = columns[
      symbols * SpellingScorer.columnStride + SpellingScorer.margin + word.count]
    return score >= floor ? score : nil
  }

  /// Computes a column; returns the most that any of its lanes can still reach.
  @inline(__always)
  private func addColumn(
    _ position: Int, _ segments: (single: Int16, pair: Int16, triple: Int16)
  ) -> Int16 {
    let stride = SpellingScorer.columnStride
    let column = columns + (position &* stride &+ SpellingScorer.margin)
    let raw = raw + SpellingScorer.margin
    for block in 0..<blocks {
      let lane = 16 &* block
      let source = column + lane
      var best = Lanes(repeating: SpellingScorer.impossible)
      // The longest rewritings are 3 to 2 symbols; 3 to 3 is not in the model.
      var row = row(of: segments.single, length: 0) + lane
      best = Self.step(best, source - stride, row)
      best = Self.step(best, source - stride - 1, row + lanes)
      best = Self.step(best, source - stride - 2, row + 2 &* lanes)
      best = Self.step(best, source - stride - 3, row + 3 &* lanes)
      if segments.pair >= 0 {
        row = self.row(of: segments.pair, length: 0) + lane
        best = Self.step(best, source - 2 &* stride - 1, row + lanes)
        best = Self.step(best, source - 2 &* stride - 2, row + 2 &* lanes)
        best = Self.step(best, source - 2 &* stride - 3, row + 3 &* lanes)
      }
      if segments.triple >= 0 {
        row = self.row(of: segments.triple, length: 0) + lane
        best = Self.step(best, source - 3 &* stride - 1, row + lanes)
        best = Self.step(best, source - 3 &* stride - 2, row + 2 &* lanes)
      }
      Self.store(best, raw + lane)
    }
    var bound = Lanes(repeating: SpellingScorer.impossible)
    for block in 0..<blocks {
      let lane = 16 &* block
      var best = Self.load(raw + lane)
      for length in 1...3 {
        best = Self.step(
          best, raw + lane - length,
          deletions + (length - 1) * SpellingScorer.laneLimit + lane)
      }
      Self.store(best, column + lane)
      bound = Self.greater(bound, best &+ Self.load(rest + lane))
    }
    return bound.max()
  }

  @inline(__always)
  private static func step(
    _ best: Lanes, _ source: UnsafePointer<Int16>, _ weights: UnsafePointer<Int16>
  ) -> Lanes {
    greater(best, load(source) &+ load(weights))
  }

  /// The greater of each two lanes: one instruction, where `pointwiseMax` may be a call.
  @inline(__always)
  private static func greater(_ one: Lanes, _ other: Lanes) -> Lanes {
    one.replacing(with: other, where: other .> one)
  }

  @inline(__always)
  private static func load(_ pointer: UnsafePointer<Int16>) -> Lanes {
    UnsafeRawPointer(pointer).loadUnaligned(as: Lanes.self)
  }

  @inline(__always)
  private static func store(_ lanes: Lanes, _ pointer: UnsafeMutablePointer<Int16>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: lanes, as: Lanes.self)
  }
}
