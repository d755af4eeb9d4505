// SPDX-License-Identifier: GPL-2.0-or-later

/// The letters of one script as symbols 0…63, and the numbers of the segments (runs of one to three
/// symbols) that the model has weights for. Segment 0 is the empty one.
package struct SegmentTable: Sendable {
  package static let unknown: UInt8 = 0
  package static let start: UInt8 = 1
  package static let end: UInt8 = 2
  package static let symbolLimit = 64

  private let letters: PackedNumbers<UInt8>
  private let pairs: PackedNumbers<Int16>
  private let triples: PackedNumbers<Int16>
  /// The number of segments.
  package let count: Int

  /// Single symbols are segments 1…64, then come pairs, then triples.
  static let firstPair = 1 + symbolLimit

  init(
    letters: UnsafeRawBufferPointer, pairs: UnsafeRawBufferPointer, triples: UnsafeRawBufferPointer,
    count: Int
  ) {
    self.letters = PackedNumbers(letters)
    self.pairs = PackedNumbers(pairs)
    self.triples = PackedNumbers(triples)
    self.count = count
  }

  /// Checks that no segment of the tables is beyond `count`. Reads all of them, so it is not done with those of
  /// the program in every search.
  func check() throws {
    let pairCount = triples.count / SegmentTable.symbolLimit
    let tripleCount = triples.values.reduce(0) { $0 + ($1 >= 0 ? 1 : 0) }
    guard letters.count == 0x800, pairs.count == 64 * 64,
      count == SegmentTable.firstPair + pairCount + tripleCount,
      letters.values.allSatisfy({ $0 < 64 }),
      pairs.values.allSatisfy({ $0 < SegmentTable.firstPair + pairCount }),
      triples.values.allSatisfy({ Int($0) < count })
    else { throw VocabularyError.damaged("the model's segments do not add up") }
  }

  /// The symbol of a letter.
  @inline(__always)
  package func symbol(_ letter: UInt16) -> UInt8 {
    letter < 0x800 ? letters[Int(letter)] : SegmentTable.unknown
  }

  /// The segment of one symbol.
  @inline(__always)
  package static func segment(_ symbol: UInt8) -> Int16 { Int16(symbol) + 1 }

  /// The segment of two symbols, or -1.
  @inline(__always)
  package func segment(_ first: UInt8, _ second: UInt8) -> Int16 {
    pairs[Int(first) << 6 | Int(second)]
  }

  /// The segment of a pair's segment and a further symbol, or -1.
  @inline(__always)
  package func segment(pair: Int16, _ third: UInt8) -> Int16 {
    pair < 0 ? -1 : triples[(Int(pair) - SegmentTable.firstPair) << 6 | Int(third)]
  }
}

/// A word as symbols between `^` and `$`, with the segments that end at each position.
package struct SegmentedWord {
  /// Words of more letters than this are no names, and are not compared.
  package static let maxLetters = 29

  /// The number of symbols, the two ends included.
  package let count: Int
  /// Three segments for each number of symbols read so far, of length one, two and three; -1 = none.
  private let ending: [Int16]

  /// Nil when the word is too long.
  package init?(_ letters: UnsafeBufferPointer<UInt16>, in table: SegmentTable) {
    guard letters.count <= SegmentedWord.maxLetters else { return nil }
    count = letters.count + 2
    var reader = SegmentReader()
    var ending: [Int16] = [-1, -1, -1]
    for position in 1...count {
      let segments = reader.segments(endingAt: position, of: letters, in: table)
      ending += [segments.single, segments.pair, segments.triple]
    }
    self.ending = ending
  }

  /// The segment of a length that ends after a number of symbols; 0 when the length is 0.
  package func segment(endingAt position: Int, length: Int) -> Int16 {
    length == 0 ? 0 : length > position ? -1 : ending[3 * position + length - 1]
  }
}

/// Reads a word's symbols between `^` and `$` one after the other.
struct SegmentReader {
  private var previous = SegmentTable.start
  private var previousPair: Int16 = -1

  /// The segments of one, two and three symbols that end after so many symbols of a word, those before being
  /// read; -1 = none.
  @inline(__always)
  mutating func segments(
    endingAt position: Int, of letters: UnsafeBufferPointer<UInt16>, in table: SegmentTable
  ) -> (single: Int16, pair: Int16, triple: Int16) {
    guard position > 1 else { return (SegmentTable.segment(SegmentTable.start), -1, -1) }
    let symbol =
      position == letters.count + 2 ? SegmentTable.end : table.symbol(letters[position - 2])
    let pair = table.segment(previous, symbol)
    let triple = table.segment(pair: previousPair, symbol)
    previous = symbol
    previousPair = pair
    return (SegmentTable.segment(symbol), pair, triple)
  }
}
