// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

/// Everything that training finds, and the file it becomes.
struct TrainedModel {
  /// Per script.
  let segments: [SegmentInventory]
  /// Per unordered pair of scripts, the first of the lower number.
  var weights: [RewriteWeights]
  /// Coefficients of the classifier, bit patterns of Float.
  var candidateClassifier: [Float] = []
  /// Per script, hashed weights of the nameness of words.
  var nameness: [[Int8]] = [[], [], []]

  func weights(_ first: Int, _ second: Int) -> RewriteWeights? {
    weights.first { $0.first == first && $0.second == second }
  }

  /// Weights in quarter units; `nil` where there is none or two smaller steps do as well.
  private func quantised(_ matrix: RewriteWeights, _ row: Int, _ column: Int) -> Int8? {
    let value = matrix.values[row * matrix.columnCount + column]
    guard value > RewriteWeights.missing / 2 else { return nil }
    let quarters = Int8(max(-127, min(127, (value * 4).rounded())))
    if (1...64).contains(row), (1...64).contains(column) {
      let leftOut = matrix.values[row * matrix.columnCount]
      let putIn = matrix.values[column]
      let apart = (leftOut * 4).rounded() + (putIn * 4).rounded()
      if leftOut > RewriteWeights.missing / 2, putIn > RewriteWeights.missing / 2,
        Float(quarters) <= apart
      {
        return nil
      }
    }
    return quarters
  }

  func encoded() -> [UInt8] {
    typealias Layout = SpellingModel.Layout
    var sections = [[UInt8]](repeating: [], count: Layout.sectionCount)
    for (script, inventory) in segments.enumerated() {
      sections[Layout.letters + script] = inventory.letters
      sections[Layout.pairs + script] = Array(bytesOf: inventory.pairs)
      sections[Layout.triples + script] = Array(bytesOf: inventory.triples)
      sections[Layout.nameness + script] = nameness[script].map { UInt8(bitPattern: $0) }
    }
    for from in 0..<Layout.scripts {
      for to in 0..<Layout.scripts {
        let (rows, columns, values) = sparse(from: from, to: to)
        sections[Layout.section(Layout.rows, from: from, to: to)] = Array(bytesOf: rows)
        sections[Layout.section(Layout.columns, from: from, to: to)] = Array(bytesOf: columns)
        sections[Layout.section(Layout.weights, from: from, to: to)] = values
      }
    }
    sections[Layout.candidateClassifier] = Array(bytesOf: candidateClassifier.map(\.bitPattern))
    return SectionedFile.encoded(
      magic: Layout.magic, version: Layout.version, sections: sections)
  }

  private func sparse(from: Int, to: Int) -> ([UInt32], [UInt16], [UInt8]) {
    var rows: [UInt32] = [0]
    var columns: [UInt16] = []
    var values: [UInt8] = []
    guard let matrix = weights(min(from, to), max(from, to)) else {
      return ([UInt32](repeating: 0, count: segments[from].count + 1), [], [])
    }
    for row in 0..<segments[from].count {
      for column in 0..<segments[to].count {
        let weight =
          from <= to ? quantised(matrix, row, column) : quantised(matrix, column, row)
        guard let weight else { continue }
        columns.append(UInt16(column))
        values.append(UInt8(bitPattern: weight))
      }
      rows.append(UInt32(columns.count))
    }
    return (rows, columns, values)
  }

  func model() throws -> SpellingModel { try SpellingModel(bytes: encoded()) }
}
