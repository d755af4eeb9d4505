// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling

/// Chooses the letters and the segments of a script from the training words, and knows how
/// probable each is by chance.
struct SegmentInventory {
  private(set) var letters = [UInt8](repeating: 0, count: 0x800)
  private(set) var pairs = [Int16](repeating: -1, count: 64 * 64)
  private(set) var triples: [Int16] = []
  /// The symbols of each segment.
  private(set) var symbols: [[UInt8]] = [[]]
  /// The log-probability of each segment's letters, one by one, by chance.
  private(set) var background: [Double] = [0]

  private static let minLetters = 10
  private static let minPairs = 5
  private static let minTriples = 20
  private static let maxTriples = 500

  var count: Int { symbols.count }

  init(words: [String]) {
    var letterCounts = [Int](repeating: 0, count: 0x800)
    for word in words {
      for scalar in word.unicodeScalars where scalar.value < 0x800 {
        letterCounts[Int(scalar.value)] += 1
      }
    }
    let kept = letterCounts.indices.filter { letterCounts[$0] >= Self.minLetters }
      .sorted { (letterCounts[$0], $1) > (letterCounts[$1], $0) }.prefix(61)
    for (index, letter) in kept.enumerated() { letters[letter] = UInt8(index + 3) }
    countSegments(words)
  }

  func encoded(_ word: String) -> [UInt8] {
    [SegmentTable.start]
      + word.unicodeScalars.map { $0.value < 0x800 ? letters[Int($0.value)] : 0 }
      + [SegmentTable.end]
  }

  private mutating func countSegments(_ words: [String]) {
    var singles = [Double](repeating: 0, count: 64)
    var pairCounts = [Int](repeating: 0, count: 64 * 64)
    var tripleCounts: [Int: Int] = [:]
    for word in words {
      let code = encoded(word).map(Int.init)
      for index in code.indices {
        singles[code[index]] += 1
        if index + 1 < code.count { pairCounts[code[index] << 6 | code[index + 1]] += 1 }
        if index + 2 < code.count {
          tripleCounts[(code[index] << 6 | code[index + 1]) << 6 | code[index + 2], default: 0] += 1
        }
      }
    }
    singles[1] = 0
    singles[2] = 0
    let total = singles.reduce(0, +) * 1.1
    let chance = singles.enumerated().map { $0 == 1 || $0 == 2 ? 0 : Double.log(($1 + 1) / total) }
    func add(_ code: [Int]) -> Int16 {
      symbols.append(code.map(UInt8.init))
      background.append(code.reduce(0) { $0 + chance[$1] })
      return Int16(symbols.count - 1)
    }
    for symbol in 0..<64 { _ = add([symbol]) }
    for code in pairCounts.indices
    where pairCounts[code] >= Self.minPairs && code >> 6 != 0 && code & 63 != 0 {
      pairs[code] = add([code >> 6, code & 63])
    }
    triples = [Int16](repeating: -1, count: (count - 65) * 64)
    let frequent = tripleCounts.filter { code, count in
      count >= Self.minTriples && pairs[code >> 6] >= 0 && code & 63 != 0
    }.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(Self.maxTriples)
    for (code, _) in frequent {
      triples[(Int(pairs[code >> 6]) - 65) << 6 | code & 63] = add([
        code >> 12, code >> 6 & 63, code & 63,
      ])
    }
  }

  /// The log-probability of a word by chance.
  func logChance(_ code: [UInt8]) -> Double {
    code.reduce(0) { $0 + background[Int($1) + 1] }
  }

  /// Whether two segments may stand for each other: ends of words only for ends of words.
  func startsWord(_ segment: Int) -> Bool { symbols[segment].first == SegmentTable.start }
  func endsWord(_ segment: Int) -> Bool { symbols[segment].last == SegmentTable.end }

  /// For each position and length 0…3 the segment that begins there, or -1.
  func beginnings(_ code: [UInt8]) -> [Int32] {
    var result = [Int32](repeating: -1, count: 4 * (code.count + 1))
    for index in 0...code.count {
      result[4 * index] = 0
      guard index < code.count else { continue }
      result[4 * index + 1] = Int32(code[index]) + 1
      guard index + 1 < code.count else { continue }
      let pair = pairs[Int(code[index]) << 6 | Int(code[index + 1])]
      result[4 * index + 2] = Int32(pair)
      guard index + 2 < code.count, pair >= 0 else { continue }
      result[4 * index + 3] = Int32(triples[(Int(pair) - 65) << 6 | Int(code[index + 2])])
    }
    return result
  }
}

extension Double {
  static func log(_ value: Double) -> Double { Foundation.log(value) }
}
